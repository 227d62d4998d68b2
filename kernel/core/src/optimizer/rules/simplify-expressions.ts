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
  semanticEquals,
  transformUp,
} from "../../plans/expressions/index.js";
import { logicalTree } from "../../plans/logical/index.js";
import type { ExpressionEvaluator } from "../expression-evaluator.js";
import type { Rule } from "../rule.js";

/** A rule that rewrites every expression of a plan, node by node from the leaves up. */
function expressionRule(name: string, rewrite: (e: Expression) => Expression): Rule {
  return {
    name,
    apply: (plan) =>
      logicalTree.transformUp(plan, (node) => logicalTree.mapExpressions(node, (e) => transformUp(e, rewrite))),
  };
}

/** Computes what does not depend on a row. What fails at run time is left to fail there. */
export function ConstantFolding(evaluator: ExpressionEvaluator): Rule {
  return expressionRule("ConstantFolding", (e) => {
    if (e.kind === "Literal" || e.kind === "Alias" || !isFoldable(e)) return e;
    const result = evaluator.tryEvaluate(e);
    return result === undefined ? e : literal(result.value, dataTypeOf(e));
  });
}

/** `isnotnull(x)` of what is never null is true; counting what is never null counts rows. */
export const NullPropagation: Rule = expressionRule("NullPropagation", (e) => {
  if (e.kind === "IsNotNull" && !nullableOf(e.child)) return booleanLiteral(true);
  if (e.kind === "IsNull" && !nullableOf(e.child)) return booleanLiteral(false);
  if (e.kind !== "AggregateExpression" || e.name !== "count" || e.distinct || e.args.some(nullableOf)) return e;
  const counted = e.args[0];
  return e.args.length === 1 && counted?.kind === "Literal" && counted.value === 1
    ? e
    : { ...e, args: [intLiteral(1)] };
});

/** `x AND true`, `x OR x`, `NOT NOT x`. */
export const BooleanSimplification: Rule = expressionRule("BooleanSimplification", (e) => {
  if (e.kind === "Not" && e.child.kind === "Not") return e.child.child;
  if (e.kind !== "And" && e.kind !== "Or") return e;
  const absorbing = e.kind === "Or";
  if (isBoolean(e.left, absorbing) || isBoolean(e.right, absorbing)) return booleanLiteral(absorbing);
  if (isBoolean(e.left, !absorbing) || semanticEquals(e.left, e.right)) return e.right;
  return isBoolean(e.right, !absorbing) ? e.left : e;
});

/** A field of a struct that is made on the spot is what the field is made of. */
export const SimplifyExtractValueOps: Rule = expressionRule("SimplifyExtractValueOps", (e) =>
  e.kind === "GetStructField" && e.child.kind === "ScalarFunction" && e.child.name === "named_struct"
    ? e.child.args[2 * e.ordinal + 1]!
    : e,
);

/** `x IN (a)` is `x = a`. */
export const OptimizeIn: Rule = expressionRule("OptimizeIn", (e) => {
  if (
    e.kind !== "In" ||
    !children(e)
      .slice(1)
      .every((item) => item.kind === "Literal")
  )
    return e;
  const list = e.list.filter((item, i) => e.list.findIndex((other) => semanticEquals(item, other)) === i);
  if (list.length === 1) return equalTo(e.value, list[0]!);
  return list.length === e.list.length ? e : { ...e, list };
});

function isBoolean(e: Expression, value: boolean): boolean {
  return e.kind === "Literal" && e.value === value;
}
