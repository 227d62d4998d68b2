import { formatBytes, formatCount, formatMillis, formatNoun, type MetricSpread } from "@stageplay/core";
import type { OperatorMetric } from "../model/operator-numbers.js";
import type { PlanLine } from "../model/plan-lines.js";
import type { QueryPlanModel } from "../model/plan-model.js";
import type { MetricKind } from "../model/task-metrics.js";

/** A time of an operator: what it took may be less than a millisecond. */
export function operatorMillis(ms: number): string {
  return ms > 0 && ms < 1 ? "< 1 ms" : formatMillis(ms);
}

/**
 * A metric of an operator as the SQL tab of Spark's UI writes it: total (min, med, max (stageId: taskId)).
 *
 * @example
 * operatorMetricText({ name: "spill size", kind: "bytes", value: 0 }); // "0 B"
 */
export function operatorMetricText({ kind, value, spread }: OperatorMetric): string {
  const total = textOf(kind, value);
  if (spread === undefined) return total;
  return `${total} (${textOf(kind, spread.min)}, ${textOf(kind, spread.med)}, ${textOf(kind, spread.max)} ${whoseOf(spread)})`;
}

/** Who has the most, as Spark says it. */
function whoseOf({ task }: MetricSpread): string {
  return task === undefined ? "(driver)" : `(stage ${task.stageId}.${task.stageAttempt}: task ${task.taskId})`;
}

function textOf(kind: MetricKind, value: number): string {
  if (kind === "ms") return operatorMillis(value);
  if (kind === "bytes") return formatBytes(value);
  return Number.isInteger(value) ? formatCount(value) : value.toFixed(1);
}

/** A part of a whole in whole percent. */
export function percent(share: number): string {
  return share > 0 && share < 0.01 ? "< 1%" : `${Math.round(share * 100)}%`;
}

/**
 * A plan as text: a line an operator, as `explain` has them, with rows, the operator's own time and its share of all, and the other numbers
 * that it counted.
 */
export function planText({ title, lines }: QueryPlanModel): string {
  return [title, ...lines.map(lineText)].join("\n");
}

function lineText(line: PlanLine): string {
  const { depth, codegenId, name, detail, rows, time, isHottest } = line;
  const generated = codegenId === undefined ? "" : `*(${codegenId}) `;
  const numbers = [
    rows === undefined ? "" : formatNoun(rows, "row"),
    time === undefined ? "" : `${operatorMillis(time.ms)}, ${percent(time.share)} of the time`,
    isHottest ? "hottest" : "",
    ...otherMetrics(line).map((metric) => `${metric.name} ${operatorMetricText(metric)}`),
  ].filter((text) => text !== "");
  const head = `${"  ".repeat(depth)}${generated}${name} ${detail}`.trimEnd();
  return numbers.length === 0 ? head : `${head}   [${numbers.join("; ")}]`;
}

/** What there is to say beside rows and time. */
function otherMetrics({ metrics }: PlanLine): readonly OperatorMetric[] {
  return metrics.filter(({ name, value }) => value !== 0 && name !== "number of output rows");
}
