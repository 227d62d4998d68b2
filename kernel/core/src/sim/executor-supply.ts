import type { ExecutorId, Millis } from "../base/brand.js";
import type { ExecutorPool } from "../cluster/executor-pool.js";
import type { MessageLog } from "../events/messages/message-log.js";
import type { ClusterManager, PlannedExecutor } from "../platform/index.js";

/** Who lets executors register at their time. */
export interface ExecutorArrivals {
  /** @returns the number of the request, to take it back by */
  registerAt(timeMs: Millis, executor: PlannedExecutor): number;
  /** An executor that was on its way will not come. */
  dropRequest(request: number): void;
}

export interface ExecutorSupplyOptions {
  readonly manager: ClusterManager;
  readonly pool: ExecutorPool;
  readonly arrivals: ExecutorArrivals;
  readonly now: () => Millis;
  readonly messages: MessageLog;
}

/**
 * Brings what the cluster manager gives to the application: the executors of its start, others in place of lost ones, and as many in all as
 * dynamic allocation wants.
 */
export class ExecutorSupply {
  private readonly options: ExecutorSupplyOptions;
  /** Executors wanted in all; undefined where every lost one is replaced and that is that. */
  private target: number | undefined;
  /** Executors on their way, by request, in order of asking. */
  private readonly underWay: Map<number, PlannedExecutor> = new Map();
  /** Those of them that nobody had answered when they were asked for; the latest is taken back first. */
  private readonly open: number[] = [];

  constructor(options: ExecutorSupplyOptions) {
    this.options = options;
  }

  /**
   * The executors of the start: those that are ready are there at once, the others register at their times.
   * @param target executors wanted in all, with dynamic allocation
   */
  start(target?: number): void {
    const { manager, pool } = this.options;
    this.requested(manager.initial.length);
    this.target = target;
    for (const executor of manager.initial) {
      if (executor.registeredMs === 0) pool.add(executor);
      else this.expect(executor);
    }
  }

  /** From now on this many executors are wanted: more are asked for, or requests that nobody has answered yet taken back. */
  setTarget(total: number): void {
    this.requested(total);
    this.target = total;
    this.ask(this.missing);
    while (this.missing < 0) {
      const request = this.open.pop();
      if (request === undefined) return;
      const executor = this.underWay.get(request);
      if (executor !== undefined && executor.startsMs > this.options.now()) this.takeBack(request, executor);
    }
  }

  /** Executors that were asked for and have not registered yet. */
  get arriving(): readonly PlannedExecutor[] {
    return [...this.underWay.values()];
  }

  /** An executor that was on its way has registered. */
  registered(request: number): void {
    this.underWay.delete(request);
  }

  /** An executor is lost: its container is given back, and the manager asked for another where one is wanted. */
  lost(executor: ExecutorId): void {
    const { manager, pool } = this.options;
    manager.release(pool.executors[executor]!);
    this.ask(this.target === undefined ? 1 : this.missing);
  }

  /** Executors that are wanted and neither there nor on their way. */
  private get missing(): number {
    return (this.target ?? 0) - this.options.pool.length - this.underWay.size;
  }

  private requested(total: number): void {
    this.options.messages.note(this.options.now(), "RequestExecutors", { a: total, text: "in all" });
  }

  private ask(count: number): void {
    if (count <= 0) return;
    for (const executor of this.options.manager.request(count, this.options.now())) this.expect(executor);
  }

  private expect(executor: PlannedExecutor): void {
    const { arrivals, now } = this.options;
    const request = arrivals.registerAt(executor.registeredMs, executor);
    this.underWay.set(request, executor);
    if (executor.startsMs > now()) this.open.push(request);
  }

  private takeBack(request: number, executor: PlannedExecutor): void {
    this.underWay.delete(request);
    this.options.arrivals.dropRequest(request);
    this.options.manager.release(executor);
  }
}
