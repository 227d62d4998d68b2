import type { Bytes, Millis } from "../base/brand.js";
import { formatNoun } from "../base/format.js";
import type { RuntimeConfig } from "../conf/runtime-config.js";
import type { ClusterManager, ExecutorLoss, HeldContainer, PlannedExecutor } from "./executor-plan.js";
import { type ExecutorRequest, executorRequest } from "./executor-request.js";
import { hostIndex, placementOf } from "./host-inventory.js";
import { UnwatchedManager } from "./unwatched-manager.js";

/**
 * The cluster beside a notebook: its executors, one on each host, are there at time 0; what is asked for later starts like any other. It
 * has as many hosts as are asked for, or `spark.stageplay.cluster.hosts` where that is set.
 */
export class NotebookManager extends UnwatchedManager implements ClusterManager {
  readonly name = "notebook";
  readonly isLocal = false;
  readonly initial: readonly PlannedExecutor[];
  readonly readyMs: Millis = 0;
  private readonly wanted: ExecutorRequest;
  private readonly replacementMs: Millis;
  private readonly hostsPerRack: number;
  private readonly mostHosts: number;
  /** Hosts that were given so far, and of a limited number those that are free again. */
  private used = 0;
  private readonly free: number[] = [];
  private readonly lost: Set<number> = new Set();

  constructor(conf: RuntimeConfig, replacementMs: Millis) {
    super(143);
    this.wanted = executorRequest(conf);
    this.replacementMs = replacementMs;
    this.hostsPerRack = conf.getInt("spark.stageplay.cluster.hostsPerRack");
    this.mostHosts = conf.getOptionalInt("spark.stageplay.cluster.hosts") ?? Number.POSITIVE_INFINITY;
    this.initial = this.make(this.wanted.initialCount, 0, 0);
  }

  get coresPerExecutor(): number {
    return this.wanted.cores;
  }

  get memoryBytes(): Bytes {
    return this.wanted.memoryBytes;
  }

  get heapBytes(): Bytes {
    return this.wanted.heapBytes;
  }

  request(count: number, now: Millis): readonly PlannedExecutor[] {
    return this.make(count, now, now + this.replacementMs);
  }

  release({ host }: HeldContainer): void {
    const index = hostIndex(host);
    if (Number.isFinite(this.mostHosts) && !this.lost.has(index)) this.free.push(index);
  }

  override hostLost(host: string): ExecutorLoss {
    this.lost.add(hostIndex(host));
    return super.hostLost(host);
  }

  override toString(): string {
    return `${formatNoun(this.initial.length, "executor")} × ${formatNoun(this.wanted.cores, "core")}`;
  }

  private make(count: number, startsMs: Millis, registeredMs: Millis): PlannedExecutor[] {
    const { cores, heapBytes, memoryBytes } = this.wanted;
    const executors: PlannedExecutor[] = [];
    while (executors.length < count && (this.used < this.mostHosts || this.free.length > 0)) {
      executors.push({
        ...placementOf(this.free.shift() ?? this.used++, this.hostsPerRack),
        cores,
        heapBytes,
        memoryBytes,
        containerBytes: Number.POSITIVE_INFINITY,
        startsMs,
        registeredMs,
      });
    }
    return executors;
  }
}
