import { formatBytes, formatNoun } from "../base/format.js";
import type { ExecutorPool } from "../cluster/executor-pool.js";
import type { DriverHeap } from "../driver/driver-memory.js";
import type { DriverPlan } from "../platform/index.js";
import type { RDDLineage } from "../rdd/rdd-lineage.js";
import type { ClusterFaults } from "./faults/cluster-faults.js";
import type { DriverFaults } from "./faults/driver-faults.js";
import type { ExecutorFaults } from "./faults/executor-faults.js";
import type { Fault, FaultView } from "./faults/fault.js";
import type { HostFaults } from "./faults/host-faults.js";
import type { NetworkView } from "./faults/network-faults.js";

/** One executor as a user sees it. */
export interface ExecutorView {
  readonly id: number;
  readonly host: string;
  /** Rack of the host, where the cluster has racks. */
  readonly rack: string | undefined;
  readonly cores: number;
  /** Unified memory in bytes (E1). */
  readonly memoryBytes: number;
}

/**
 * `cluster` in every cell: the executors that the application runs on.
 *
 * @example
 * cluster.executors.length; // 4
 * cluster.slots; // 8
 * cluster.driver.where; // "this notebook"
 * String(cluster); // "4 executors × 2 cores (434.4 MiB unified memory each)"
 */
export class Cluster {
  /** Where the driver runs, whose memory it uses, what a lost laptop does, and what can go wrong with it. */
  readonly driver: DriverPlan & DriverFaults & { readonly heap: DriverHeap };
  /** What can go wrong between hosts. */
  readonly network: NetworkView;
  private readonly pool: ExecutorPool;

  private readonly injected: ClusterFaults;

  constructor(pool: ExecutorPool, driver: DriverPlan, heap: DriverHeap, faults: ClusterFaults) {
    this.pool = pool;
    this.driver = { ...driver, ...faults.driver, heap };
    this.network = faults.network;
    this.injected = faults;
  }

  /**
   * What can go wrong with an executor.
   * @example
   * cluster.executor(1).killAt("5ms");
   * await sc.parallelize([1, 2, 3, 4, 5, 6, 7, 8], 8).map((x) => (work("1s"), x)).count(); // 8
   * spark.lastRun.tasks.some((task) => task.status === "ExecutorLostFailure"); // true
   * @throws SparkError INVALID_FAULT for an executor that there never was.
   */
  executor(id: number): ExecutorFaults {
    return this.injected.executor(id);
  }

  /**
   * What can go wrong with a host, by its name or its number.
   * @example cluster.host(2).slow(5)
   * @throws SparkError INVALID_FAULT for a host without executors.
   */
  host(host: string | number): HostFaults {
    return this.injected.host(host);
  }

  /**
   * Loses the cached block of one partition; whoever needs it computes it again.
   * @example
   * const cached = sc.parallelize([1, 2, 3, 4], 2).cache();
   * await cached.count(); // 4
   * cluster.dropBlock(cached, 1);
   * @throws SparkError INVALID_FAULT for a partition that there is not.
   */
  dropBlock(rdd: { readonly lineage: RDDLineage<unknown> }, partition: number): Fault {
    return this.injected.dropBlock(rdd.lineage, partition);
  }

  /**
   * The cluster takes executors back for somebody else, the newest first: their tasks do not count as failures (C7).
   * @throws SparkError INVALID_FAULT for what is no number of executors.
   * @example cluster.preempt(2).when(stage(0).completed)
   */
  preempt(count = 1): Fault {
    return this.injected.preempt(count);
  }

  /**
   * The faults that were armed in this cell, and those that earlier cells have kept.
   * @example
   * cluster.executor(1).killAt("12s");
   * cluster.faults.map((fault) => fault.text); // ['executor(1).killAt("12s")']
   */
  get faults(): readonly FaultView[] {
    return this.injected.faults;
  }

  /** Disarms all faults, and ends those that last. @example cluster.clearFaults() */
  clearFaults(): void {
    this.injected.clear();
  }

  /** The executors that are alive. */
  get executors(): readonly ExecutorView[] {
    return this.pool.alive().map(({ id, host, rack, cores, memoryBytes }) => ({ id, host, rack, cores, memoryBytes }));
  }

  /** Cores of all executors: the tasks that can run at once. */
  get slots(): number {
    return this.executors.reduce((sum, executor) => sum + executor.cores, 0);
  }

  toString(): string {
    const { executors } = this;
    if (executors.length === 0) return "no executors";
    return `${clusterShape(executors)} (${formatBytes(executors[0]!.memoryBytes)} unified memory each)`;
  }
}

/** `4 executors × 2 cores`, or `3 executors, 10 cores` where they differ. */
export function clusterShape(executors: readonly { readonly cores: number }[]): string {
  if (executors.length === 0) return "no executors running";
  const count = formatNoun(executors.length, "executor");
  const cores = executors[0]?.cores ?? 0;
  if (executors.every((executor) => executor.cores === cores)) return `${count} × ${formatNoun(cores, "core")}`;
  return `${count}, ${formatNoun(
    executors.reduce((sum, executor) => sum + executor.cores, 0),
    "core",
  )}`;
}
