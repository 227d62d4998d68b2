import { references } from "../../plans/expressions/index.js";
import {
  type Expand,
  type Generate,
  type LogicalPlan,
  logicalTree,
  outputOf,
  type Project,
  project,
} from "../../plans/logical/index.js";
import { type AttributeSet, isSubset, outputSet, referenceSet, union } from "../attribute-set.js";
import type { Rule } from "../rule.js";

/** Reads and carries only the columns that somebody above needs; at a scan this becomes its ReadSchema. */
export const ColumnPruning: Rule = {
  name: "ColumnPruning",
  apply: (plan) => withoutProjectBelowFilter(logicalTree.transformDown(plan, prune)),
};

function prune(plan: LogicalPlan): LogicalPlan {
  switch (plan.kind) {
    case "Project":
      return pruneBelowProject(plan);
    case "Aggregate": {
      const needed = referenceSet([...plan.groupingExpressions, ...plan.aggregateExpressions]);
      const above = plan.child.kind === "Expand" ? { ...plan, child: prunedExpand(plan.child, needed) } : plan;
      return logicalTree.mapChildren(above, (child) => prunedChild(child, needed));
    }
    case "Expand":
      return logicalTree.mapChildren(plan, (child) => prunedChild(child, referenceSet(plan.projections.flat())));
    case "Join": {
      if (plan.joinType !== "LeftSemi" && plan.joinType !== "LeftAnti") return plan;
      const right = prunedChild(plan.right, referenceSet(plan.condition === undefined ? [] : [plan.condition]));
      return right === plan.right ? plan : { ...plan, right };
    }
    default:
      return plan;
  }
}

function pruneBelowProject(plan: Project): LogicalPlan {
  const { child } = plan;
  const needed = referenceSet(plan.projectList);
  switch (child.kind) {
    case "Project": {
      const projectList = child.projectList.filter((e) => needed.has(idOf(e)));
      return projectList.length === child.projectList.length ? plan : { ...plan, child: { ...child, projectList } };
    }
    case "Aggregate": {
      const aggregateExpressions = child.aggregateExpressions.filter((e) => needed.has(idOf(e)));
      if (aggregateExpressions.length === child.aggregateExpressions.length) return plan;
      return { ...plan, child: { ...child, aggregateExpressions } };
    }
    case "Expand": {
      const pruned = prunedExpand(child, needed);
      return pruned === child ? plan : { ...plan, child: pruned };
    }
    case "Generate":
      return pruneGenerate(plan, child, needed);
    case "Window": {
      const windowExpressions = child.windowExpressions.filter((e) => needed.has(idOf(e)));
      if (windowExpressions.length === 0) return { ...plan, child: child.child };
      if (windowExpressions.length < child.windowExpressions.length) {
        return pruneGrandchildren({ ...plan, child: { ...child, windowExpressions } }, needed);
      }
      return pruneGrandchildren(plan, needed);
    }
    case "Union":
      return plan;
    default:
      return pruneGrandchildren(plan, needed);
  }
}

/** @param above what the projection itself reads */
function pruneGrandchildren(plan: Project, above: AttributeSet): LogicalPlan {
  const needed = union(above, referenceSet(logicalTree.expressions(plan.child)));
  // A projection between a filter and its scan would be taken away again: the scan itself is pruned by the planner.
  if (plan.child.kind === "Filter" && logicalTree.children(plan.child.child).length === 0) return plan;
  const child = logicalTree.mapChildren(plan.child, (grandchild) => prunedChild(grandchild, needed));
  return child === plan.child ? plan : { ...plan, child };
}

function pruneGenerate(plan: Project, child: Generate, needed: AttributeSet): LogicalPlan {
  const generatorNeeds = new Set(references(child.generator).map((a) => a.exprId));
  const below = prunedChild(child.child, union(needed, generatorNeeds));
  const unrequired = outputOf(below)
    .map((a) => a.exprId)
    .filter((id) => !needed.has(id));
  const same = unrequired.length === child.unrequired.length && unrequired.every((id) => child.unrequired.includes(id));
  return below === child.child && same ? plan : { ...plan, child: { ...child, child: below, unrequired } };
}

function prunedChild(child: LogicalPlan, needed: AttributeSet): LogicalPlan {
  if (isSubset(outputSet(child), needed)) return child;
  return project(
    outputOf(child).filter((a) => needed.has(a.exprId)),
    child,
  );
}

/** Without the columns that nobody above reads. */
function prunedExpand(plan: Expand, needed: AttributeSet): Expand {
  const keep = plan.output.map((a) => needed.has(a.exprId));
  if (keep.every((kept) => kept)) return plan;
  const kept = <T>(list: readonly T[]): readonly T[] => list.filter((_, i) => keep[i]);
  return { ...plan, output: kept(plan.output), projections: plan.projections.map(kept) };
}

function idOf(e: Project["projectList"][number]): number {
  return e.kind === "Alias" || e.kind === "AttributeReference" ? e.exprId : 0;
}

/** A filter is cheaper on the wider rows than a projection before it (Spark's removeProjectBeforeFilter). */
function withoutProjectBelowFilter(plan: LogicalPlan): LogicalPlan {
  return logicalTree.transformUp(plan, (node) => {
    if (node.kind !== "Project" || node.child.kind !== "Filter" || node.child.child.kind !== "Project") return node;
    const { child: below } = node.child;
    if (!below.projectList.every((e) => e.kind === "AttributeReference")) return node;
    return { ...node, child: { ...node.child, child: below.child } };
  });
}
