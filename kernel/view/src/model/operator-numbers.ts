import type { AccumulatorId, MetricSpread, RunSqlExecution, SparkPlanInfo, SQLMetricInfo } from "@stageplay/core";
import type { MetricKind } from "./task-metrics.js";

/** A number that an operator counted. */
export interface OperatorMetric {
  /** Spark's name, `number of output rows`. */
  readonly name: string;
  readonly value: number;
  readonly kind: MetricKind;
  /** How it lies over the tasks, when several counted it. */
  readonly spread?: MetricSpread;
}

/** What a query counted. */
export type PlanNumbers = Pick<RunSqlExecution, "metrics" | "spreads">;

/** Metrics that tell how many rows came out of an operator, best first. */
const ROW_METRICS = ["number of output rows", "shuffle records written"];
/** Operators that Spark does not count rows of, as they give those that they get. */
const PASSES_ROWS_ON =
  /^(Sort|Project|Window|Coalesce|ReusedExchange|InputAdapter|ColumnarToRow|AQEShuffleRead|WholeStageCodegen \(\d+\)|\w*QueryStage|AdaptiveSparkPlan)$/;
/** Timings that are an operator's own: others of Spark's count what is beneath it as well. */
const OWN_TIMINGS: ReadonlySet<string> = new Set([
  "sort time",
  "scan time",
  "shuffle write time",
  "fetch wait time",
  "time to build",
  "time to broadcast",
]);
const KINDS: Readonly<Record<SQLMetricInfo["metricType"], MetricKind>> = {
  sum: "n",
  average: "n",
  size: "bytes",
  timing: "ms",
  nsTiming: "ms",
};

/** Rows that came out of an operator: its own count, or that of the operator whose rows it passes on. */
export function rowsOf(node: SparkPlanInfo, metrics: PlanNumbers["metrics"]): number | undefined {
  for (const name of ROW_METRICS) {
    const metric = node.metrics.find((candidate) => candidate.name === name);
    const value = metric === undefined ? undefined : metrics[metric.accumulatorId];
    if (value !== undefined) return value;
  }
  const [input] = node.children;
  return input !== undefined && PASSES_ROWS_ON.test(node.nodeName.trim()) ? rowsOf(input, metrics) : undefined;
}

/** The time that an operator took itself, over all its tasks; undefined where nothing tells it. */
export function ownMillis(node: SparkPlanInfo, metrics: PlanNumbers["metrics"]): number | undefined {
  const ids = node.ownTime ?? timingsOf(node);
  const times = ids.flatMap((id) => metrics[id] ?? []);
  return times.length === 0 ? undefined : times.reduce((sum, ms) => sum + ms, 0);
}

/** A real log tells some operators' times. */
function timingsOf({ metrics }: SparkPlanInfo): readonly AccumulatorId[] {
  return metrics.filter(({ name }) => OWN_TIMINGS.has(name)).map(({ accumulatorId }) => accumulatorId);
}

/** An operator's metrics that have a value, in Spark's order. */
export function metricsOf(node: SparkPlanInfo, { metrics, spreads }: PlanNumbers): readonly OperatorMetric[] {
  return node.metrics.flatMap(({ name, accumulatorId, metricType }): OperatorMetric[] => {
    const value = metrics[accumulatorId];
    if (value === undefined) return [];
    const spread = spreads?.[accumulatorId];
    return [{ name, value, kind: KINDS[metricType] ?? "n", ...(spread === undefined ? {} : { spread }) }];
  });
}
