import { semanticEquals, sortOrder } from "../../plans/expressions/index.js";
import {
  type AggregateExec,
  isAggregate,
  orderingSatisfies,
  outputOrdering,
  type PhysicalPlan,
  physicalTree,
} from "../../plans/physical/index.js";
import type { PreparationRule } from "./preparation-rule.js";

/** A final step right over its partial step, with no exchange between them, is one complete step (G6, golden d10). */
export const combineAdjacentAggregates: PreparationRule = (plan) =>
  physicalTree.transformUp(plan, (node) => {
    if (!isAggregate(node) || !isAggregate(node.child) || !isPair(node, node.child)) return node;
    const partial = node.child;
    return {
      ...node,
      groupingExpressions: partial.groupingExpressions,
      aggregateExpressions: partial.aggregateExpressions.map((e) => ({ ...e, mode: "complete" })),
      child: partial.child,
    };
  });

/** Keys that the first step computes (normalised doubles) keep the two apart. */
function isPair(final: AggregateExec, partial: AggregateExec): boolean {
  return (
    final.requiresClustering &&
    !partial.requiresClustering &&
    final.aggregateExpressions.every((e) => e.mode === "final" && !e.distinct) &&
    partial.aggregateExpressions.every((e) => e.mode === "partial") &&
    final.aggregateExpressions.length === partial.aggregateExpressions.length &&
    final.groupingExpressions.length === partial.groupingExpressions.length &&
    final.groupingExpressions.every((e, i) => semanticEquals(e, partial.groupingExpressions[i]!))
  );
}

/** Where rows already come in the order of the keys, groups need no hash table (G6). */
export const replaceHashWithSortAggregate: PreparationRule = (plan, { conf }) => {
  if (!conf.getBoolean("spark.sql.execution.replaceHashWithSortAgg")) return plan;
  return physicalTree.transformUp(plan, (node) =>
    isAggregate(node) && isSortedByKeys(node) ? { ...node, kind: "SortAggregateExec" } : node,
  );
};

function isSortedByKeys({ groupingExpressions, child }: AggregateExec): boolean {
  return (
    groupingExpressions.length > 0 &&
    orderingSatisfies(
      outputOrdering(child),
      groupingExpressions.map((key) => sortOrder(key)),
    )
  );
}

/** A sort of rows that are in that order already is none. */
export const removeRedundantSorts: PreparationRule = (plan) =>
  physicalTree.transformUp(plan, (node: PhysicalPlan) =>
    node.kind === "SortExec" && orderingSatisfies(outputOrdering(node.child), node.order) ? node.child : node,
  );
