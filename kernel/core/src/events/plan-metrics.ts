import type { AccumulatorId, StageId } from "../base/brand.js";
import type { SparkPlanInfo, SQLMetricInfo } from "./listener.js";
import { type MetricSpread, MetricValues, type StageMetricValues } from "./metric-values.js";

/** Types of metrics whose values Spark shows one against the other; counts are only added up. */
const SPREAD_TYPES: ReadonlySet<SQLMetricInfo["metricType"]> = new Set(["size", "timing", "nsTiming", "average"]);

/** The SQL metrics of one execution: what its tasks and the driver counted. */
export class PlanMetrics {
  private readonly values: Map<AccumulatorId, MetricValues> = new Map();

  private readonly stages: Map<AccumulatorId, Set<StageId>> = new Map();

  /** What the attempts of a stage of the execution added. */
  addStage(stageId: StageId, stage: StageMetricValues): void {
    for (const [id, values] of stage) {
      const stages = this.stages.get(id);
      if (stages === undefined) this.stages.set(id, new Set([stageId]));
      else stages.add(stageId);
      let all = this.values.get(id);
      if (all === undefined) {
        all = new MetricValues();
        this.values.set(id, all);
      }
      all.addAll(values);
    }
  }

  /** What the driver counted; it counts each metric once, or again from the start. */
  setByDriver(updates: ReadonlyMap<AccumulatorId, number | readonly number[]>): void {
    for (const [id, update] of updates) {
      const values = new MetricValues();
      for (const value of typeof update === "number" ? [update] : update) values.add(value);
      this.values.set(id, values);
    }
  }

  /** Totals, of averages the average. */
  totals(plan: SparkPlanInfo): Record<AccumulatorId, number> {
    const totals: Record<AccumulatorId, number> = {};
    for (const [id, { total }] of this.values) totals[id] = total;
    for (const { accumulatorId, metricType } of metricsOf(plan)) {
      const values = this.values.get(accumulatorId);
      if (metricType === "average" && values !== undefined) totals[accumulatorId] = values.average;
    }
    return totals;
  }

  /** The stages whose tasks counted in metrics of each node, in the order of {@link planNodes}. */
  nodeStages(plan: SparkPlanInfo): readonly (readonly StageId[])[] {
    return Array.from(planNodes(plan), ({ metrics, ownTime = [] }) => {
      const ids = [...metrics.map(({ accumulatorId }) => accumulatorId), ...ownTime];
      const stages = new Set(ids.flatMap((id) => [...(this.stages.get(id) ?? [])]));
      return [...stages].sort((a, b) => a - b);
    });
  }

  /** The spreads of the plan's sizes and times. */
  spreads(plan: SparkPlanInfo): Record<AccumulatorId, MetricSpread> {
    const spreads: Record<AccumulatorId, MetricSpread> = {};
    for (const { accumulatorId, metricType } of metricsOf(plan)) {
      if (!SPREAD_TYPES.has(metricType)) continue;
      const spread = this.values.get(accumulatorId)?.spread;
      if (spread !== undefined) spreads[accumulatorId] = spread;
    }
    return spreads;
  }
}

/** A plan's nodes, each before its children. */
export function* planNodes(plan: SparkPlanInfo): Iterable<SparkPlanInfo> {
  yield plan;
  for (const child of plan.children) yield* planNodes(child);
}

function* metricsOf(plan: SparkPlanInfo): Iterable<SQLMetricInfo> {
  for (const { metrics } of planNodes(plan)) yield* metrics;
}
