import type { DataType } from "../../types/data-type.js";
import { isAtomic } from "../../types/type-coercion.js";
import {
  conjunction,
  dataTypeOf,
  type Expression,
  isNull,
  literal,
  references,
  scalarFunction,
  splitConjunctivePredicates,
} from "../expressions/index.js";
import type { Join, LogicalPlan } from "./logical-plan.js";
import { outputOf } from "./output.js";

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
    const pairs = keyPairs(e, plan);
    if (pairs === undefined) others.push(e);
    for (const [left, right] of pairs ?? []) {
      leftKeys.push(left);
      rightKeys.push(right);
    }
  }
  return { leftKeys, rightKeys, condition: conjunction(others) };
}

type Pair = readonly [Expression, Expression];

function keyPairs(e: Expression, { left, right }: Join): readonly Pair[] | undefined {
  if (e.kind !== "BinaryComparison" || (e.op !== "=" && e.op !== "<=>")) return undefined;
  const inOrder = isFrom(e.left, left) && isFrom(e.right, right);
  if (!inOrder && !(isFrom(e.left, right) && isFrom(e.right, left))) return undefined;
  const pair: Pair = inOrder ? [e.left, e.right] : [e.right, e.left];
  return e.op === "=" ? [pair] : nullSafe(pair);
}

/** `a <=> b` as two equalities of what is never null: of the values with nulls replaced, and of being null. */
function nullSafe([left, right]: Pair): readonly Pair[] | undefined {
  const standIn = defaultLiteral(dataTypeOf(left));
  if (standIn === undefined) return undefined;
  const value = (side: Expression): Expression => scalarFunction("coalesce", [side, standIn]);
  return [
    [value(left), value(right)],
    [isNull(left), isNull(right)],
  ];
}

/** The value that stands for null; none for nested types. */
function defaultLiteral(type: DataType): Expression | undefined {
  switch (type.kind) {
    case "string":
      return literal("", type);
    case "boolean":
      return literal(false, type);
    case "binary":
      return literal(new Uint8Array(0), type);
    default:
      return isAtomic(type) ? literal(0, type) : undefined;
  }
}

function isFrom(e: Expression, side: LogicalPlan): boolean {
  const ids = new Set(outputOf(side).map((a) => a.exprId));
  const reads = references(e);
  return reads.length > 0 && reads.every((a) => ids.has(a.exprId));
}
