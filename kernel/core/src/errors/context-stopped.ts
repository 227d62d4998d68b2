import { SparkError } from "./spark-error.js";

/**
 * What using the RDDs and DataFrames of an application ends in that is over.
 * @param since what ended it; left out where a new application has taken its place
 */
export function contextStopped(since?: string): SparkError {
  return new SparkError({
    condition: "SPARK_CONTEXT_STOPPED",
    message: `Cannot call methods on a stopped SparkContext: ${since ?? "another application has been started since"}.`,
    nextStep:
      since === undefined
        ? "Make the RDD or DataFrame again from the new `sc` or `spark`."
        : "Start a new application with SparkSession.builder().getOrCreate(), and make the RDD or DataFrame again from it.",
  });
}
