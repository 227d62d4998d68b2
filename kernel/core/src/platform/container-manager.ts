import type { Bytes, Millis } from "../base/brand.js";
import { formatNoun } from "../base/format.js";
import type { ClusterManagerName } from "../conf/master.js";
import type { RuntimeConfig } from "../conf/runtime-config.js";
import type { ExecutorFailures } from "./executor-failures.js";
import type { Arrival, ClusterManager, ExecutorLoss, HeldContainer, PlannedExecutor } from "./executor-plan.js";
import { type ExecutorRequest, executorRequest, readyAt } from "./executor-request.js";
import { HostInventory } from "./host-inventory.js";
import type { LatencyDraw } from "./latencies.js";

/** What YARN and Kubernetes have in common: equal executors in containers of one size, which arrive one by one. */
export abstract class ContainerManager implements ClusterManager {
  abstract readonly name: ClusterManagerName;
  readonly isLocal = false;
  abstract readonly failures: ExecutorFailures;
  protected readonly conf: RuntimeConfig;
  protected readonly draw: LatencyDraw;
  protected readonly hosts: HostInventory;
  protected readonly wanted: ExecutorRequest;
  private first: readonly PlannedExecutor[] | undefined;
  private heldBytes: Bytes = 0;

  constructor(conf: RuntimeConfig, draw: LatencyDraw) {
    this.conf = conf;
    this.draw = draw;
    this.hosts = hostsOf(conf);
    this.wanted = executorRequest(conf);
  }

  /** Bytes of an executor's container, as the manager gives it. */
  protected abstract readonly containerBytes: Bytes;
  /** Cores that a container takes of its host. */
  protected abstract readonly containerCores: number;
  /** All that the application may hold. */
  protected abstract readonly quotaBytes: Bytes;
  /** When `count` executors come that are asked for now; at the start of the application `isStart` is true. */
  protected abstract arrivals(count: number, now: Millis, isStart: boolean): Arrival[];
  abstract overuse(executor: HeldContainer, usedBytes: Bytes): ExecutorLoss | undefined;
  abstract exited(executor: HeldContainer, exitCode: number): ExecutorLoss;
  abstract preempted(executor: HeldContainer): ExecutorLoss;
  protected abstract nodeLost(host: string): ExecutorLoss;

  get coresPerExecutor(): number {
    return this.wanted.cores;
  }

  get memoryBytes(): Bytes {
    return this.wanted.memoryBytes;
  }

  get heapBytes(): Bytes {
    return this.wanted.heapBytes;
  }

  get initial(): readonly PlannedExecutor[] {
    this.first ??= this.allocate(this.wanted.initialCount, 0, true);
    return this.first;
  }

  get readyMs(): Millis {
    const times = this.initial.map(({ registeredMs }) => registeredMs);
    return readyAt(times, this.wanted.initialCount, this.conf);
  }

  request(count: number, now: Millis): readonly PlannedExecutor[] {
    return this.allocate(count, now, false);
  }

  release({ host }: HeldContainer): void {
    this.heldBytes -= this.containerBytes;
    this.hosts.free(host, this.containerCores, this.containerBytes);
  }

  hostLost(host: string): ExecutorLoss {
    this.hosts.lose(host);
    return this.nodeLost(host);
  }

  toString(): string {
    return `${formatNoun(this.initial.length, "executor")} × ${formatNoun(this.wanted.cores, "core")}`;
  }

  /** Containers as far as hosts and quota have room. */
  private allocate(count: number, now: Millis, isStart: boolean): PlannedExecutor[] {
    const { cores, heapBytes, memoryBytes } = this.wanted;
    const { containerBytes } = this;
    const placed: Omit<PlannedExecutor, keyof Arrival>[] = [];
    while (placed.length < count && this.heldBytes + containerBytes <= this.quotaBytes) {
      const place = this.hosts.place(this.containerCores, containerBytes);
      if (place === undefined) break;
      this.heldBytes += containerBytes;
      placed.push({ ...place, cores, heapBytes, memoryBytes, containerBytes });
    }
    const times = this.arrivals(placed.length, now, isStart).sort((a, b) => a.registeredMs - b.registeredMs);
    return placed.map((executor, i) => ({ ...executor, ...times[i]! }));
  }
}

/** The machines that the settings describe. */
export function hostsOf(conf: RuntimeConfig): HostInventory {
  return new HostInventory({
    hosts: conf.getOptionalInt("spark.stageplay.cluster.hosts"),
    coresPerHost: conf.getInt("spark.stageplay.cluster.hostCores"),
    memoryPerHost: conf.getBytes("spark.stageplay.cluster.hostMemory"),
    hostsPerRack: conf.getInt("spark.stageplay.cluster.hostsPerRack"),
  });
}
