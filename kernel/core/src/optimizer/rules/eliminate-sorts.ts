import {
  type AggregateExpression,
  collectNodes,
  type Expression,
  isDeterministic,
} from "../../plans/expressions/index.js";
import { type Aggregate, type LogicalPlan, logicalTree } from "../../plans/logical/index.js";
import type { Rule } from "../rule.js";

/** Drops sorts whose order nobody sees: below another sort, a join, or aggregates that do not depend on order (G1). */
export const EliminateSorts: Rule = {
  name: "EliminateSorts",
  apply: (plan) =>
    logicalTree.transformUp(plan, (node) => {
      const hidden = node.kind === "Join" || (node.kind === "Sort" && node.global) || isOrderBlind(node);
      return hidden ? logicalTree.mapChildren(node, withoutSort) : node;
    }),
};

/** The plan without the sort at its top, looked for below operators that keep rows as they are. */
function withoutSort(plan: LogicalPlan): LogicalPlan {
  switch (plan.kind) {
    case "Sort":
      return withoutSort(plan.child);
    case "Project":
      return plan.projectList.every(isDeterministic) ? logicalTree.mapChildren(plan, withoutSort) : plan;
    case "Filter":
      return isDeterministic(plan.condition) ? logicalTree.mapChildren(plan, withoutSort) : plan;
    case "Repartition":
    case "RepartitionByExpression":
      return logicalTree.mapChildren(plan, withoutSort);
    default:
      return plan;
  }
}

const ORDER_BLIND: readonly string[] = ["count", "sum", "avg", "min", "max"];

function isOrderBlind(plan: LogicalPlan): plan is Aggregate {
  if (plan.kind !== "Aggregate") return false;
  const isAggregate = (e: Expression): e is AggregateExpression => e.kind === "AggregateExpression";
  return plan.aggregateExpressions
    .flatMap((e) => collectNodes(e, isAggregate))
    .every((e) => ORDER_BLIND.includes(e.name));
}
