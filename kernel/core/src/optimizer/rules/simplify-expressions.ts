import {
  booleanLiteral,
  children,
  dataTypeOf,
  type Expression,
  equalTo,
  intLiteral,
  isFoldable,
  literal,
  nullableOf,
  type ScalarFunction,
  semanticKey,
  withTimeZone,
} from "../../plans/expressions/index.js";
import type { ExpressionEvaluator } from "../expression-evaluator.js";
import type { Rule } from "../rule.js";
import { expressionRule } from "./expression-rule.js";

/** Computes what does not depend on a row. What fails at run time is left to fail there. */
export function ConstantFolding(evaluator: ExpressionEvaluator): Rule {
  return expressionRule("ConstantFolding", (e) => {
    if (e.kind === "Literal" || e.kind === "Alias" || !isFoldable(e)) return e;
    const result = evaluator.tryEvaluate(e);
    return result === undefined ? e : withTimeZone(literal(result.value, dataTypeOf(e)), evaluator.timeZone());
  });
}

/** `isnotnull(x)` of what is never null is true; counting what is never null counts rows. */
export const NullPropagation: Rule = expressionRule("NullPropagation", (e) => {
  if (e.kind === "ScalarFunction" && e.name === "coalesce") return withoutNulls(e);
  if (e.kind === "IsNotNull" && !nullableOf(e.child)) return booleanLiteral(true);
  if (e.kind === "IsNull" && !nullableOf(e.child)) return booleanLiteral(false);
  if (e.kind !== "AggregateExpression" || e.name !== "count" || e.distinct || e.args.some(nullableOf)) return e;
  const counted = e.args[0];
  return e.args.length === 1 && counted?.kind === "Literal" && counted.value === 1
    ? e
    : { ...e, args: [intLiteral(1)] };
});

/** `coalesce` of constants that are null, and of one value that is left, is no call. */
function withoutNulls(e: ScalarFunction): Expression {
  const args = e.args.filter((arg) => arg.kind !== "Literal" || arg.value !== null);
  if (args.length === 0) return literal(null, dataTypeOf(e));
  return args.length === 1 ? args[0]! : args.length === e.args.length ? e : { ...e, args };
}

/** A field of a struct that is made on the spot is what the field is made of. */
export const SimplifyExtractValueOps: Rule = expressionRule("SimplifyExtractValueOps", (e) =>
  e.kind === "GetStructField" && e.child.kind === "ScalarFunction" && e.child.name === "named_struct"
    ? e.child.args[2 * e.ordinal + 1]!
    : e,
);

/** Longest list that is searched one by one (`spark.sql.optimizer.inSetConversionThreshold`). */
const MAX_LIST = 10;

/** `x IN (a)` is `x = a`; a long list becomes a set. */
export const OptimizeIn: Rule = expressionRule("OptimizeIn", (e) => {
  if (
    e.kind !== "In" ||
    !children(e)
      .slice(1)
      .every((item) => item.kind === "Literal")
  )
    return e;
  const list = withoutRepeats(e.list);
  if (list.length === 1) return equalTo(e.value, list[0]!);
  if (list.length > MAX_LIST && e.asSet !== true) return { ...e, list, asSet: true };
  return list.length === e.list.length ? e : { ...e, list };
});

function withoutRepeats(list: readonly Expression[]): readonly Expression[] {
  const byKey = new Map<string, Expression>();
  for (const item of list) {
    const key = semanticKey(item);
    if (!byKey.has(key)) byKey.set(key, item);
  }
  return [...byKey.values()];
}
