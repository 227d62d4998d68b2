import { type AggregateExpression, collectNodes, type Expression, transformUp } from "../../plans/expressions/index.js";
import { type Aggregate, type LogicalPlan, logicalTree, maxRows, project } from "../../plans/logical/index.js";
import type { Rule } from "../rule.js";

/** One row needs no sort, no group and no distinct (G1, H4). */
export const OptimizeOneRowPlan: Rule = {
  name: "OptimizeOneRowPlan",
  apply: (plan) => logicalTree.transformUp(plan, simplify),
};

function simplify(plan: LogicalPlan): LogicalPlan {
  if ((plan.kind !== "Sort" && plan.kind !== "Aggregate") || (maxRows(plan.child) ?? 2) > 1) return plan;
  if (plan.kind === "Sort") return plan.child;
  const aggregates = plan.aggregateExpressions.flatMap((e) => collectNodes(e, isAggregate));
  if (plan.groupingExpressions.length > 0 && aggregates.length === 0) {
    return project(plan.aggregateExpressions, plan.child);
  }
  return aggregates.some((e) => e.distinct) ? withoutDistinct(plan) : plan;
}

function withoutDistinct(plan: Aggregate): Aggregate {
  const plain = (e: Expression): Expression =>
    transformUp(e, (node) => (isAggregate(node) && node.distinct ? { ...node, distinct: false } : node));
  return { ...plan, aggregateExpressions: plan.aggregateExpressions.map(plain) };
}

function isAggregate(e: Expression): e is AggregateExpression {
  return e.kind === "AggregateExpression";
}
