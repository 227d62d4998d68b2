import type { Bytes, Millis } from "../base/brand.js";
import { formatNoun } from "../base/format.js";
import type { RuntimeConfig } from "../conf/runtime-config.js";
import { ExecutorRetries } from "./executor-failures.js";
import type { ClusterManager, ExecutorLoss, HeldContainer, PlannedExecutor } from "./executor-plan.js";
import { type ExecutorRequest, executorRequest } from "./executor-request.js";
import { placementOf } from "./host-inventory.js";
import { LATENCIES, type LatencyDraw } from "./latencies.js";
import { SIGKILL_EXIT } from "./losses.js";
import { UnwatchedManager } from "./unwatched-manager.js";

/** Workers of a standalone cluster whose settings name no number. */
const DEFAULT_WORKERS = 4;

/**
 * Spark's own master: it starts executors round the workers until `spark.cores.max` are used. Without `spark.executor.cores` a worker
 * gets one executor with all the cores that fall to it.
 */
export class StandaloneManager extends UnwatchedManager implements ClusterManager {
  readonly name = "standalone";
  readonly isLocal = false;
  readonly initial: readonly PlannedExecutor[];
  private readonly conf: RuntimeConfig;
  private readonly draw: LatencyDraw;
  private readonly wanted: ExecutorRequest;
  private readonly freeCores: number[];
  private readonly freeMemory: Bytes[];
  private coresLeft: number;

  constructor(conf: RuntimeConfig, draw: LatencyDraw) {
    super(SIGKILL_EXIT, new ExecutorRetries(conf));
    this.conf = conf;
    this.draw = draw;
    this.wanted = executorRequest(conf);
    const workers = conf.getOptionalInt("spark.stageplay.cluster.hosts") ?? DEFAULT_WORKERS;
    this.freeCores = new Array(workers).fill(conf.getInt("spark.stageplay.cluster.hostCores"));
    this.freeMemory = new Array(workers).fill(conf.getBytes("spark.stageplay.cluster.hostMemory"));
    this.coresLeft = conf.getOptionalInt("spark.cores.max") ?? Number.POSITIVE_INFINITY;
    const isDynamic = conf.getBoolean("spark.dynamicAllocation.enabled");
    this.initial = this.allocate(isDynamic ? this.wanted.initialCount : Number.POSITIVE_INFINITY, 0);
  }

  /** 0: the ratio of registered cores that is waited for is 0 on a standalone cluster, unless it is set (D4). */
  get readyMs(): Millis {
    const ratio = this.conf.getDouble("spark.scheduler.minRegisteredResourcesRatio");
    const cores = this.conf.getOptionalInt("spark.cores.max") ?? 0;
    const longest = this.conf.getMillis("spark.scheduler.maxRegisteredResourcesWaitingTime");
    let registered = 0;
    if (cores * ratio <= registered) return 0;
    for (const executor of this.initial) {
      registered += executor.cores;
      if (registered >= cores * ratio) return Math.min(executor.registeredMs, longest);
    }
    return longest;
  }

  get coresPerExecutor(): number {
    return this.initial[0]?.cores ?? this.wanted.cores;
  }

  get memoryBytes(): Bytes {
    return this.wanted.memoryBytes;
  }

  get heapBytes(): Bytes {
    return this.wanted.heapBytes;
  }

  request(count: number, now: Millis): readonly PlannedExecutor[] {
    return this.allocate(count, now);
  }

  release({ host, cores, heapBytes }: HeldContainer): void {
    const worker = Number(host.slice("host-".length)) - 1;
    this.freeCores[worker]! += cores;
    this.freeMemory[worker]! += heapBytes ?? this.wanted.heapBytes;
    this.coresLeft += cores;
  }

  override hostLost(host: string): ExecutorLoss {
    this.freeCores[Number(host.slice("host-".length)) - 1] = 0;
    return super.hostLost(host);
  }

  override toString(): string {
    const cores = [...new Set(this.initial.map((executor) => executor.cores))];
    const each =
      cores.length === 1 ? formatNoun(cores[0]!, "core") : `${Math.min(...cores)}–${Math.max(...cores)} cores`;
    return `${formatNoun(this.initial.length, "executor")} × ${each}`;
  }

  /** Cores by worker, one executor's worth at a time, round the workers (spark.deploy.spreadOutApps). */
  private allocate(count: number, now: Millis): PlannedExecutor[] {
    const { heapBytes, memoryBytes } = this.wanted;
    const cores = this.conf.isSet("spark.executor.cores") ? this.wanted.cores : undefined;
    const executors: { worker: number; cores: number }[] = [];
    for (let progress = true; progress; ) {
      progress = false;
      for (let worker = 0; worker < this.freeCores.length; worker++) {
        const own = cores === undefined ? executors.find((executor) => executor.worker === worker) : undefined;
        const step = cores ?? 1;
        if (this.freeCores[worker]! < step || this.coresLeft < step) continue;
        if (own === undefined && (this.freeMemory[worker]! < heapBytes || executors.length >= count)) continue;
        if (own === undefined) {
          executors.push({ worker, cores: step });
          this.freeMemory[worker]! -= heapBytes;
        } else own.cores += step;
        this.freeCores[worker]! -= step;
        this.coresLeft -= step;
        progress = true;
      }
    }
    const hostsPerRack = this.conf.getInt("spark.stageplay.cluster.hostsPerRack");
    return executors
      .map((executor) => ({
        ...placementOf(executor.worker, hostsPerRack),
        cores: executor.cores,
        heapBytes,
        memoryBytes,
        containerBytes: Number.POSITIVE_INFINITY,
        startsMs: now,
        registeredMs: now + this.draw.of(LATENCIES.standaloneExecutor) + this.draw.of(LATENCIES.jvmStart),
      }))
      .sort((a, b) => a.registeredMs - b.registeredMs);
  }
}
