import {
  type AttributeReference,
  collectNodes,
  type Expression,
  type ExprId,
  isDeterministic,
} from "../../plans/expressions/index.js";
import { logicalTree } from "../../plans/logical/index.js";
import type { Rule } from "../rule.js";
import { aliasMap, substituteKeepingName } from "../substitute.js";

/** Two projections in one, and a projection into the aggregate below, unless that would compute something costly twice. */
export const CollapseProject: Rule = {
  name: "CollapseProject",
  apply: (plan) =>
    logicalTree.transformUp(plan, (node) => {
      if (node.kind !== "Project") return node;
      const { child } = node;
      if (child.kind === "Project" && canCollapse(node.projectList, child.projectList)) {
        const by = aliasMap(child.projectList);
        return { ...child, projectList: node.projectList.map((e) => substituteKeepingName(e, by)) };
      }
      if (child.kind === "Aggregate" && canCollapse(node.projectList, child.aggregateExpressions)) {
        const by = aliasMap(child.aggregateExpressions);
        return { ...child, aggregateExpressions: node.projectList.map((e) => substituteKeepingName(e, by)) };
      }
      return node;
    }),
};

function canCollapse(consumers: readonly Expression[], producers: readonly Expression[]): boolean {
  if (!producers.every(isDeterministic)) return false;
  const uses = useCounts(consumers);
  return [...aliasMap(producers)].every(([id, child]) => isCheap(child) || (uses.get(id) ?? 0) <= 1);
}

function isCheap(e: Expression): boolean {
  return e.kind === "AttributeReference" || e.kind === "Literal" || (e.kind === "GetStructField" && isCheap(e.child));
}

function useCounts(consumers: readonly Expression[]): ReadonlyMap<ExprId, number> {
  const counts = new Map<ExprId, number>();
  const isAttribute = (e: Expression): e is AttributeReference => e.kind === "AttributeReference";
  for (const { exprId } of consumers.flatMap((e) => collectNodes(e, isAttribute))) {
    counts.set(exprId, (counts.get(exprId) ?? 0) + 1);
  }
  return counts;
}
