import type { StageId } from "../../base/brand.js";
import type { Stage } from "../dag/stage.js";
import type { TaskLocations } from "./task-locations.js";

/** The missing partitions of one stage attempt, sent to the task scheduler together (B7). */
export interface TaskSet {
  readonly stage: Stage;
  readonly stageId: StageId;
  readonly stageAttempt: number;
  /** FIFO order is by job, then stage (C3). */
  readonly priority: number;
  /** The pool of the job that first needed the stage, `spark.scheduler.pool` (C3). */
  readonly pool?: string;
  /** Partition (of the stage) of each task. */
  readonly partitions: readonly number[];
  /** Where each task should run (B10); absent when no task minds. */
  readonly locations?: TaskLocations;
  /** The map outputs that its tasks know of: an executor that has fetched newer ones keeps those (B11). */
  readonly epoch: number;
  /** All tasks launch together or none (B14). */
  readonly isBarrier?: boolean;
}
