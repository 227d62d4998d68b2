import { type PhysicalPlan, physicalTree, requiredChildDistribution } from "../../plans/physical/index.js";
import type { CachedTable } from "../execution/cached-table.js";

/** Whether a plan, before its exchanges are put in, runs adaptively (H1): it needs an exchange, or reads a cache that does. */
export function isAdaptive(plan: PhysicalPlan): boolean {
  const needs = (node: PhysicalPlan): boolean =>
    node.kind === "ShuffleExchangeExec" ||
    node.kind === "BroadcastExchangeExec" ||
    (node.kind === "InMemoryTableScanExec" && (node.cached as CachedTable).plan.kind === "AdaptiveSparkPlanExec") ||
    requiredChildDistribution(node).some((required) => required.kind !== "Unspecified");
  return physicalTree.collect(plan, needs).length > 0;
}
