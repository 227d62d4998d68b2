import type { Quantiles, StageModel } from "./run-model-types.js";
import { type MetricKind, printsAsZero, TASK_METRICS } from "./task-metrics.js";

/** A line of a stage's summary: one metric's quantiles over the successful tasks. */
export interface SummaryLine {
  readonly heading: string;
  readonly kind: MetricKind;
  readonly quantiles: Quantiles;
}

/**
 * The summary table of Spark's stage page: duration first, then each metric that does not print as zero throughout.
 *
 * @example
 * stageSummary(model.stages[0]!)[0]!.heading; // "Duration"
 */
export function stageSummary(stage: StageModel): readonly SummaryLine[] {
  const duration: SummaryLine[] =
    stage.durations === undefined ? [] : [{ heading: "Duration", kind: "ms", quantiles: stage.durations }];
  const metrics = TASK_METRICS.flatMap(({ name, heading, kind }): SummaryLine[] => {
    const quantiles = stage.metrics[name];
    return quantiles === undefined || printsAsZero(kind, quantiles.max) ? [] : [{ heading, kind, quantiles }];
  });
  return [...duration, ...metrics];
}
