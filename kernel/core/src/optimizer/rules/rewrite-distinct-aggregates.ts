import {
  type AggregateExpression,
  type AttributeReference,
  aggregateExpression,
  alias,
  attributeReference,
  collectNodes,
  dataTypeOf,
  type Expression,
  type ExprIdGenerator,
  equalTo,
  intLiteral,
  literal,
  longLiteral,
  mapChildren,
  planText,
  scalarFunction,
  semanticKey,
} from "../../plans/expressions/index.js";
import {
  type Aggregate,
  type Expand,
  type LogicalPlan,
  logicalTree,
  outputOf,
  project,
  toAttribute,
} from "../../plans/logical/index.js";
import { IntegerType } from "../../types/data-type.js";
import { referenceSet } from "../attribute-set.js";
import type { Rule } from "../rule.js";

/**
 * Distinct aggregates over several sets of columns in two aggregations instead of one a set (G6, golden d18): every row once for each
 * set, marked by `gid`; duplicates removed by grouping; then each function over the rows of its own set.
 */
export function RewriteDistinctAggregates(ids: ExprIdGenerator): Rule {
  return {
    name: "RewriteDistinctAggregates",
    apply: (plan) =>
      logicalTree.transformUp(plan, (node) => {
        if (node.kind !== "Aggregate") return node;
        const parts = partsOf(node);
        return parts.sets.length > 1 ? rewrite(node, parts, ids) : node;
      }),
  };
}

interface Parts {
  /** Sets of distinct arguments by their key; the position in the list plus one is the set's gid. */
  readonly sets: readonly (readonly [key: string, args: readonly Expression[]])[];
  readonly regular: readonly AggregateExpression[];
}

function partsOf(plan: Aggregate): Parts {
  const isAggregate = (e: Expression): e is AggregateExpression => e.kind === "AggregateExpression";
  const all = plan.aggregateExpressions.flatMap((e) => collectNodes(e, isAggregate));
  const sets = new Map(all.filter((e) => e.distinct).map((e) => [setKey(e), e.args] as const));
  const regular = new Map(all.filter((e) => !e.distinct).map((e) => [semanticKey(e), e] as const));
  return { sets: [...sets], regular: [...regular.values()] };
}

function setKey(e: AggregateExpression): string {
  return e.args.map(semanticKey).sort().join();
}

/** A computed value and the column that carries it from the Expand on. */
interface Carried {
  readonly value: Expression;
  readonly attribute: AttributeReference;
}

function rewrite(plan: Aggregate, { sets, regular }: Parts, ids: ExprIdGenerator): LogicalPlan {
  const keys = plan.groupingExpressions.map((e) =>
    e.kind === "AttributeReference" ? e : toAttribute(alias(e, planText(e), ids.next())),
  );
  const distinct = carry(
    sets.flatMap(([, args]) => args),
    ids,
  );
  const inputs = carry(
    regular.flatMap((e) => e.args),
    ids,
  );
  const gid = attributeReference("gid", IntegerType, false, ids.next());
  const nulls = (carried: readonly Carried[]): Expression[] =>
    carried.map(({ attribute }) => literal(null, attribute.dataType));
  const rowsOfSet = ([, args]: Parts["sets"][number], i: number): Expression[] => {
    const own = new Set(args.map(semanticKey));
    const columns = distinct.map(({ value, attribute }) =>
      own.has(semanticKey(value)) ? value : literal(null, attribute.dataType),
    );
    return [...plan.groupingExpressions, ...columns, intLiteral(i + 1), ...nulls(inputs)];
  };
  const plainRows = [
    ...plan.groupingExpressions,
    ...nulls(distinct),
    intLiteral(0),
    ...inputs.map(({ value }) => value),
  ];
  const projections = [...(regular.length > 0 ? [plainRows] : []), ...sets.map(rowsOfSet)];
  const output = [...keys, ...distinct.map((c) => c.attribute), gid, ...inputs.map((c) => c.attribute)];
  const needed = referenceSet(projections.flat());
  const below = project(
    outputOf(plan.child).filter((a) => needed.has(a.exprId)),
    plan.child,
  );
  const expand: Expand = { kind: "Expand", projections, output, child: below };

  const partial = regular.map((e) =>
    alias({ ...e, args: e.args.map((arg) => columnOf(arg, inputs)), resultId: ids.next() }, planText(e), ids.next()),
  );
  const groups = [...keys, ...distinct.map((c) => c.attribute), gid];
  const deduplicated: Aggregate = {
    kind: "Aggregate",
    groupingExpressions: groups,
    aggregateExpressions: [...groups, ...partial],
    child: expand,
  };

  const ofSet = (i: number): Expression => equalTo(gid, intLiteral(i));
  const again = (e: Expression): Expression => {
    if (e.kind !== "AggregateExpression") return mapChildren(e, again);
    if (!e.distinct)
      return resultOfRegular(
        e,
        toAttribute(partial[regular.findIndex((r) => semanticKey(r) === semanticKey(e))]!),
        ofSet(0),
        ids,
      );
    const set = sets.findIndex(([key]) => key === setKey(e)) + 1;
    return { ...e, distinct: false, args: e.args.map((arg) => columnOf(arg, distinct)), filter: ofSet(set) };
  };
  return {
    kind: "Aggregate",
    groupingExpressions: keys,
    aggregateExpressions: plan.aggregateExpressions.map(again),
    child: deduplicated,
  };
}

function carry(values: readonly Expression[], ids: ExprIdGenerator): readonly Carried[] {
  const byKey = new Map(values.map((value) => [semanticKey(value), value] as const));
  return [...byKey.values()].map((value) => ({
    value,
    attribute: attributeReference(planText(value), dataTypeOf(value), true, ids.next()),
  }));
}

function columnOf(value: Expression, carried: readonly Carried[]): Expression {
  return carried.find((c) => semanticKey(c.value) === semanticKey(value))!.attribute;
}

/** The one result that the rows with gid 0 have; no rows count as 0. */
function resultOfRegular(
  e: AggregateExpression,
  partial: AttributeReference,
  filter: Expression,
  ids: ExprIdGenerator,
): Expression {
  const only = aggregateExpression("first", [partial], {
    ignoreNulls: true,
    filter,
    resultId: e.name === "count" ? ids.next() : e.resultId,
  });
  return e.name === "count" ? scalarFunction("coalesce", [only, longLiteral(0)]) : only;
}
