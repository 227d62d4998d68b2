import { isResolved } from "../expressions/index.js";
import type { LogicalPlan } from "./logical-plan.js";
import { logicalTree } from "./tree.js";

const resolved = new WeakSet<LogicalPlan>();

/** Whether the analyzer has nothing left to do in the plan or below it. */
export function isResolvedPlan(plan: LogicalPlan): boolean {
  if (resolved.has(plan)) return true;
  const isReady =
    (plan.kind !== "Join" || plan.using === undefined) &&
    (plan.kind !== "Aggregate" || plan.groupingSets === undefined) &&
    logicalTree.expressions(plan).every(isResolved) &&
    logicalTree.children(plan).every(isResolvedPlan);
  if (isReady) resolved.add(plan);
  return isReady;
}
