import { SparkError } from "./spark-error.js";

/** What using the RDDs and DataFrames of an application that gave way to a new one ends in. */
export function contextStopped(): SparkError {
  return new SparkError({
    condition: "SPARK_CONTEXT_STOPPED",
    message: "Cannot call methods on a stopped SparkContext: another application has been started since.",
    nextStep: "Make the RDD or DataFrame again from the new `sc` or `spark`.",
  });
}
