import { type LogicalPlan, limit, logicalTree, maxRows } from "../../plans/logical/index.js";
import type { Rule } from "../rule.js";

/** Drops limits that cannot cut anything and merges neighbours (G1). */
export const EliminateLimits: Rule = {
  name: "EliminateLimits",
  apply: (plan) => logicalTree.transformUp(plan, simplify),
};

function simplify(plan: LogicalPlan): LogicalPlan {
  if (plan.kind !== "GlobalLimit" && plan.kind !== "LocalLimit") return plan;
  const { child } = plan;
  if ((maxRows(child) ?? Number.POSITIVE_INFINITY) <= plan.limit) return child;
  if (child.kind === plan.kind) return { ...child, limit: Math.min(plan.limit, child.limit) };
  return combined(plan) ?? plan;
}

/** One limit of two that follow each other: each is a global over a local one. */
function combined(plan: LogicalPlan): LogicalPlan | undefined {
  const outer = limited(plan);
  const inner = outer && limited(outer.child);
  return inner && limit(Math.min(outer.limit, inner.limit), inner.child);
}

function limited(plan: LogicalPlan): { readonly limit: number; readonly child: LogicalPlan } | undefined {
  if (plan.kind !== "GlobalLimit" || plan.child.kind !== "LocalLimit") return undefined;
  return plan.limit === plan.child.limit ? plan.child : undefined;
}
