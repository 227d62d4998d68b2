import { AnalysisException, type SparkError } from "@stageplay/core";

/** As {@link unsupported}, for whole queries. */
export function unsupportedSql(what: string, nextStep: string): SparkError {
  return new AnalysisException({
    condition: "UNSUPPORTED_FEATURE",
    message: `The feature is not supported: ${what} in spark.sql.`,
    nextStep,
  });
}

/** For what Spark parses and Stageplay does not know: says so, rather than running something else. */
export function unsupported(what: string, nextStep: string): SparkError {
  return new AnalysisException({
    condition: "UNSUPPORTED_FEATURE",
    message: `The feature is not supported: ${what} in an expression string.`,
    nextStep,
  });
}
