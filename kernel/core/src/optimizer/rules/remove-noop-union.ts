import { type LogicalPlan, logicalTree, outputOf, type Union } from "../../plans/logical/index.js";
import type { Rule } from "../rule.js";
import { sameResult } from "../same-result.js";

/** Under a distinct, inputs of a union that give the same rows are read once (G1). */
export const RemoveNoopUnion: Rule = {
  name: "RemoveNoopUnion",
  apply: (plan) =>
    logicalTree.transformUp(plan, (node) => {
      if ((node.kind !== "Distinct" && node.kind !== "Deduplicate") || node.child.kind !== "Union") return node;
      const child = withoutTwins(node.child);
      return child === node.child ? node : { ...node, child };
    }),
};

function withoutTwins(union: Union): LogicalPlan {
  const children: LogicalPlan[] = [];
  for (const child of union.children) {
    const bare = withoutRenaming(child);
    if (!children.some((known) => sameResult(withoutRenaming(known), bare))) children.push(child);
  }
  if (children.length === union.children.length) return union;
  return children.length === 1 ? children[0]! : { ...union, children };
}

/** The plan below a projection that does no more than give its columns other names. */
function withoutRenaming(plan: LogicalPlan): LogicalPlan {
  if (plan.kind !== "Project") return plan;
  const output = outputOf(plan.child);
  const renames = plan.projectList.every((e, i) => {
    const source = e.kind === "Alias" ? e.child : e;
    return source.kind === "AttributeReference" && source.exprId === output[i]?.exprId;
  });
  return renames && plan.projectList.length === output.length ? plan.child : plan;
}
