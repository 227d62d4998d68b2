export { CachedTable } from "./cached-table.js";
export { collectRows, takeRdd } from "./collect.js";
export { executePlan } from "./execute-plan.js";
export { metricTypes, OUTPUT_ROWS } from "./metric-names.js";
export {
  type ExecutionServices,
  type PlanExecution,
  PlanState,
  type QueryJob,
  type RowRDD,
  type RunOf,
} from "./plan-execution.js";
export { preparePlan, runnablePlan } from "./prepare-plan.js";
export { type DriverMetrics, SQLMetrics } from "./sql-metrics.js";
export { runLater, runNow, type Step, type Steps, step } from "./steps.js";
export { executeWrite } from "./write-files.js";
