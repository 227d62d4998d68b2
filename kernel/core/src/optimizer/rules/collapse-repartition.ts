import { type LogicalPlan, logicalTree } from "../../plans/logical/index.js";
import type { Rule } from "../rule.js";

/** Of two repartitions in a row only the outer one counts; a coalesce to no fewer partitions than a repartition made is none (G1). */
export const CollapseRepartition: Rule = {
  name: "CollapseRepartition",
  apply: (plan) => logicalTree.transformUp(plan, collapse),
};

function collapse(plan: LogicalPlan): LogicalPlan {
  if (plan.kind === "RepartitionByExpression")
    return isRepartition(plan.child) ? { ...plan, child: plan.child.child } : plan;
  if (plan.kind === "RebalancePartitions") {
    const { child } = plan;
    return isRepartition(child) || child.kind === "RebalancePartitions" || child.kind === "Sort"
      ? { ...plan, child: child.child }
      : plan;
  }
  if (plan.kind !== "Repartition" || !isRepartition(plan.child)) return plan;
  const { child } = plan;
  if (plan.shuffle) return { ...plan, child: child.child };
  const inner = child.numPartitions;
  const shuffles = child.kind === "RepartitionByExpression" || child.shuffle;
  if (!shuffles) return { ...plan, numPartitions: Math.min(plan.numPartitions, inner!), child: child.child };
  return inner !== undefined && plan.numPartitions >= inner ? child : plan;
}

function isRepartition(
  plan: LogicalPlan,
): plan is Extract<LogicalPlan, { kind: "Repartition" | "RepartitionByExpression" }> {
  return plan.kind === "Repartition" || plan.kind === "RepartitionByExpression";
}
