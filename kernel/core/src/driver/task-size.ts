import type { Bytes } from "../base/brand.js";
import { bytesToString } from "../base/format.js";
import { SparkError } from "../errors/spark-error.js";

const KIB = 1024;
/** Spark warns of larger tasks and stage binaries (C12). */
const TASK_SIZE_TO_WARN: Bytes = 1000 * KIB;

/** Whether Spark warns of a task or a stage binary of this size (C12). */
export function isLarge(bytes: Bytes): boolean {
  return bytes > TASK_SIZE_TO_WARN;
}

/** Spark's warning of data that travels inside tasks; the first large task of a set brings it (C12). */
export function largeTaskWarning(stageId: number, bytes: Bytes): string {
  return (
    `WARN TaskSetManager: Stage ${stageId} contains a task of very large size (${Math.floor(bytes / KIB)} KiB). ` +
    "The maximum recommended task size is 1000 KiB."
  );
}

/** Spark's warning of a function that has captured much (C12). */
export function largeBinaryWarning(bytes: Bytes): string {
  return `WARN DAGScheduler: Broadcasting large task binary with size ${bytesToString(bytes)}`;
}

/** What aborts a stage with a task that no message can carry, in Spark's words. */
export function taskTooLarge(taskId: number, index: number, bytes: Bytes, maxBytes: Bytes): SparkError {
  return new SparkError({
    condition: "TASK_TOO_LARGE",
    message:
      `Serialized task ${taskId}:${index} was ${Math.round(bytes)} bytes, which exceeds max allowed: spark.rpc.message.maxSize ` +
      `(${maxBytes} bytes). Consider increasing spark.rpc.message.maxSize or using broadcast variables for large values.`,
    nextStep:
      "Give parallelize more slices, write the data to a file and read that, or broadcast it with sc.broadcast.",
  });
}
