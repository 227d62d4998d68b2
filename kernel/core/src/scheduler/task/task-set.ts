import type { StageId } from "../../base/brand.js";
import type { Stage } from "../dag/stage.js";

/** The missing partitions of one stage attempt, sent to the task scheduler together (B7). */
export interface TaskSet {
  readonly stage: Stage;
  readonly stageId: StageId;
  readonly stageAttempt: number;
  /** FIFO order is by job, then stage (C3). */
  readonly priority: number;
  /** Partition (of the stage) of each task. */
  readonly partitions: readonly number[];
  /** Executor that holds each task's cached input, −1 for none (B10); absent when no task has one. */
  readonly preferredExecutors?: Int32Array;
}

/** Why a task attempt did not succeed. */
export interface TaskFailure {
  readonly kind: "ExceptionFailure";
  /** `class: message`, as Spark prints it. */
  readonly description: string;
  readonly error: unknown;
}
