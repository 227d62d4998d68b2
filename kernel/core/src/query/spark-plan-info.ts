import type { SparkPlanInfo } from "../events/listener.js";
import type { SQLMetrics } from "../planner/index.js";
import { nodeName, type PhysicalPlan, printedChildren, simpleString } from "../plans/physical/index.js";

/** A physical plan as listeners get it (I7). */
export function sparkPlanInfo(plan: PhysicalPlan, metrics: SQLMetrics): SparkPlanInfo {
  const ownTime = metrics.ownTime(plan);
  return {
    nodeName: nodeName(plan),
    simpleString: simpleString(plan),
    children: childrenOf(plan).map((child) => sparkPlanInfo(child, metrics)),
    metrics: metrics.infos(plan),
    ...(ownTime.length > 0 && { ownTime }),
  };
}

/** An adaptive plan shows what it is now, a read of a cached table the plan that fills it. */
function childrenOf(plan: PhysicalPlan): readonly PhysicalPlan[] {
  if (plan.kind === "InMemoryTableScanExec") return [plan.cached.plan];
  return plan.kind === "AdaptiveSparkPlanExec" ? [plan.adaptive.currentPlan] : printedChildren(plan);
}
