import { isAggregate, type PhysicalPlan, physicalOutput, physicalTree } from "../../plans/physical/index.js";
import type { PreparationRule } from "./preparation-rule.js";

/** Drops projections that only reorder columns where nothing above minds their order. */
export const removeRedundantProjects: PreparationRule = (plan) => remove(plan, true);

function remove(plan: PhysicalPlan, ordered: boolean): PhysicalPlan {
  if (plan.kind === "ProjectExec") {
    if (isRedundant(plan, ordered)) return remove(plan.child, ordered);
    return physicalTree.mapChildren(plan, (child) => remove(child, false));
  }
  if (plan.kind === "TakeOrderedAndProjectExec") return physicalTree.mapChildren(plan, (child) => remove(child, false));
  if (isAggregate(plan)) {
    // Merging steps find buffers by position.
    const merges = plan.aggregateExpressions.some((e) => e.mode === "final" || e.mode === "partialMerge");
    return physicalTree.mapChildren(plan, (child) => remove(child, merges));
  }
  return physicalTree.mapChildren(plan, (child) => remove(child, PASSES_ORDER.includes(plan.kind) ? ordered : true));
}

/** What gives its child's columns in the child's order, before or after its own. */
const PASSES_ORDER: readonly PhysicalPlan["kind"][] = [
  "FilterExec",
  "WindowExec",
  "ExpandExec",
  "BroadcastHashJoinExec",
  "ShuffledHashJoinExec",
  "SortMergeJoinExec",
  "BroadcastNestedLoopJoinExec",
];

function isRedundant(
  { projectList, child }: Extract<PhysicalPlan, { kind: "ProjectExec" }>,
  ordered: boolean,
): boolean {
  const below = physicalOutput(child);
  if (projectList.length !== below.length || projectList.some((e) => e.kind !== "AttributeReference")) return false;
  const ids = (list: readonly { readonly exprId?: number }[]): readonly number[] => list.map((a) => a.exprId ?? 0);
  const [mine, given] = [ids(projectList as readonly { exprId: number }[]), ids(below)];
  return ordered
    ? mine.every((id, i) => id === given[i])
    : new Set(mine).size === mine.length && mine.every((id) => given.includes(id));
}
