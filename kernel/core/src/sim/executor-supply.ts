import type { ExecutorId, Millis } from "../base/brand.js";
import type { ExecutorPool } from "../cluster/executor-pool.js";
import type { ClusterManager, PlannedExecutor } from "../platform/index.js";

/** Brings what the cluster manager gives to the application: the executors of its start, and others in place of lost ones. */
export class ExecutorSupply {
  private readonly manager: ClusterManager;
  private readonly pool: ExecutorPool;

  constructor(manager: ClusterManager, pool: ExecutorPool) {
    this.manager = manager;
    this.pool = pool;
  }

  /**
   * The executors of the start: those that are ready are there at once.
   * @param expect told of the others, which register at their times
   */
  start(expect: (timeMs: Millis, executor: PlannedExecutor) => void): void {
    for (const executor of this.manager.initial) {
      if (executor.registeredMs === 0) this.pool.add(executor);
      else expect(executor.registeredMs, executor);
    }
  }

  /** An executor is lost: its container is given back, and the manager asked for another. */
  replace(lost: ExecutorId, now: Millis): { readonly executor: PlannedExecutor; readonly atMs: Millis } | undefined {
    this.manager.release(this.pool.executors[lost]!);
    const [executor] = this.manager.request(1, now);
    return executor === undefined ? undefined : { executor, atMs: executor.registeredMs };
  }
}
