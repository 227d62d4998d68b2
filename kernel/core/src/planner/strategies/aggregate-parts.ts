import {
  type AggregateExpression,
  type AttributeReference,
  aggregateSpec,
  alias,
  attributeReference,
  collectNodes,
  dataTypeOf,
  type Expression,
  type ExprIdGenerator,
  isNamedExpression,
  mapChildren,
  nullableOf,
  planText,
  semanticKey,
} from "../../plans/expressions/index.js";
import { type Aggregate, toAttribute } from "../../plans/logical/index.js";
import { NullType } from "../../types/data-type.js";

/** One aggregate function with the columns that stand for its buffer and its result. */
export interface AggregateFunction {
  readonly expression: AggregateExpression;
  readonly buffer: readonly AttributeReference[];
  readonly result: AttributeReference;
}

/** A logical aggregate taken apart (Spark's PhysicalAggregation). */
export interface AggregateParts {
  /** Named keys. */
  readonly grouping: readonly Expression[];
  /** Each function once, however often the output uses it. */
  readonly functions: readonly AggregateFunction[];
  /** The output, over keys and results. */
  readonly results: readonly Expression[];
}

export function aggregateParts(plan: Aggregate, ids: ExprIdGenerator): AggregateParts {
  const named = plan.groupingExpressions.map((e) => ({
    key: semanticKey(e),
    named: isNamedExpression(e) ? e : alias(e, planText(e), ids.next()),
  }));
  const functions = new Map<string, AggregateFunction>();
  const isAggregate = (e: Expression): e is AggregateExpression => e.kind === "AggregateExpression";
  for (const e of plan.aggregateExpressions.flatMap((item) => collectNodes(item, isAggregate))) {
    const key = semanticKey(e);
    if (!functions.has(key)) functions.set(key, aggregateFunction(e, ids));
  }
  const rewrite = (e: Expression): Expression => {
    const key = named.find((k) => e.kind !== "Alias" && k.key === semanticKey(e));
    if (key !== undefined) return e.kind === "AttributeReference" ? e : toAttribute(key.named);
    return isAggregate(e) ? functions.get(semanticKey(e))!.result : mapChildren(e, rewrite);
  };
  return {
    grouping: named.map((k) => k.named),
    functions: [...functions.values()],
    results: plan.aggregateExpressions.map(rewrite),
  };
}

function aggregateFunction(expression: AggregateExpression, ids: ExprIdGenerator): AggregateFunction {
  const input = expression.args[0] === undefined ? NullType : dataTypeOf(expression.args[0]);
  const buffer = aggregateSpec(expression.name)
    .buffer(input)
    .map((field) => attributeReference(field.name, field.dataType, field.nullable, ids.next()));
  const result = attributeReference(
    planText(expression),
    dataTypeOf(expression),
    nullableOf(expression),
    expression.resultId,
  );
  return { expression, buffer, result };
}
