import type { ExecutorId, Millis } from "../../base/brand.js";
import type { SchedulerExecutors } from "./scheduler-executors.js";
import type { TaskFailedReason } from "./task-end-reason.js";
import type { TaskSet } from "./task-set.js";
import type { TaskSetManager } from "./task-set-manager.js";

/** What the task scheduler needs from the cluster: slots to fill, and a way to start and stop tasks. Spark's SchedulerBackend. */
export interface SchedulerBackend {
  readonly executors: SchedulerExecutors;
  /** Virtual time on the driver. */
  readonly now: Millis;
  /** Asks for offers of all free slots: the backend calls the scheduler's `resourceOffers`. */
  reviveOffers(): void;
  /** Starts a task on a free slot. */
  launchTask(manager: TaskSetManager, index: number, executor: ExecutorId): void;
  /**
   * Runs a plain task set that nobody shares the cluster with as far as it can, on idle executors offered in this order.
   * @returns false when it is not for this way.
   */
  runAlone(manager: TaskSetManager, offers: Int32Array, numOffers: number): boolean;
  /**
   * Asks the executor to kill an attempt; its slot is free when the executor has said so.
   * @param interrupt interrupts the task's thread, so that even a sleeping one ends at once.
   */
  killTask(row: number, reason: string, interrupt: boolean): void;
  /** Executor of an attempt. */
  executorOf(row: number): ExecutorId;
  /** When an attempt was launched. */
  launchMs(row: number): Millis;
  /** When an attempt ended. */
  finishMs(row: number): Millis;
  /** Records that a running attempt goes through in a millisecond. */
  recordsPerMs(row: number): number;
  /** Calls the scheduler's `revive` at a time. */
  reviveAt(timeMs: Millis): void;
  /** Calls the scheduler's `checkSpeculatableTasks` at a time. */
  speculateAt(timeMs: Millis): void;
  /** Calls the scheduler's `checkUnschedulable` at a time. */
  checkUnschedulableAt(timeMs: Millis): void;
  /** Ends an executor on which nothing runs, in the hope of a better one (C9). */
  killExecutor(executor: ExecutorId, reason: string): void;
  /** Name of an attempt for abort messages: `Lost task 3.1 in stage 0.0 (TID 9) (host executor 1)` (C8). */
  describe(row: number): string;
}

/** Whom the task scheduler tells: the DAGScheduler. */
export interface TaskSetListener {
  /** `result` is what the task runner gave for it. */
  taskSucceeded(taskSet: TaskSet, index: number, row: number, executor: ExecutorId, result: unknown): void;
  /** An attempt failed; only fetch failures and barrier tasks concern the stage. */
  taskFailed(taskSet: TaskSet, index: number, row: number, reason: TaskFailedReason): void;
  /** A finished map task runs again, because its output went with an executor (B12). */
  taskResubmitted(taskSet: TaskSet, index: number, row: number): void;
  taskSetFailed(taskSet: TaskSet, reason: string, cause: unknown): void;
}
