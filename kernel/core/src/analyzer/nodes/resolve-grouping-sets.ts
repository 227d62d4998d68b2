import {
  type AttributeReference,
  alias,
  attributeReference,
  type Expression,
  isNamedExpression,
  literal,
  longLiteral,
  mapChildren,
  planText,
  scalarFunction,
  semanticKey,
  transformUp,
} from "../../plans/expressions/index.js";
import { type Aggregate, type Expand, outputOf, project, toAttribute } from "../../plans/logical/index.js";
import { LongType } from "../../types/data-type.js";
import type { AnalyzerContext } from "../analyzer-context.js";
import { resolveExpression } from "../resolve-expression.js";

/**
 * `rollup` and `cube` (Spark's ResolveGroupingAnalytics): every row once for each grouping set, with null for the keys that the set
 * has not, and the set's number in `spark_grouping_id`, whose bit is 1 for each missing key.
 *
 * @param keys the resolved grouping expressions
 */
export function expandGroupingSets(
  plan: Aggregate,
  keys: readonly Expression[],
  sets: readonly (readonly number[])[],
  context: AnalyzerContext,
): Aggregate {
  const input = outputOf(plan.child);
  const computed = keys.map((e) => alias(e, isNamedExpression(e) ? e.name : planText(e), context.ids.next()));
  const below = project([...input, ...computed], plan.child);
  const sources = computed.map(toAttribute);
  const groups = sources.map((a): AttributeReference => ({ ...a, nullable: true, exprId: context.ids.next() }));
  const gid = attributeReference("spark_grouping_id", LongType, false, context.ids.next());
  const expand: Expand = {
    kind: "Expand",
    projections: sets.map((set) => [
      ...input,
      ...sources.map((a, i) => (set.includes(i) ? a : literal(null, a.dataType))),
      longLiteral(numberOf(set, keys.length)),
    ]),
    output: [...input, ...groups, gid],
    child: below,
  };
  const byKey = new Map(keys.map((key, i) => [semanticKey(key), groups[i]!] as const));
  const toGroups = (e: Expression): Expression => {
    if (e.kind === "AggregateExpression") return e;
    return byKey.get(e.kind === "Alias" ? "" : semanticKey(e)) ?? mapChildren(e, toGroups);
  };
  const aggregateExpressions = plan.aggregateExpressions.map((e) => {
    const known = groupingFunctions(e, keys, gid, input, context);
    return toGroups(resolveExpression(known, [...input, gid], context));
  });
  const { groupingSets: _sets, ...rest } = plan;
  return { ...rest, groupingExpressions: [...groups, gid], aggregateExpressions, child: expand };
}

function numberOf(set: readonly number[], keys: number): number {
  return Array.from({ length: keys }, (_, i) => (set.includes(i) ? 0 : 2 ** (keys - 1 - i))).reduce((a, b) => a + b, 0);
}

/** `grouping_id()` is the set's number, `grouping(key)` the key's bit of it. */
function groupingFunctions(
  e: Expression,
  keys: readonly Expression[],
  gid: AttributeReference,
  input: readonly AttributeReference[],
  context: AnalyzerContext,
): Expression {
  const parsed = e.kind === "UnresolvedSqlText" ? context.parseExpression(e.text) : e;
  return transformUp(parsed, (node) => {
    if (node.kind !== "UnresolvedFunction") return node;
    const name = node.name.toLowerCase();
    if (name === "grouping_id") return alias(gid, "grouping_id()");
    if (name !== "grouping" || node.args.length !== 1) return node;
    const key = semanticKey(resolveExpression(node.args[0]!, input, context));
    const bit = keys.length - 1 - keys.findIndex((k) => semanticKey(k) === key);
    return bit === keys.length ? node : scalarFunction("getbit", [gid, literal(bit, { kind: "integer" })]);
  });
}
