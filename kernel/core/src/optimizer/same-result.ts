import { completeLine, type LogicalPlan, logicalText, logicalTree } from "../plans/logical/index.js";
import { planKey } from "../plans/plan-key.js";

/** Whether two plans are the same but for the numbers of their columns (Spark's sameResult). */
export function sameResult(a: LogicalPlan, b: LogicalPlan): boolean {
  const [left, right] = [leavesOf(a).map(sourceOf), leavesOf(b).map(sourceOf)];
  const sameSources = left.length === right.length && left.every((source, i) => source === right[i]);
  const key = (plan: LogicalPlan): string => planKey(plan, logicalTree, (plain) => logicalText(plain, completeLine));
  return sameSources && key(a) === key(b);
}

const leavesOf = (plan: LogicalPlan): readonly LogicalPlan[] =>
  logicalTree.collect(plan, (node) => logicalTree.children(node).length === 0);

/** What a leaf reads, as far as its text does not say it. */
function sourceOf(leaf: LogicalPlan): unknown {
  switch (leaf.kind) {
    case "LogicalRelation":
      return leaf.relation.files;
    case "LocalRelation":
      return leaf.rows;
    case "LogicalRDD":
      return leaf.source;
    case "InMemoryRelation":
      return leaf.cached;
    default:
      return leaf.kind;
  }
}
