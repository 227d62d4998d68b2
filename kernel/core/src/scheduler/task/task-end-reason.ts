import type { ExecutorId, ShuffleId } from "../../base/brand.js";

/** Why a task attempt did not succeed: Spark's TaskFailedReason. */
export type TaskFailedReason = ExceptionFailure | FetchFailed | ExecutorLostFailure | TaskKilled | TaskResultLost;

/** The task's own code threw. */
export interface ExceptionFailure {
  readonly kind: "ExceptionFailure";
  /** `class: message`, as Spark prints it. */
  readonly description: string;
  readonly error: unknown;
  /** The result or the exception cannot be sent, or the output file exists: trying again cannot help (C7). */
  readonly fatal?: boolean;
}

/** A block of a shuffle could not be read (B11). */
export interface FetchFailed {
  readonly kind: "FetchFailed";
  readonly description: string;
  readonly shuffleId: ShuffleId;
  /** The map whose block it was; −1 when it was noticed that outputs are missing, before any fetch. */
  readonly mapIndex: number;
  /** The executor that it was fetched from, −1 for none. */
  readonly executor: ExecutorId;
}

/** The executor went away under the task. */
export interface ExecutorLostFailure {
  readonly kind: "ExecutorLostFailure";
  readonly description: string;
  readonly exitCausedByApp: boolean;
}

export interface TaskKilled {
  readonly kind: "TaskKilled";
  readonly description: string;
}

/** The task succeeded, but its executor went away before the driver had fetched the result (C7, C11). */
export interface TaskResultLost {
  readonly kind: "TaskResultLost";
  readonly description: string;
}

/** Why an executor ended. */
export interface ExecutorLossReason {
  /** In Spark's words, e.g. `Command exited with code 52`. */
  readonly reason: string;
  /** False for what the program is not to blame for: preemption, decommission, a lost host, a kill by the driver (C7). */
  readonly exitCausedByApp: boolean;
  /** Of its process, where the cluster manager saw it end. */
  readonly exitCode?: number;
  /** Set when the whole machine is gone, with all that lies on its disks: not even a service has the shuffle files (B12). */
  readonly lostHost?: string;
  /** It left in order: outputs that it has handed on are not lost (C14). */
  readonly isDecommission?: boolean;
}

/** Whether an attempt's end counts towards `spark.task.maxFailures` (C7). */
export function countsTowardsTaskFailures(reason: TaskFailedReason): boolean {
  if (reason.kind === "ExecutorLostFailure") return reason.exitCausedByApp;
  return reason.kind === "ExceptionFailure" || reason.kind === "TaskResultLost";
}
