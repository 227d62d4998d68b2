import { type LogicalPlan, logicalTree } from "../../plans/logical/index.js";
import type { Rule } from "../rule.js";

/** A union of unions is one union; so is a distinct one of distinct ones. */
export const CombineUnions: Rule = {
  name: "CombineUnions",
  apply: (plan) =>
    logicalTree.transformUp(plan, (node) => {
      if (node.kind === "Distinct" && node.child.kind === "Union") {
        const children = node.child.children.flatMap((c) => (c.kind === "Distinct" ? parts(c.child) : [c]));
        return children.length === node.child.children.length ? node : { ...node, child: { ...node.child, children } };
      }
      if (node.kind !== "Union") return node;
      const children = node.children.flatMap(parts);
      return children.length === node.children.length ? node : { ...node, children };
    }),
};

function parts(plan: LogicalPlan): readonly LogicalPlan[] {
  return plan.kind === "Union" ? plan.children : [plan];
}
