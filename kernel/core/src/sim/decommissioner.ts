import type { ExecutorId, Millis } from "../base/brand.js";
import type { ExecutorPool } from "../cluster/executor-pool.js";
import type { BlockMigration } from "./block-migration.js";
import type { DecommissionConf } from "./decommission-conf.js";
import type { Simulation } from "./simulation.js";

/** An executor that leaves looks once a second whether it may. */
const CHECK_MS = 1000;

interface Leaving {
  /** When it last saw a task of its own run; at first when it was told to leave. */
  busyMs: Millis;
  /** Start of the last round of handing blocks on that is over, and of the one that runs. */
  roundMs: Millis;
  startedMs: Millis;
}

export interface DecommissionerOptions {
  readonly simulation: Simulation;
  readonly pool: ExecutorPool;
  readonly conf: DecommissionConf;
  readonly migration: BlockMigration;
  /** The executor's process ends. */
  readonly leave: (executor: ExecutorId) => void;
  /** The driver has waited long enough. */
  readonly kill: (executor: ExecutorId) => void;
}

/**
 * Executors on their way out (C14): they take no new tasks, go on with those that they have, and hand their blocks on in rounds, half a
 * minute apart. As Spark's do, one leaves only after a round that began when no task ran any more; the first round begins too early for
 * that, so an idle executor with blocks to hand on stays half a minute.
 */
export class Decommissioner {
  private readonly options: DecommissionerOptions;
  private readonly leaving: Map<ExecutorId, Leaving> = new Map();
  private readonly check: number;
  private readonly round: number;
  private readonly moved: number;
  private readonly timeout: number;

  constructor(options: DecommissionerOptions) {
    this.options = options;
    const { simulation } = options;
    this.check = simulation.register((executor) => this.checkLeaving(executor));
    this.round = simulation.register((executor) => this.startRound(executor));
    this.moved = simulation.register((executor) => this.endRound(executor));
    this.timeout = simulation.register((executor) => {
      if (this.isStaying(executor)) options.kill(executor);
    });
  }

  has(executor: ExecutorId): boolean {
    return this.leaving.has(executor);
  }

  start(executor: ExecutorId): void {
    const { simulation, migration, conf } = this.options;
    this.leaving.set(executor, {
      busyMs: simulation.now,
      roundMs: Number.NEGATIVE_INFINITY,
      startedMs: simulation.now,
    });
    if (migration.isEnabled) this.startRound(executor);
    simulation.after(CHECK_MS, this.check, executor);
    if (conf.forceKillMs !== undefined) simulation.after(conf.forceKillMs, this.timeout, executor);
  }

  private checkLeaving(executor: ExecutorId): void {
    if (!this.isStaying(executor)) return;
    const { simulation, pool, migration, leave } = this.options;
    const state = this.leaving.get(executor)!;
    if (pool.busySlots(executor) > 0) state.busyMs = simulation.now;
    else if (!migration.isEnabled || (state.roundMs > state.busyMs && migration.isDone(executor))) {
      leave(executor);
      return;
    }
    simulation.after(CHECK_MS, this.check, executor);
  }

  private startRound(executor: ExecutorId): void {
    if (!this.isStaying(executor)) return;
    const { simulation, migration } = this.options;
    this.leaving.get(executor)!.startedMs = simulation.now;
    simulation.after(migration.durationMs(executor), this.moved, executor);
  }

  private endRound(executor: ExecutorId): void {
    if (!this.isStaying(executor)) return;
    const { simulation, migration, conf } = this.options;
    migration.move(executor);
    const state = this.leaving.get(executor)!;
    state.roundMs = state.startedMs;
    simulation.after(conf.roundMs, this.round, executor);
  }

  private isStaying(executor: ExecutorId): boolean {
    return this.options.pool.isAlive(executor) && this.options.pool.isRunning(executor);
  }
}
