import type { ColumnarRelation } from "../../engine/columnar/index.js";
import type { BroadcastHashJoinExec, BroadcastNestedLoopJoinExec, PhysicalPlan } from "../../plans/physical/index.js";
import type { PlanExecution } from "./plan-execution.js";

/** The collected side of a broadcast join. */
export function broadcastOf(
  plan: BroadcastHashJoinExec | BroadcastNestedLoopJoinExec,
  { state }: PlanExecution,
): ColumnarRelation {
  return state.broadcasts.get(buildExchange(plan))!;
}

/** The broadcast that a join builds from; a reused one stands for the exchange that really runs. */
function buildExchange(plan: BroadcastHashJoinExec | BroadcastNestedLoopJoinExec): PhysicalPlan {
  const side = plan.buildSide === "BuildLeft" ? plan.left : plan.right;
  const below = side.kind === "InputAdapter" ? side.child : side;
  const exchange = below.kind === "BroadcastQueryStageExec" ? below.plan : below;
  return exchange.kind === "ReusedExchangeExec" ? exchange.exchange : exchange;
}
