import { logicalTree, outputOf, type Project } from "../../plans/logical/index.js";
import type { Rule } from "../rule.js";

/** Drops projections that give exactly what they get. */
export const RemoveNoopOperators: Rule = {
  name: "RemoveNoopOperators",
  apply: (plan) =>
    logicalTree.transformUp(plan, (node) => (node.kind === "Project" && isNoop(node) ? node.child : node)),
};

function isNoop(plan: Project): boolean {
  const below = outputOf(plan.child);
  return (
    plan.projectList.length === below.length &&
    plan.projectList.every(
      (e, i) => e.kind === "AttributeReference" && e.exprId === below[i]!.exprId && e.name === below[i]!.name,
    )
  );
}
