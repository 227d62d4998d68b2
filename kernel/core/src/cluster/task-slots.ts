import type { Millis } from "../base/brand.js";
import type { TaskFailedReason } from "../scheduler/task/task-end-reason.js";
import type { TaskSetManager } from "../scheduler/task/task-set-manager.js";

/** No task. */
export const NO_TASK = -1;

/** What an attempt left besides its result; most leave nothing. */
export interface TaskExtras {
  readonly failure: TaskFailedReason | undefined;
  /** What to do when the attempt has succeeded: its updates to accumulators. */
  readonly commit: (() => void) | undefined;
}

/**
 * What runs on each slot of the cluster, in columns: an attempt is its row in the task table, its task set and its index there, its
 * result that is known already, and when it will end.
 */
export class TaskSlots {
  rows: Int32Array = new Int32Array(0);
  indices: Int32Array = new Int32Array(0);
  endMs: Float64Array = new Float64Array(0);
  /** What the whole run takes at the pace of the host. */
  fullMs: Float64Array = new Float64Array(0);
  /** Code with which the attempt will end its process, if it will. */
  readonly exitCodes: (number | undefined)[] = [];
  /** Until when a thread that is not interrupted sleeps on, if the attempt is killed. */
  asleepUntilMs: Float64Array = new Float64Array(0);
  readonly managers: (TaskSetManager | undefined)[] = [];
  readonly results: unknown[] = [];
  readonly extras: (TaskExtras | undefined)[] = [];
  /** Reason of a kill that is under way. */
  readonly killed: (string | undefined)[] = [];

  /** Makes room for slots up to `count`. */
  reserve(count: number): void {
    const before = this.rows.length;
    if (count <= before) return;
    const capacity = Math.max(count, before * 2);
    this.rows = widen(this.rows, new Int32Array(capacity).fill(NO_TASK));
    this.indices = widen(this.indices, new Int32Array(capacity));
    this.endMs = widen(this.endMs, new Float64Array(capacity));
    this.fullMs = widen(this.fullMs, new Float64Array(capacity));
    this.asleepUntilMs = widen(this.asleepUntilMs, new Float64Array(capacity));
    for (let slot = before; slot < capacity; slot++) {
      this.managers.push(undefined);
      this.results.push(undefined);
      this.extras.push(undefined);
      this.killed.push(undefined);
      this.exitCodes.push(undefined);
    }
  }

  get capacity(): number {
    return this.rows.length;
  }

  start(slot: number, row: number, manager: TaskSetManager, index: number, endMs: Millis, asleepUntilMs: Millis): void {
    this.rows[slot] = row;
    this.managers[slot] = manager;
    this.indices[slot] = index;
    this.endMs[slot] = endMs;
    this.asleepUntilMs[slot] = asleepUntilMs;
  }

  clear(slot: number): void {
    this.rows[slot] = NO_TASK;
    // What a task belonged to and made is kept by nobody but those who use it.
    this.managers[slot] = undefined;
    if (this.results[slot] !== undefined) this.results[slot] = undefined;
    if (this.extras[slot] !== undefined) this.extras[slot] = undefined;
    if (this.exitCodes[slot] !== undefined) this.exitCodes[slot] = undefined;
    if (this.killed[slot] !== undefined) this.killed[slot] = undefined;
  }
}

function widen<T extends Int32Array | Float64Array>(old: T, fresh: T): T {
  fresh.set(old);
  return fresh;
}
