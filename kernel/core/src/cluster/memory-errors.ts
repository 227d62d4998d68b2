import type { Bytes } from "../base/brand.js";
import { SparkError } from "../errors/spark-error.js";

/** Spark's SparkOutOfMemoryError where memory that cannot be spilled is not granted: the task fails, its executor lives on (E6). */
export function unableToAcquireMemory(bytes: Bytes, got: Bytes, what: string): SparkError {
  return new SparkError({
    condition: "UNABLE_TO_ACQUIRE_MEMORY",
    message: `Unable to acquire ${bytes} bytes of memory, got ${got}.`,
    nextStep: `The task asked for it ${what}. ${MORE_MEMORY}`,
    parameters: { requestedBytes: String(bytes), receivedBytes: String(got) },
  });
}

/** The same for the build side of a hash join whose keys are no whole number; Spark words it so. */
export function noRoomForRelation(): SparkError {
  return new SparkError({
    condition: "_LEGACY_ERROR_TEMP_2107",
    message: "There is not enough memory to build hash map.",
    nextStep: `The build side of a shuffled hash join cannot be spilled: let Spark sort and merge instead (hint "merge"). ${MORE_MEMORY}`,
    parameters: {},
  });
}

const MORE_MEMORY =
  "Or give executors more memory or fewer cores each (a task gets its share of both), or use more partitions.";
