import type { Bytes } from "../../base/brand.js";
import { bytesToString } from "../../base/format.js";
import { SparkException } from "../../errors/index.js";

const WITHOUT_BROADCAST =
  "Join without a broadcast: leave out the hint, or set spark.sql.autoBroadcastJoinThreshold to -1.";

/** Spark's words for a table with too many rows (E8). */
export function tooManyRowsToBroadcast(rows: number, most: number): SparkException {
  return new SparkException({
    condition: "_LEGACY_ERROR_TEMP_2248",
    message: `Cannot broadcast the table over ${most} rows: ${rows} rows.`,
    nextStep: WITHOUT_BROADCAST,
  });
}

/** Spark's words for a relation above `spark.sql.maxBroadcastTableSize` (E8). */
export function tooLargeToBroadcast(bytes: Bytes, most: Bytes): SparkException {
  return new SparkException({
    condition: "_LEGACY_ERROR_TEMP_2249",
    message: `Cannot broadcast the table that is larger than ${bytesToString(most)}: ${bytesToString(bytes)}.`,
    nextStep: WITHOUT_BROADCAST,
  });
}

/** Spark's words for a relation that the driver has no room for; the driver lives (E9). */
export function noMemoryToBroadcast(): SparkException {
  return new SparkException({
    condition: "_LEGACY_ERROR_TEMP_2250",
    message:
      "Not enough memory to build and broadcast the table to all worker nodes. As a workaround, you can either disable " +
      "broadcast by setting spark.sql.autoBroadcastJoinThreshold to -1 or increase the spark driver memory by setting " +
      "spark.driver.memory to a higher value or apply the shuffle sort merge join hint as described in the Spark " +
      "documentation: https://spark.apache.org/docs/latest/sql-ref-syntax-qry-select-hints.html#join-hints.",
    nextStep: WITHOUT_BROADCAST,
  });
}

/** Spark's words for a broadcast that took longer than `spark.sql.broadcastTimeout` (E8). */
export function broadcastTimedOut(seconds: number): SparkException {
  return new SparkException({
    condition: "_LEGACY_ERROR_TEMP_2097",
    message:
      `Could not execute broadcast in ${seconds} secs. You can increase the timeout for broadcasts via ` +
      "spark.sql.broadcastTimeout or disable broadcast join by setting spark.sql.autoBroadcastJoinThreshold to -1 or " +
      "remove the broadcast hint if it exists in your code.",
    nextStep: WITHOUT_BROADCAST,
  });
}
