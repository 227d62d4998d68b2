export { contextStopped } from "./context-stopped.js";
export { jobCancelled } from "./job-cancelled.js";
export { isStackOverflow, lineageTooDeep } from "./lineage-too-deep.js";
export { onlyOnDriver } from "./only-on-driver.js";
export { AnalysisException, SparkError, type SparkErrorOptions, SparkException } from "./spark-error.js";
