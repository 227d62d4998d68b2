import type { SparkPlanInfo } from "../events/listener.js";
import { metricNames, type SQLMetrics } from "../planner/index.js";
import { nodeName, type PhysicalPlan, physicalTree, simpleString } from "../plans/physical/index.js";

/** A physical plan as listeners get it (I7). */
export function sparkPlanInfo(plan: PhysicalPlan, metrics: SQLMetrics): SparkPlanInfo {
  return {
    nodeName: nodeName(plan),
    simpleString: simpleString(plan),
    children: physicalTree.children(plan).map((child) => sparkPlanInfo(child, metrics)),
    metrics: metricNames(plan).map((name) => ({ name, accumulatorId: metrics.id(plan, name), metricType: "sum" })),
  };
}
