import type { TaskSet } from "./task-set.js";

const NOT_RUNNING = -1;

/**
 * Schedules the tasks of one task set: which are pending, running, done, and how often each failed. All by index into the
 * set, in typed arrays: nothing is allocated for a task.
 */
export class TaskSetManager {
  readonly taskSet: TaskSet;
  readonly numTasks: number;
  /** Row in the task table of the running attempt of each task, −1 when none runs. */
  private readonly runningRow: Int32Array;
  private readonly attempts: Int32Array;
  private readonly failures: Int32Array;
  private readonly successful: Uint8Array;
  /** Pending tasks as a stack built in reverse, so that the lowest index comes first and a failed task comes next (C6). */
  private readonly pending: Int32Array;
  private pendingCount: number;
  private successCount = 0;
  private runningCount = 0;
  /** Launches nothing any more: done or aborted. */
  isZombie = false;

  constructor(taskSet: TaskSet) {
    this.taskSet = taskSet;
    const n = taskSet.partitions.length;
    this.numTasks = n;
    this.runningRow = new Int32Array(n).fill(NOT_RUNNING);
    this.attempts = new Int32Array(n);
    this.failures = new Int32Array(n);
    this.successful = new Uint8Array(n);
    this.pending = new Int32Array(n);
    this.pendingCount = n;
    for (let i = 0; i < n; i++) this.pending[i] = n - 1 - i;
  }

  get hasPending(): boolean {
    return !this.isZombie && this.pendingCount > 0;
  }

  get running(): number {
    return this.runningCount;
  }

  get isDone(): boolean {
    return this.successCount === this.numTasks;
  }

  /**
   * Takes the next pending task for an executor, −1 when there is none. A task whose cached input lies on one executor waits
   * for that one: what delay scheduling comes to while tasks are shorter than `spark.locality.wait` (C5).
   */
  takePending(executor: number): number {
    const preferred = this.taskSet.preferredExecutors;
    if (preferred === undefined) return this.pendingCount === 0 ? -1 : this.pending[--this.pendingCount]!;
    for (let i = this.pendingCount - 1; i >= 0; i--) {
      const index = this.pending[i]!;
      if (preferred[index] !== -1 && preferred[index] !== executor) continue;
      this.pending.copyWithin(i, i + 1, this.pendingCount--);
      return index;
    }
    return -1;
  }

  /** Notes a launch and returns the attempt number. */
  launched(index: number, row: number): number {
    this.runningRow[index] = row;
    this.runningCount++;
    return this.attempts[index]!++;
  }

  succeeded(index: number): void {
    this.stopped(index);
    this.successful[index] = 1;
    this.successCount++;
    if (this.isDone) this.isZombie = true;
  }

  /** Puts a failed task on top of the stack and returns how often it has failed (C7). */
  failed(index: number): number {
    this.stopped(index);
    if (this.successful[index] === 0) this.pending[this.pendingCount++] = index;
    return ++this.failures[index]!;
  }

  killed(index: number): void {
    this.stopped(index);
  }

  /** Rows of the attempts that run now. */
  runningRows(): { readonly index: number; readonly row: number }[] {
    const rows: { index: number; row: number }[] = [];
    this.runningRow.forEach((row, index) => {
      if (row !== NOT_RUNNING) rows.push({ index, row });
    });
    return rows;
  }

  private stopped(index: number): void {
    this.runningRow[index] = NOT_RUNNING;
    this.runningCount--;
  }
}
