import type { LogicalPlan } from "../plans/logical/index.js";

/** The union of two plans. Unions on either side are taken apart, as Spark's `Dataset.union` does: a thousand of them in a row make a wide plan, not a deep one. */
export function flatUnion(left: LogicalPlan, right: LogicalPlan): LogicalPlan {
  return { kind: "Union", children: [...branches(left), ...branches(right)] };
}

function branches(plan: LogicalPlan): readonly LogicalPlan[] {
  return plan.kind === "Union" ? plan.children : [plan];
}
