import { compareFair, Pool, type PoolConf, type SchedulingMode } from "./pool.js";
import type { TaskSetManager } from "./task-set-manager.js";

const DEFAULT_POOL = "default";

/**
 * All task sets of the application in the order in which they are offered slots (C3). With FIFO there is one queue; with FAIR the pools
 * are compared first, then the task sets of each by the pool's own mode.
 */
export class RootPool {
  private readonly mode: SchedulingMode;
  private readonly pools: Map<string, Pool> = new Map();

  /** @param configured pools of the allocation file; without one the default pool has the application's mode. */
  constructor(mode: SchedulingMode, configured: readonly PoolConf[] | undefined) {
    this.mode = mode;
    for (const conf of configured ?? []) this.pools.set(conf.name, new Pool(conf));
    if (!this.pools.has(DEFAULT_POOL)) {
      const schedulingMode = configured === undefined ? mode : "FIFO";
      this.pools.set(DEFAULT_POOL, new Pool({ name: DEFAULT_POOL, schedulingMode, weight: 1, minShare: 0 }));
    }
  }

  add(manager: TaskSetManager): void {
    this.poolOf(manager).add(manager);
  }

  remove(manager: TaskSetManager): void {
    manager.pool?.remove(manager);
  }

  sorted(): readonly TaskSetManager[] {
    if (this.mode === "FIFO") return this.pools.get(DEFAULT_POOL)!.sorted();
    const pools = [...this.pools.values()].filter((pool) => !pool.isEmpty).sort(compareFair);
    return pools.length === 1 ? pools[0]!.sorted() : pools.flatMap((pool) => pool.sorted());
  }

  /** With FIFO names mean nothing; with FAIR an unknown one makes a pool of weight 1 without a minimum share. */
  private poolOf({ taskSet }: TaskSetManager): Pool {
    const name = this.mode === "FIFO" ? DEFAULT_POOL : (taskSet.pool ?? DEFAULT_POOL);
    let pool = this.pools.get(name);
    if (pool === undefined) {
      pool = new Pool({ name, schedulingMode: "FIFO", weight: 1, minShare: 0 });
      this.pools.set(name, pool);
    }
    return pool;
  }
}
