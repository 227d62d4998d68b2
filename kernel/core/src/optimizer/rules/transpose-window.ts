import { type Expression, isDeterministic, references, semanticEquals } from "../../plans/expressions/index.js";
import {
  type LogicalPlan,
  logicalTree,
  outputOf,
  project,
  toAttribute,
  type Window,
} from "../../plans/logical/index.js";
import type { Rule } from "../rule.js";

/** Of two windows the one with fewer partition keys goes below: its exchange then does for both (G9). */
export const TransposeWindow: Rule = {
  name: "TransposeWindow",
  apply: (plan) =>
    logicalTree.transformUp(plan, (node): LogicalPlan => {
      if (node.kind !== "Window") return node;
      const { child } = node;
      if (child.kind === "Window" && mayPass(node, child)) {
        return project(outputOf(node), { ...child, child: { ...node, child: child.child } });
      }
      if (child.kind !== "Project" || child.child.kind !== "Window" || !mayPass(node, child.child)) return node;
      if (!child.projectList.every((e) => e.kind === "AttributeReference")) return node;
      const lower = child.child;
      const available = new Set(outputOf(lower.child).map((a) => a.exprId));
      if (!readBy(node).every((a) => available.has(a.exprId))) return node;
      return project(outputOf(node), { ...lower, child: { ...node, child: lower.child } });
    }),
};

function readBy(plan: Window) {
  return logicalTree.expressions(plan).flatMap(references);
}

/** Whether the upper window may be computed first: it reads nothing that the lower one makes. */
function mayPass(upper: Window, lower: Window): boolean {
  const made = new Set(lower.windowExpressions.map((e) => toAttribute(e).exprId));
  return (
    !readBy(upper).some((a) => made.has(a.exprId)) &&
    upper.windowExpressions.every(isDeterministic) &&
    lower.windowExpressions.every(isDeterministic) &&
    isPartOf(upper.partitionSpec, lower.partitionSpec)
  );
}

function isPartOf(fewer: readonly Expression[], more: readonly Expression[]): boolean {
  return fewer.length < more.length && fewer.every((e) => more.some((other) => semanticEquals(e, other)));
}
