import { type Expression, type ExprId, references } from "../plans/expressions/index.js";
import { type LogicalPlan, outputOf } from "../plans/logical/index.js";

export type AttributeSet = ReadonlySet<ExprId>;

export function outputSet(plan: LogicalPlan): AttributeSet {
  return new Set(outputOf(plan).map((a) => a.exprId));
}

export function referenceSet(expressions: readonly Expression[]): AttributeSet {
  return new Set(expressions.flatMap(references).map((a) => a.exprId));
}

export function isSubset(a: AttributeSet, b: AttributeSet): boolean {
  for (const id of a) if (!b.has(id)) return false;
  return true;
}

export function union(a: AttributeSet, b: AttributeSet): AttributeSet {
  return new Set([...a, ...b]);
}

/** True when the expression reads nothing but columns of the plan. */
export function canEvaluate(e: Expression, plan: LogicalPlan): boolean {
  return isSubset(referenceSet([e]), outputSet(plan));
}
