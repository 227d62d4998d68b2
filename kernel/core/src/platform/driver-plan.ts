import type { Bytes } from "../base/brand.js";
import { parseMaster } from "../conf/master.js";
import type { RuntimeConfig } from "../conf/runtime-config.js";
import { driverContainer } from "./container-size.js";
import { unifiedMemory } from "./unified-memory.js";

/** Where the driver runs and what that means for the user. */
export interface DriverPlan {
  readonly deployMode: "client" | "cluster";
  /** `this notebook`, or a machine of the cluster. */
  readonly where: string;
  readonly heapBytes: Bytes;
  readonly memoryBytes: Bytes;
  /** Container in cluster mode; undefined in client mode, where the machine is the limit. */
  readonly containerBytes: Bytes | undefined;
  /** Whose memory a collect, a broadcast or many task statuses use (E9). */
  readonly whoseMemory: string;
  /** What happens when the machine of the notebook goes away. */
  readonly laptopLost: { readonly applicationEnds: boolean; readonly consequence: string };
}

/** The driver of an application. */
export function driverPlan(conf: RuntimeConfig): DriverPlan {
  const inCluster = conf.get("spark.submit.deployMode") === "cluster";
  const { manager } = parseMaster(conf.get("spark.master"));
  const heapBytes = conf.driverHeapBytes;
  const memoryBytes = unifiedMemory(heapBytes, conf).maxBytes;
  const common = { heapBytes, memoryBytes };
  if (!inCluster) {
    return {
      ...common,
      deployMode: "client",
      where: "this notebook",
      containerBytes: undefined,
      whoseMemory: "your own machine's, up to spark.driver.memory",
      laptopLost: {
        applicationEnds: true,
        consequence: "The driver dies with it: running jobs are lost, and every executor is given back.",
      },
    };
  }
  const role =
    { yarn: "the application master", kubernetes: "a pod", standalone: "a worker" }[manager as "yarn"] ?? "a machine";
  return {
    ...common,
    deployMode: "cluster",
    where: `${role} of the cluster`,
    containerBytes: driverContainer(conf).totalBytes,
    whoseMemory: "the driver's container's: spark.driver.memory and its overhead, taken from the cluster",
    laptopLost: {
      applicationEnds: false,
      consequence: "The driver lives in the cluster and goes on; what it prints is in its log there, not here.",
    },
  };
}
