export { jobCancelled } from "./job-cancelled.js";
export { AnalysisException, SparkError, type SparkErrorOptions, SparkException } from "./spark-error.js";
