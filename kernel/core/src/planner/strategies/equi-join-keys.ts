import { conjunction, type Expression, references, splitConjunctivePredicates } from "../../plans/expressions/index.js";
import { type Join, type LogicalPlan, outputOf } from "../../plans/logical/index.js";

export interface EquiJoinKeys {
  readonly leftKeys: readonly Expression[];
  readonly rightKeys: readonly Expression[];
  /** What is left of the condition. */
  readonly condition: Expression | undefined;
}

/** Splits a join's condition into equal keys and the rest (Spark's ExtractEquiJoinKeys). */
export function equiJoinKeys(plan: Join): EquiJoinKeys {
  const leftKeys: Expression[] = [];
  const rightKeys: Expression[] = [];
  const others: Expression[] = [];
  for (const e of plan.condition === undefined ? [] : splitConjunctivePredicates(plan.condition)) {
    const pair = keyPair(e, plan);
    if (pair === undefined) others.push(e);
    else {
      leftKeys.push(pair[0]);
      rightKeys.push(pair[1]);
    }
  }
  return { leftKeys, rightKeys, condition: conjunction(others) };
}

function keyPair(e: Expression, { left, right }: Join): readonly [Expression, Expression] | undefined {
  if (e.kind !== "BinaryComparison" || e.op !== "=") return undefined;
  if (isFrom(e.left, left) && isFrom(e.right, right)) return [e.left, e.right];
  return isFrom(e.left, right) && isFrom(e.right, left) ? [e.right, e.left] : undefined;
}

function isFrom(e: Expression, side: LogicalPlan): boolean {
  const ids = new Set(outputOf(side).map((a) => a.exprId));
  const reads = references(e);
  return reads.length > 0 && reads.every((a) => ids.has(a.exprId));
}
