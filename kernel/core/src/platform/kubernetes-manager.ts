import type { Bytes, Millis } from "../base/brand.js";
import type { RuntimeConfig } from "../conf/runtime-config.js";
import { ContainerManager } from "./container-manager.js";
import { driverContainer, executorContainer } from "./container-size.js";
import { ExecutorFailureTracker } from "./executor-failures.js";
import type { Arrival, ExecutorLoss, HeldContainer } from "./executor-plan.js";
import { LATENCIES, type LatencyDraw } from "./latencies.js";
import { podDeleted, podExited, SIGKILL_EXIT } from "./losses.js";

/** Kubernetes: pods are asked for in batches, one batch a second, and start when they are scheduled (D4). */
export class KubernetesManager extends ContainerManager {
  readonly name = "kubernetes";
  readonly failures: ExecutorFailureTracker;
  protected readonly containerBytes: Bytes;
  protected readonly containerCores: number;
  protected readonly quotaBytes: Bytes;

  constructor(conf: RuntimeConfig, draw: LatencyDraw) {
    super(conf, draw);
    this.failures = new ExecutorFailureTracker(conf, "aboveLimit");
    this.containerBytes = executorContainer(conf).totalBytes;
    const request = conf.getOption("spark.kubernetes.executor.request.cores");
    this.containerCores = request === undefined ? this.wanted.cores : cpus(request);
    const driverBytes = driverContainer(conf).totalBytes;
    if (conf.get("spark.submit.deployMode") === "cluster") {
      this.hosts.place(conf.getInt("spark.driver.cores"), driverBytes);
    }
    this.quotaBytes = this.hosts.totalMemory;
  }

  protected arrivals(count: number, now: Millis): Arrival[] {
    const { conf, draw } = this;
    const batch = conf.getInt("spark.kubernetes.allocation.batch.size");
    const delay = conf.getMillis("spark.kubernetes.allocation.batch.delay");
    return Array.from({ length: count }, (_, i) => {
      const startsMs = now + Math.floor(i / batch) * delay;
      return { startsMs, registeredMs: startsMs + draw.of(LATENCIES.kubernetesPod) + draw.of(LATENCIES.jvmStart) };
    });
  }

  overuse({ id }: HeldContainer, usedBytes: Bytes): ExecutorLoss | undefined {
    return usedBytes > this.containerBytes ? podExited(id, SIGKILL_EXIT) : undefined;
  }

  exited({ id }: HeldContainer, exitCode: number): ExecutorLoss {
    return podExited(id, exitCode);
  }

  preempted({ id }: HeldContainer): ExecutorLoss {
    return podDeleted(id);
  }

  protected nodeLost(): ExecutorLoss {
    return podDeleted(undefined);
  }
}

/** Kubernetes counts CPU in cores or thousandths: `2`, `0.5`, `500m`. */
function cpus(text: string): number {
  return text.endsWith("m") ? Number(text.slice(0, -1)) / 1000 : Number(text);
}
