import { type PhysicalPlan, physicalTree } from "../../plans/physical/index.js";

/** The children whose rows flow into an operator's tasks: all but the broadcast side of a join. */
export function streamedChildren(plan: PhysicalPlan): readonly PhysicalPlan[] {
  if (plan.kind === "BroadcastHashJoinExec" || plan.kind === "BroadcastNestedLoopJoinExec") {
    return [plan.buildSide === "BuildLeft" ? plan.right : plan.left];
  }
  return physicalTree.children(plan);
}
