import { type LogicalPlan, logicalTree, maxRows, outputOf } from "../../plans/logical/index.js";
import type { Rule } from "../rule.js";

/** Drops offsets that leave out nothing, or leave nothing, and merges neighbours. */
export const EliminateOffsets: Rule = {
  name: "EliminateOffsets",
  apply: (plan) => logicalTree.transformUp(plan, simplify),
};

function simplify(plan: LogicalPlan): LogicalPlan {
  if (plan.kind !== "Offset") return plan;
  const { child, offset } = plan;
  if (offset === 0) return child;
  if ((maxRows(child) ?? Number.POSITIVE_INFINITY) <= offset) {
    return { kind: "LocalRelation", output: outputOf(plan), rows: [] };
  }
  return child.kind === "Offset" ? { ...child, offset: offset + child.offset } : plan;
}
