import type { AccumulatorId } from "../../base/brand.js";
import type { SparkPlanInfo, SQLMetricInfo } from "../listener.js";
import { type JsonObject, numberOf, objectsOf, textOf } from "./json-fields.js";

/** What turns a metric's raw value into the unit that its kind has with us. */
export type MetricScales = Map<AccumulatorId, number>;

/** Spark's kinds of metrics (I7) in ours, and the factor between their units. An `average` is stored ten times as big. */
const KINDS: Readonly<Record<string, readonly [kind: SQLMetricInfo["metricType"], scale: number]>> = {
  sum: ["sum", 1],
  size: ["size", 1],
  timing: ["timing", 1],
  nsTiming: ["nsTiming", 1e-6],
  average: ["average", 0.1],
};

/** A physical plan of an SQL event; notes the scale of each metric that it names. */
export function planInfo(json: JsonObject, scales: MetricScales): SparkPlanInfo {
  return {
    nodeName: textOf(json, "nodeName"),
    simpleString: textOf(json, "simpleString"),
    children: objectsOf(json, "children").map((child) => planInfo(child, scales)),
    metrics: objectsOf(json, "metrics").map((metric): SQLMetricInfo => {
      const [metricType, scale] = KINDS[textOf(metric, "metricType")] ?? ["sum", 1];
      const accumulatorId = numberOf(metric, "accumulatorId");
      if (scale !== 1) scales.set(accumulatorId, scale);
      return { name: textOf(metric, "name"), accumulatorId, metricType };
    }),
  };
}
