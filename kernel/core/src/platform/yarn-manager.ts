import type { Bytes, Millis } from "../base/brand.js";
import type { RuntimeConfig } from "../conf/runtime-config.js";
import { ContainerManager } from "./container-manager.js";
import { driverContainer, executorContainer, overhead, roundedUp } from "./container-size.js";
import { ExecutorFailureTracker } from "./executor-failures.js";
import type { Arrival, ExecutorLoss, HeldContainer } from "./executor-plan.js";
import { LATENCIES, type LatencyDraw } from "./latencies.js";
import { yarnExited, yarnMemoryExceeded, yarnNodeLost, yarnPreempted } from "./losses.js";
import { availableShare, parseQueues } from "./yarn-queues.js";

/**
 * YARN: an application master asks for containers in a rhythm that slows down from 200 ms to 3 s while some are missing, the resource
 * manager gives them within the queue's share, node managers start them and kill those that use too much (D4, D5).
 */
export class YarnManager extends ContainerManager {
  readonly name = "yarn";
  readonly failures: ExecutorFailureTracker;
  protected readonly containerBytes: Bytes;
  protected readonly containerCores: number;
  protected readonly quotaBytes: Bytes;

  constructor(conf: RuntimeConfig, draw: LatencyDraw) {
    super(conf, draw);
    this.failures = new ExecutorFailureTracker(conf, "limit");
    const step = conf.getBytes("spark.stageplay.yarn.minimumAllocation");
    this.containerBytes = roundedUp(executorContainer(conf).totalBytes, step);
    this.containerCores = this.wanted.cores;
    const queues = parseQueues(conf.get("spark.stageplay.yarn.queues"), conf.getOption("spark.stageplay.yarn.busy"));
    const share = availableShare(queues, conf.get("spark.yarn.queue"));
    const master = masterContainer(conf);
    const masterBytes = roundedUp(master.bytes, step);
    this.hosts.place(master.cores, masterBytes);
    this.quotaBytes = share === 0 ? 0 : this.hosts.totalMemory * share - masterBytes;
  }

  protected arrivals(count: number, now: Millis, isStart: boolean): Arrival[] {
    const { draw, conf } = this;
    const asked = isStart ? now + draw.of(LATENCIES.yarnMaster) + draw.of(LATENCIES.jvmStart) : now;
    return Array.from({ length: count }, () => {
      const assigned = draw.of(LATENCIES.yarnAssignment);
      const startsMs = asked + heartbeatAfter(assigned, conf);
      return { startsMs, registeredMs: startsMs + draw.of(LATENCIES.yarnContainer) + draw.of(LATENCIES.jvmStart) };
    });
  }

  overuse(_executor: HeldContainer, usedBytes: Bytes): ExecutorLoss | undefined {
    return usedBytes > this.containerBytes ? yarnMemoryExceeded(usedBytes, this.containerBytes) : undefined;
  }

  exited({ host }: HeldContainer, exitCode: number): ExecutorLoss {
    return yarnExited(host, exitCode);
  }

  preempted({ host }: HeldContainer): ExecutorLoss {
    return yarnPreempted(host);
  }

  protected nodeLost(host: string): ExecutorLoss {
    return yarnNodeLost(host);
  }
}

/** The application master: small in client mode, the driver itself in cluster mode. */
function masterContainer(conf: RuntimeConfig): { cores: number; bytes: Bytes } {
  if (conf.get("spark.submit.deployMode") === "cluster") {
    return { cores: conf.getInt("spark.driver.cores"), bytes: driverContainer(conf).totalBytes };
  }
  const heap = conf.getBytes("spark.yarn.am.memory");
  const least = conf.getBytes("spark.executor.minMemoryOverhead");
  const beside = conf.getOptionalBytes("spark.yarn.am.memoryOverhead") ?? overhead(heap, 0.1, least);
  return { cores: conf.getInt("spark.yarn.am.cores"), bytes: heap + beside };
}

/** The master's next heartbeat after some milliseconds: 200, 400, 800 … ms apart, at most 3 s. */
function heartbeatAfter(ms: Millis, conf: RuntimeConfig): Millis {
  const longest = conf.getMillis("spark.yarn.scheduler.heartbeat.interval-ms");
  let interval = Math.max(1, Math.min(conf.getMillis("spark.yarn.scheduler.initial-allocation.interval"), longest));
  let time = interval;
  while (time < ms) {
    interval = Math.min(interval * 2, longest);
    time += interval;
  }
  return time;
}
