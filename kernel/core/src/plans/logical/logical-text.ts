import { treeText } from "../tree-text.js";
import { cachedPlanLines } from "./cached-plan-lines.js";
import { logicalLine } from "./logical-line.js";
import type { LogicalPlan } from "./logical-plan.js";
import { isResolvedPlan } from "./resolved.js";
import { logicalTree } from "./tree.js";

/** A logical plan as `explain("extended")` shows it: `'` before what waits for the analyzer, a line for each operator. */
export function logicalText(plan: LogicalPlan, line: (node: LogicalPlan) => string = logicalLine): string {
  return treeText(
    plan,
    (node) => `${isResolvedPlan(node) ? "" : "'"}${line(node)}`,
    // A finished stage shows the plan that it stands for.
    (node) => (node.kind === "LogicalQueryStage" ? [node.logical] : logicalTree.children(node)),
    // The physical plan that fills a cache.
    (node) => (node.kind === "InMemoryRelation" ? cachedPlanLines(node.cached.planText({ ids: true })) : []),
  );
}
