import type { Bytes, Millis } from "../base/brand.js";
import { formatNoun } from "../base/format.js";
import type { RuntimeConfig } from "../conf/runtime-config.js";
import type { ClusterManager, PlannedExecutor } from "./executor-plan.js";
import { type ExecutorRequest, executorRequest } from "./executor-request.js";
import { placementOf } from "./host-inventory.js";
import { UnwatchedManager } from "./unwatched-manager.js";

/** The cluster beside a notebook: its executors, one on each host, are there at time 0; what is asked for later starts like any other. */
export class NotebookManager extends UnwatchedManager implements ClusterManager {
  readonly name = "notebook";
  readonly isLocal = false;
  readonly initial: readonly PlannedExecutor[];
  readonly readyMs: Millis = 0;
  private readonly wanted: ExecutorRequest;
  private readonly replacementMs: Millis;
  private readonly hostsPerRack: number;
  private started = 0;

  constructor(conf: RuntimeConfig, replacementMs: Millis) {
    super(143);
    this.wanted = executorRequest(conf);
    this.replacementMs = replacementMs;
    this.hostsPerRack = conf.getInt("spark.stageplay.cluster.hostsPerRack");
    this.initial = this.make(this.wanted.initialCount, 0);
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
    return this.make(count, now + this.replacementMs);
  }

  release(): void {}

  override toString(): string {
    return `${formatNoun(this.wanted.initialCount, "executor")} × ${formatNoun(this.wanted.cores, "core")}`;
  }

  private make(count: number, registeredMs: Millis): PlannedExecutor[] {
    const { cores, heapBytes, memoryBytes } = this.wanted;
    const executors = Array.from({ length: count }, (_, i) => ({
      ...placementOf(this.started + i, this.hostsPerRack),
      cores,
      heapBytes,
      memoryBytes,
      containerBytes: Number.POSITIVE_INFINITY,
      registeredMs,
    }));
    this.started += count;
    return executors;
  }
}
