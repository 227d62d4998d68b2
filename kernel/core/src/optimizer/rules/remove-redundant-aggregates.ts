import {
  type AggregateExpression,
  collectNodes,
  type Expression,
  isDeterministic,
} from "../../plans/expressions/index.js";
import { type Aggregate, coversKey, logicalTree, project } from "../../plans/logical/index.js";
import type { Rule } from "../rule.js";

/**
 * An aggregate that only makes rows distinct is none below one to which it does not matter how often a row comes; nor is it needed over
 * rows that differ by its keys already (G1).
 */
export const RemoveRedundantAggregates: Rule = {
  name: "RemoveRedundantAggregates",
  apply: (plan) =>
    logicalTree.transformUp(plan, (node) => {
      if (node.kind !== "Aggregate") return node;
      const { child } = node;
      if (isGroupOnly(node) && coversKey(node.groupingExpressions, child)) {
        return project(node.aggregateExpressions, child);
      }
      const below = child.kind === "Project" ? child.child : child;
      if (below.kind !== "Aggregate" || !isRedundant(node, below)) return node;
      const rows = project(below.aggregateExpressions, below.child);
      return { ...node, child: child.kind === "Project" ? { ...child, child: rows } : rows };
    }),
};

function isRedundant(upper: Aggregate, lower: Aggregate): boolean {
  const functions = upper.aggregateExpressions.flatMap((e) => collectNodes(e, isAggregate));
  const countsTwice = functions.some((e) => !e.distinct && e.name !== "min" && e.name !== "max");
  if (countsTwice || !upper.aggregateExpressions.every(isDeterministic)) return false;
  return isGroupOnly(lower) && lower.aggregateExpressions.every(isDeterministic);
}

function isGroupOnly({ groupingExpressions, aggregateExpressions }: Aggregate): boolean {
  return groupingExpressions.length > 0 && aggregateExpressions.every((e) => collectNodes(e, isAggregate).length === 0);
}

function isAggregate(e: Expression): e is AggregateExpression {
  return e.kind === "AggregateExpression";
}
