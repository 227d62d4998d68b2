export { LocalQueryRunner, type LocalQueryRunnerOptions } from "./local-query-runner.js";
export type { QueryExecution } from "./query-execution.js";
