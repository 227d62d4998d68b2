import { type AttributeReference, type Expression, type ExprId, transformUp } from "../../plans/expressions/index.js";
import { type LogicalPlan, logicalTree, outputOf } from "../../plans/logical/index.js";
import { type AttributeSet, outputSet, union } from "../attribute-set.js";
import type { Rule } from "../rule.js";

/** A column under its own name needs no new identity: `x AS x` is `x`. */
export const RemoveRedundantAliases: Rule = {
  name: "RemoveRedundantAliases",
  apply: (plan) => remove(plan, new Set()),
};

/** @param excluded columns of the other side of a join above: the two sides may not end up with the same column */
function remove(plan: LogicalPlan, excluded: AttributeSet): LogicalPlan {
  const renamed = new Map<ExprId, AttributeReference>();
  const below = (child: LogicalPlan, taken: AttributeSet): LogicalPlan => {
    const next = remove(child, taken);
    const now = outputOf(next);
    for (const [i, a] of outputOf(child).entries()) {
      if (a.exprId !== now[i]!.exprId && !renamed.has(a.exprId)) renamed.set(a.exprId, now[i]!);
    }
    return next;
  };
  const node = plan.kind === "Join" ? joinedSides(plan, excluded, below) : eachChild(plan, excluded, below);
  const known = (e: Expression): Expression => {
    if (renamed.size === 0) return e;
    return transformUp(e, (a) => (a.kind === "AttributeReference" ? (renamed.get(a.exprId) ?? a) : a));
  };
  const cleans = plan.kind === "Project" || plan.kind === "Aggregate" || plan.kind === "Window";
  const clean = (e: Expression): Expression => (cleans ? withoutAlias(known(e), excluded) : known(e));
  const result = logicalTree.mapExpressions(node, clean);
  if (result.kind === "Generate" && renamed.size > 0) {
    return { ...result, unrequired: result.unrequired.map((id) => renamed.get(id)?.exprId ?? id) };
  }
  if (result.kind !== "Expand" || renamed.size === 0) return result;
  return {
    ...result,
    output: result.output.map((a) => known(a) as AttributeReference),
  };
}

type Below = (child: LogicalPlan, taken: AttributeSet) => LogicalPlan;

function joinedSides(plan: Extract<LogicalPlan, { kind: "Join" }>, excluded: AttributeSet, below: Below): LogicalPlan {
  const left = below(plan.left, union(excluded, outputSet(plan.right)));
  const right = below(plan.right, union(excluded, outputSet(left)));
  return left === plan.left && right === plan.right ? plan : { ...plan, left, right };
}

/** The branches of a union, but for the first, stand for its columns by position. */
function eachChild(plan: LogicalPlan, excluded: AttributeSet, below: Below): LogicalPlan {
  let first = true;
  return logicalTree.mapChildren(plan, (child) => {
    const next = plan.kind === "Union" && !first ? remove(child, excluded) : below(child, excluded);
    first = false;
    return next;
  });
}

function withoutAlias(e: Expression, excluded: AttributeSet): Expression {
  if (e.kind !== "Alias" || e.child.kind !== "AttributeReference" || e.child.name !== e.name) return e;
  return excluded.has(e.child.exprId) || excluded.has(e.exprId) ? e : e.child;
}
