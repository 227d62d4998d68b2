import type { Millis } from "../../base/brand.js";
import type { PendingTasks } from "./pending-tasks.js";
import { NODE_LOCAL, PROCESS_LOCAL, RACK_LOCAL } from "./task-locality.js";

/** `spark.locality.wait.process`, `.node` and `.rack`. */
export interface LocalityWaits {
  readonly process: Millis;
  readonly node: Millis;
  readonly rack: Millis;
}

/**
 * Which locality a task set insists on (C5). It begins with the best level that its tasks can have, and goes on to the next when nobody waits at
 * the level any more, or when the level's wait is over since the timer was last set back.
 */
export class DelayScheduling {
  private readonly pending: PendingTasks;
  private readonly waits: LocalityWaits;
  private readonly isStale: (index: number) => boolean;
  private levels: readonly number[];
  private current = 0;
  private lastReset: Millis;

  constructor(pending: PendingTasks, waits: LocalityWaits, isStale: (index: number) => boolean, now: Millis) {
    this.pending = pending;
    this.waits = waits;
    this.isStale = isStale;
    this.lastReset = now;
    this.levels = pending.validLevels();
  }

  /** The levels that offers are gone through with, best first. */
  get validLevels(): readonly number[] {
    return this.levels;
  }

  get isAtLast(): boolean {
    return this.current === this.levels.length - 1;
  }

  /** The worst level that is allowed now. */
  allowed(now: Millis): number {
    while (!this.isAtLast) {
      const level = this.levels[this.current]!;
      const wait = this.waitOf(level);
      if (!this.pending.hasAnyAt(level, this.isStale)) this.lastReset = now;
      else if (now - this.lastReset >= wait) this.lastReset += wait;
      else break;
      this.current++;
    }
    return this.levels[this.current]!;
  }

  /** Everybody got what they wanted at the level they wanted: the wait begins again, from the best level that was launched. */
  reset(now: Millis, launched: number): void {
    this.lastReset = now;
    this.current = this.indexOf(launched);
  }

  /** Executors came or went: there may be other levels. A new one that is better than the current one is gone back to. */
  recompute(): void {
    const before = this.levels;
    const level = before[this.current]!;
    const previous = this.current;
    this.levels = this.pending.validLevels();
    this.current = this.indexOf(level);
    if (this.current <= previous) return;
    const added = this.levels.find((other) => !before.includes(other));
    if (added !== undefined) this.current = this.indexOf(added);
  }

  private indexOf(level: number): number {
    return this.levels.findIndex((other) => other >= level);
  }

  private waitOf(level: number): Millis {
    if (level === PROCESS_LOCAL) return this.waits.process;
    if (level === NODE_LOCAL) return this.waits.node;
    return level === RACK_LOCAL ? this.waits.rack : 0;
  }
}
