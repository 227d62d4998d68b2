import {
  type AggregateExpression,
  type AttributeReference,
  aggregateFunctionText,
  aggregateSpec,
  alias,
  attributeReference,
  collectNodes,
  dataTypeOf,
  type Expression,
  type ExprIdGenerator,
  isNamedExpression,
  mapChildren,
  type NamedExpression,
  normalizeFloatingNumbers,
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
  /** The buffer while rows are taken in; Spark names it apart from the one that is handed on. */
  readonly ownBuffer: readonly AttributeReference[];
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
    named: namedKey(e, ids),
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

/** What rows are grouped by, under the name that the key has above. */
export function namedKey(e: Expression, ids: ExprIdGenerator): NamedExpression {
  const key = normalizeFloatingNumbers(e);
  if (isNamedExpression(key)) return key;
  return isNamedExpression(e) ? alias(key, e.name, e.exprId) : alias(key, planText(key), ids.next());
}

/** A function's buffer has the same columns whenever its query is planned, as in Spark, where the function itself holds them. */
const planned = new WeakMap<AggregateExpression, AggregateFunction>();

function aggregateFunction(expression: AggregateExpression, ids: ExprIdGenerator): AggregateFunction {
  const known = planned.get(expression);
  if (known !== undefined) return known;
  const input = expression.args[0] === undefined ? NullType : dataTypeOf(expression.args[0]);
  const fields = aggregateSpec(expression.name).buffer(input, expression.args.map(dataTypeOf), expression.args);
  const columns = (): readonly AttributeReference[] =>
    fields.map((field) => attributeReference(field.name, field.dataType, field.nullable, ids.next()));
  const ownBuffer = columns();
  const buffer = columns();
  const result = attributeReference(
    aggregateFunctionText(expression, (e) => planText(e, { ids: true })),
    dataTypeOf(expression),
    nullableOf(expression),
    expression.resultId,
  );
  const made = { expression, buffer, ownBuffer, result };
  planned.set(expression, made);
  return made;
}
