import type { SparkPlanInfo } from "../events/listener.js";
import { metricNames, type SQLMetrics } from "../planner/index.js";
import { nodeName, type PhysicalPlan, printedChildren, simpleString } from "../plans/physical/index.js";

/** A physical plan as listeners get it (I7). */
export function sparkPlanInfo(plan: PhysicalPlan, metrics: SQLMetrics): SparkPlanInfo {
  return {
    nodeName: nodeName(plan),
    simpleString: simpleString(plan),
    children: childrenOf(plan).map((child) => sparkPlanInfo(child, metrics)),
    metrics: metricNames(plan).map((name) => ({ name, accumulatorId: metrics.id(plan, name), metricType: "sum" })),
  };
}

/** An adaptive plan shows what it is now. */
function childrenOf(plan: PhysicalPlan): readonly PhysicalPlan[] {
  return plan.kind === "AdaptiveSparkPlanExec" ? [plan.adaptive.currentPlan] : printedChildren(plan);
}
