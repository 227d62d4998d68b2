import type { ExecutorId, ShuffleId } from "../../base/brand.js";

/** Why a task attempt did not succeed: Spark's TaskFailedReason. */
export type TaskFailedReason = ExceptionFailure | FetchFailed | ExecutorLostFailure | TaskKilled;

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

/** Why an executor ended. */
export interface ExecutorLossReason {
  /** In Spark's words, e.g. `Command exited with code 52`. */
  readonly reason: string;
  /** False for what the program is not to blame for: preemption, decommission, a lost host, a kill by the driver (C7). */
  readonly exitCausedByApp: boolean;
}

/** Whether an attempt's end counts towards `spark.task.maxFailures` (C7). */
export function countsTowardsTaskFailures(reason: TaskFailedReason): boolean {
  return reason.kind === "ExceptionFailure" || (reason.kind === "ExecutorLostFailure" && reason.exitCausedByApp);
}
