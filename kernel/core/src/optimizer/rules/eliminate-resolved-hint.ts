import { type JoinStrategyHint, type LogicalPlan, logicalTree } from "../../plans/logical/index.js";
import type { Rule } from "../rule.js";

/** Moves hints below a join into the join, where the planner looks for them; drops all others. */
export const EliminateResolvedHint: Rule = {
  name: "EliminateResolvedHint",
  apply: (plan) => {
    const pulled = logicalTree.transformUp(plan, (node) => {
      if (node.kind !== "Join") return node;
      const [left, leftHint] = extractHint(node.left);
      const [right, rightHint] = extractHint(node.right);
      if (leftHint === undefined && rightHint === undefined) return node;
      const hint = { ...(leftHint && { left: leftHint }), ...(rightHint && { right: rightHint }) };
      return { ...node, left, right, hint };
    });
    return logicalTree.transformUp(pulled, (node) => (node.kind === "ResolvedHint" ? node.child : node));
  },
};

/** The plan without the hint that its unary operators carry, and the hint. */
function extractHint(plan: LogicalPlan): readonly [LogicalPlan, JoinStrategyHint | undefined] {
  if (plan.kind === "ResolvedHint") return [extractHint(plan.child)[0], plan.strategy];
  if (logicalTree.children(plan).length !== 1) return [plan, undefined];
  let found: JoinStrategyHint | undefined;
  const without = logicalTree.mapChildren(plan, (child) => {
    const [rest, hint] = extractHint(child);
    found = hint;
    return rest;
  });
  return [without, found];
}
