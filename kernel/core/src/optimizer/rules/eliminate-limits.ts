import { type LogicalPlan, logicalTree, maxRows } from "../../plans/logical/index.js";
import type { Rule } from "../rule.js";

/** Drops limits that cannot cut anything and merges neighbours (G1). */
export const EliminateLimits: Rule = {
  name: "EliminateLimits",
  apply: (plan) => logicalTree.transformUp(plan, simplify),
};

function simplify(plan: LogicalPlan): LogicalPlan {
  if (plan.kind !== "GlobalLimit" && plan.kind !== "LocalLimit") return plan;
  const { child, limit } = plan;
  if ((maxRows(child) ?? Number.POSITIVE_INFINITY) <= limit) return child;
  return child.kind === plan.kind ? { ...child, limit: Math.min(limit, child.limit) } : plan;
}
