import {
  type AggregateExpression,
  type AggregateMode,
  type AttributeReference,
  aggregateSpec,
  type Expression,
  type ExprIdGenerator,
  type NamedExpression,
  semanticKey,
} from "../../plans/expressions/index.js";
import { toAttribute } from "../../plans/logical/index.js";
import type { AggregateExec, PhysicalPlan } from "../../plans/physical/index.js";
import type { Strategy } from "../strategy.js";
import { type AggregateFunction, type AggregateParts, aggregateParts, namedKey } from "./aggregate-parts.js";

/** Aggregates in steps, before and after the exchange that the clustering of the later ones asks for (G6). */
export const aggregation: Strategy = (plan, context) => {
  if (plan.kind !== "Aggregate") return undefined;
  const parts = aggregateParts(plan, context.ids);
  const child = context.planLater(plan.child);
  const distinct = parts.functions.filter(({ expression }) => expression.distinct);
  return distinct.length === 0
    ? planWithoutDistinct(parts, child)
    : planWithOneDistinct(parts, distinct, child, context.ids);
};

/** One step of some functions. */
interface Step {
  readonly functions: readonly AggregateFunction[];
  readonly modes: readonly AggregateMode[];
  /** What the step is said to compute; results but for the first of two steps. */
  readonly attributes?: "buffers";
}

function allIn(mode: AggregateMode, functions: readonly AggregateFunction[]): Step {
  return { functions, modes: functions.map(() => mode) };
}

function planWithoutDistinct({ grouping, functions, results }: AggregateParts, child: PhysicalPlan): PhysicalPlan {
  const keys = grouping.map(toAttribute);
  const first: Step = { ...allIn("partial", functions), attributes: "buffers" };
  const partial = aggregate(grouping, first, undefined, false, child);
  return aggregate(keys, allIn("final", functions), results, true, partial);
}

/** Removes duplicates by grouping by the distinct columns as well, then aggregates what is left (golden d17). */
function planWithOneDistinct(
  { grouping, functions, results }: AggregateParts,
  distinct: readonly AggregateFunction[],
  child: PhysicalPlan,
  ids: ExprIdGenerator,
): PhysicalPlan {
  const columns = distinctColumns(distinct, ids);
  const distinctKeys = columns.map(({ named }) => toAttribute(named));
  const plain = functions.filter(({ expression }) => !expression.distinct);
  const keys = grouping.map(toAttribute);
  const all = [...plain, ...distinct.map((f) => overColumns(f, columns))];
  const named = columns.map((column) => column.named);
  const partial = aggregate([...grouping, ...named], allIn("partial", plain), undefined, false, child);
  const merged = aggregate([...keys, ...distinctKeys], allIn("partialMerge", plain), undefined, true, partial);
  const modes: AggregateMode[] = [
    ...plain.map(() => "partialMerge" as const),
    ...distinct.map(() => "partial" as const),
  ];
  const partialDistinct = aggregate(keys, { functions: all, modes }, undefined, false, merged);
  return aggregate(keys, allIn("final", all), results, true, partialDistinct);
}

/** A value whose duplicates are removed, under the name that it has above the first step. */
interface DistinctColumn {
  readonly key: string;
  readonly named: NamedExpression;
}

/** The values that all distinct functions share; several sets have been rewritten by the optimizer. */
function distinctColumns(distinct: readonly AggregateFunction[], ids: ExprIdGenerator): readonly DistinctColumn[] {
  return distinct[0]!.expression.args.map((e) => ({
    key: semanticKey(e),
    named: namedKey(e, ids),
  }));
}

/** The function with its arguments read from the columns of the steps before. */
function overColumns(f: AggregateFunction, columns: readonly DistinctColumn[]): AggregateFunction {
  const args = f.expression.args.map((e) => toAttribute(columns.find(({ key }) => key === semanticKey(e))!.named));
  return { ...f, expression: { ...f.expression, args } };
}

/** Chooses the operator and lays out one step. Steps before the last give keys and buffers. */
function aggregate(
  grouping: readonly Expression[],
  { functions, modes, attributes }: Step,
  results: readonly Expression[] | undefined,
  requiresClustering: boolean,
  child: PhysicalPlan,
): AggregateExec {
  const keys = grouping.map(toAttribute);
  return {
    kind: operatorFor(functions),
    groupingExpressions: grouping,
    groupingAttributes: keys,
    aggregateExpressions: functions.map(
      ({ expression }, i): AggregateExpression => ({
        ...expression,
        mode: modes[i]!,
        // Rows are filtered where they are taken in, not where buffers are merged.
        filter: modes[i] === "partial" ? expression.filter : undefined,
      }),
    ),
    bufferAttributes: functions.map((f) => f.buffer),
    aggregateAttributes: functions.flatMap((f) => (attributes === "buffers" ? f.ownBuffer : [f.result])),
    resultAttributes: functions.map((f) => f.result),
    resultExpressions: results ?? [...keys, ...functions.flatMap((f) => f.buffer)],
    requiresClustering,
    child,
  };
}

const FIXED_WIDTH: readonly string[] = [
  "boolean",
  "byte",
  "short",
  "integer",
  "long",
  "float",
  "double",
  "decimal",
  "date",
  "timestamp",
  "null",
];

/** Whether the buffer can be changed in place: a string or an array cannot (G6). */
export function hasFixedWidthBuffers(buffers: readonly (readonly AttributeReference[])[]): boolean {
  return buffers.flat().every((a) => FIXED_WIDTH.includes(a.dataType.kind));
}

function operatorFor(functions: readonly AggregateFunction[]): AggregateExec["kind"] {
  if (hasFixedWidthBuffers(functions.map((f) => f.buffer))) return "HashAggregateExec";
  return functions.some(({ expression }) => aggregateSpec(expression.name).isObject === true)
    ? "ObjectHashAggregateExec"
    : "SortAggregateExec";
}
