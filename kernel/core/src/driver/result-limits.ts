import type { Bytes } from "../base/brand.js";
import { bytesToString } from "../base/format.js";
import type { RuntimeConfig } from "../conf/runtime-config.js";
import { SparkError } from "../errors/spark-error.js";
import { maxMessageBytes } from "./max-message-bytes.js";

/** How results may come to the driver (C11). */
export interface ResultLimits {
  /** `spark.driver.maxResultSize`: most bytes of one result stage together; infinite where the user set 0. */
  readonly maxResultBytes: Bytes;
  /** Larger results do not travel in the status update: the executor keeps them as a block, which the driver fetches. */
  readonly maxDirectBytes: Bytes;
}

/** Why an attempt whose result the driver did not take was killed, in Spark's words. */
export const RESULT_REFUSED = "Tasks result size has exceeded maxResultSize";

/** The limits that the settings make: the direct one is the lesser of `spark.task.maxDirectResultSize` and `spark.rpc.message.maxSize`. */
export function resultLimits(conf: RuntimeConfig): ResultLimits {
  const maxResultBytes = conf.getBytes("spark.driver.maxResultSize");
  return {
    maxResultBytes: maxResultBytes > 0 ? maxResultBytes : Number.POSITIVE_INFINITY,
    maxDirectBytes: Math.min(conf.getBytes("spark.task.maxDirectResultSize"), maxMessageBytes(conf)),
  };
}

/**
 * What aborts a result stage that brings too much, in Spark's words.
 *
 * @example
 * resultsTooLarge(4, 1_209_856, 1_048_576).summary;
 * // "Total size of serialized results of 4 tasks (1181.5 KiB) is bigger than spark.driver.maxResultSize (1024.0 KiB)"
 */
export function resultsTooLarge(tasks: number, bytes: Bytes, maxResultBytes: Bytes): SparkError {
  return new SparkError({
    condition: "MAX_RESULT_SIZE_EXCEEDED",
    message:
      `Total size of serialized results of ${tasks} tasks (${bytesToString(bytes)}) is bigger than ` +
      `spark.driver.maxResultSize (${bytesToString(maxResultBytes)})`,
    nextStep:
      "Bring less to the driver: aggregate, take(n) or write the rows; a table that is broadcast comes to the driver too: " +
      "leave out broadcast(). Or raise spark.driver.maxResultSize, and spark.driver.memory with it: the driver has to " +
      "hold what it lets in.",
  });
}
