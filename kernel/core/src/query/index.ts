export { LocalQueryRunner, type LocalQueryRunnerOptions } from "./local-query-runner.js";
export type { QueryExecution } from "./query-execution.js";
export type { DiffLine } from "./trace/diff-plans.js";
export type { TracePhase, TraceStep } from "./trace/plan-trace.js";
