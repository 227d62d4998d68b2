import { SparkError } from "../../errors/index.js";
import type { StorageLevel } from "../../rdd/storage-level.js";

/** An RDD is persisted at one level for as long as it is persisted. */
export function cannotChangeStorageLevel(rdd: string, level: StorageLevel): SparkError {
  return new SparkError({
    condition: "CANNOT_CHANGE_STORAGE_LEVEL",
    message: `Cannot change storage level of ${rdd} after it was already assigned ${level.description}.`,
    nextStep: "Call unpersist() first.",
  });
}

/** checkpoint() needs to know where. */
export function checkpointDirectoryNotSet(): SparkError {
  return new SparkError({
    condition: "CHECKPOINT_DIRECTORY_NOT_SET",
    message: "Checkpoint directory has not been set in the SparkContext.",
    nextStep: 'Call sc.setCheckpointDir("checkpoints") first, or use localCheckpoint().',
  });
}
