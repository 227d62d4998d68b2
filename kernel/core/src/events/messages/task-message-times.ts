import type { Millis, TaskId } from "../../base/brand.js";
import { TASK_STATUSES, type TaskStatus, type TaskTable } from "../task-table.js";
import type { MessageTimes } from "./run-messages.js";

/** Spark's TaskState with which an executor reports the end of an attempt; nobody reports an attempt that went with its executor. */
export const END_STATES: Readonly<Partial<Record<TaskStatus, string>>> = {
  Success: "FINISHED",
  Resubmitted: "FINISHED",
  TaskResultLost: "FINISHED",
  ExceptionFailure: "FAILED",
  FetchFailed: "FAILED",
  TaskKilled: "KILLED",
};

const END_OF_CODE: readonly (string | undefined)[] = TASK_STATUSES.map((status) => END_STATES[status]);
const FETCH_FAILED: number = TASK_STATUSES.indexOf("FetchFailed");

/** When the messages about each attempt were sent, by row. */
export class TaskMessageTimes {
  private readonly tasks: TaskTable;
  /** The driver has sent the attempt: one after another, however many were launched at once. */
  readonly sentMs: Float64Array;
  readonly arrivedMs: Float64Array;
  /** The executor has sent its end; NaN for those that never did. */
  readonly reportedMs: Float64Array;

  constructor(tasks: TaskTable, times: MessageTimes) {
    this.tasks = tasks;
    const { length } = tasks;
    const { launchMs, sendMs, finishMs, status, deserializeMs, runMs, resultSerializeMs } = tasks.columns;
    this.sentMs = new Float64Array(length);
    this.arrivedMs = new Float64Array(length);
    this.reportedMs = new Float64Array(length).fill(Number.NaN);
    let busyMs = Number.NEGATIVE_INFINITY;
    for (let row = 0; row < length; row++) {
      busyMs = Math.max(busyMs, launchMs[row]!) + times.dispatchMs + sendMs[row]!;
      const endMs = finishMs[row]!;
      let sentMs = busyMs;
      let arrivedMs = busyMs + times.launchMs;
      if (arrivedMs > endMs) {
        // Its end was decided while the driver was still busy with the tasks before it.
        sentMs = launchMs[row]!;
        arrivedMs = Math.min(sentMs + times.launchMs, (sentMs + endMs) / 2);
      }
      this.sentMs[row] = sentMs;
      this.arrivedMs[row] = arrivedMs;
      const end = END_OF_CODE[status[row]!];
      if (end === undefined) continue;
      const toldMs = Math.max((arrivedMs + endMs) / 2, endMs - times.reportMs);
      const workMs = deserializeMs[row]! + runMs[row]! + resultSerializeMs[row]!;
      // What an attempt did is known only if its end said so, and where it was kept; otherwise the driver knows when it was told.
      const isKnown = end !== "KILLED" && status[row] !== FETCH_FAILED && !Number.isNaN(workMs);
      this.reportedMs[row] = isKnown ? Math.min(arrivedMs + workMs, endMs) : toldMs;
    }
  }

  /** When an attempt began to run, having loaded what it needs; −∞ for one that the table has not. */
  beganMs(taskId: TaskId): Millis {
    const row = taskId - this.tasks.firstTaskId;
    const arrivedMs = this.arrivedMs[row] ?? Number.NEGATIVE_INFINITY;
    return arrivedMs + (this.tasks.columns.deserializeMs[row] ?? 0);
  }
}
