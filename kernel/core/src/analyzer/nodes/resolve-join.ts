import {
  type AttributeReference,
  alias,
  conjunction,
  type Expression,
  type ExprId,
  equalTo,
  scalarFunction,
  transformUp,
} from "../../plans/expressions/index.js";
import { type Join, type JoinType, type LogicalPlan, outputOf, project } from "../../plans/logical/index.js";
import type { AnalyzerContext } from "../analyzer-context.js";
import { freshInstance } from "../fresh-instance.js";
import { resolveExpression } from "../resolve-expression.js";
import { resolveName } from "../resolve-name.js";
import { checkCondition } from "./resolve-filter.js";

/** A join: both sides get columns of their own (self-joins), names of `using` become a condition and a projection. */
export function resolveJoin(plan: Join, context: AnalyzerContext): LogicalPlan {
  const { left, right, renamed } = separate(plan, context);
  const sides = { ...plan, left, right };
  if (plan.using !== undefined) return resolveUsing(sides, plan.using, context);
  if (plan.condition === undefined) return sides;
  const written = onOwnSides(plan.condition, renamed);
  const resolved = resolveExpression(written, [...outputOf(left), ...outputOf(right)], context);
  return { ...sides, condition: checkCondition(resolved, "a join condition") };
}

type Renamed = ReadonlyMap<ExprId, AttributeReference>;

function separate(plan: Join, context: AnalyzerContext): { left: LogicalPlan; right: LogicalPlan; renamed: Renamed } {
  const ids = new Set(outputOf(plan.left).map((a) => a.exprId));
  if (!outputOf(plan.right).some((a) => ids.has(a.exprId)))
    return { left: plan.left, right: plan.right, renamed: new Map() };
  const { plan: right, renamed } = freshInstance(plan.right, context.ids);
  return { left: plan.left, right, renamed };
}

/** `df.col("id").equalTo(df.col("id"))` in a self-join compares the left side's column with the right side's. */
function onOwnSides(condition: Expression, renamed: Renamed): Expression {
  if (renamed.size === 0) return condition;
  return transformUp(condition, (e) => {
    if (e.kind !== "BinaryComparison" || e.left.kind !== "AttributeReference" || e.right.kind !== "AttributeReference")
      return e;
    const other = e.left.exprId === e.right.exprId ? renamed.get(e.right.exprId) : undefined;
    return other === undefined ? e : { ...e, right: other };
  });
}

/** Spark's commonNaturalJoinProcessing: the keys once and first, then the other columns of both sides. */
function resolveUsing(plan: Join, using: readonly string[], context: AnalyzerContext): LogicalPlan {
  const [l, r] = [outputOf(plan.left), outputOf(plan.right)];
  const leftKeys = using.map((name) => resolveName([name], l, context) as AttributeReference);
  const rightKeys = using.map((name) => resolveName([name], r, context) as AttributeReference);
  const pairs = leftKeys.map((key, i) => resolveExpression(equalTo(key, rightKeys[i]!), [], context));
  const { using: _names, ...rest } = plan;
  const join: Join = { ...rest, condition: conjunction(pairs) };
  const output = outputOf(join);
  const nullableSide = (keys: readonly AttributeReference[]) =>
    keys.map((key) => output.find((a) => a.exprId === key.exprId)!);
  const without = (side: readonly AttributeReference[], keys: readonly AttributeReference[]) =>
    nullableSide(side.filter((a) => !keys.some((key) => key.exprId === a.exprId)));
  const lRest = without(l, leftKeys);
  if (plan.joinType === "LeftSemi" || plan.joinType === "LeftAnti") return project([...leftKeys, ...lRest], join);
  const keys = usingKeys(plan.joinType, nullableSide(leftKeys), nullableSide(rightKeys), context);
  return project([...keys, ...lRest, ...without(r, rightKeys)], join);
}

function usingKeys(
  joinType: JoinType,
  left: readonly AttributeReference[],
  right: readonly AttributeReference[],
  context: AnalyzerContext,
): readonly Expression[] {
  if (joinType === "RightOuter") return right;
  if (joinType !== "FullOuter") return left;
  return left.map((key, i) =>
    alias(resolveExpression(scalarFunction("coalesce", [key, right[i]!]), [], context), key.name, context.ids.next()),
  );
}
