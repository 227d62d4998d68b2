import { type Expression, references, semanticKey } from "../../plans/expressions/index.js";
import { type LogicalPlan, logicalTree, project, toAttribute, type Window } from "../../plans/logical/index.js";
import type { Rule } from "../rule.js";

/** Two windows of one specification in one operator, also with a projection of plain columns in between. */
export const CollapseWindow: Rule = {
  name: "CollapseWindow",
  apply: (plan) =>
    logicalTree.transformUp(plan, (node): LogicalPlan => {
      if (node.kind !== "Window") return node;
      const { child } = node;
      if (child.kind === "Window" && compatible(node, child)) return collapsed(node, child);
      if (child.kind !== "Project" || child.child.kind !== "Window" || !compatible(node, child.child)) return node;
      if (!child.projectList.every((e) => e.kind === "AttributeReference")) return node;
      const list = [...child.projectList, ...node.windowExpressions.map(toAttribute)];
      return project(list, collapsed(node, child.child));
    }),
};

function collapsed(upper: Window, lower: Window): Window {
  return { ...lower, windowExpressions: [...lower.windowExpressions, ...upper.windowExpressions] };
}

function compatible(upper: Window, lower: Window): boolean {
  const same = (a: readonly Expression[], b: readonly Expression[]): boolean =>
    a.length === b.length && a.every((e, i) => semanticKey(e) === semanticKey(b[i]!));
  const made = new Set(lower.windowExpressions.map((e) => toAttribute(e).exprId));
  return (
    same(upper.partitionSpec, lower.partitionSpec) &&
    same(upper.orderSpec, lower.orderSpec) &&
    !upper.windowExpressions.flatMap(references).some((a) => made.has(a.exprId))
  );
}
