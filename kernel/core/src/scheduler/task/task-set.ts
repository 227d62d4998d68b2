import type { Bytes, Millis, StageId } from "../../base/brand.js";
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
  /** What its functions capture, as far as it was declared: part of the stage's code, which is a broadcast (C12). */
  readonly binaryBytes?: Bytes;
  /** What an executor waits for that. */
  readonly broadcastMs?: Millis;
  /** What a task carries of the driver's data, by partition of the stage; absent where it is little (C12). */
  readonly taskBytes?: (partition: number) => Bytes;
  /** All tasks launch together or none (B14). */
  readonly isBarrier?: boolean;
}

/** A serialized task that carries no data: what it is, its local properties and metrics, jars and files (found in Spark 4.3: 9,450–9,770 bytes). */
const LAUNCH_TASK_BYTES: Bytes = 9_600;

/** Serialized size of a task on average, as the driver sends it. */
export function averageTaskBytes({ taskBytes, partitions }: Pick<TaskSet, "taskBytes" | "partitions">): Bytes {
  if (taskBytes === undefined || partitions.length === 0) return LAUNCH_TASK_BYTES;
  let bytes = 0;
  for (const partition of partitions) bytes += taskBytes(partition);
  return LAUNCH_TASK_BYTES + bytes / partitions.length;
}
