import {
  aggregateExpression,
  alias,
  comparison,
  conjunction,
  type ExprIdGenerator,
  semanticKey,
} from "../../plans/expressions/index.js";
import { type Deduplicate, join, type LogicalPlan, logicalTree, outputOf } from "../../plans/logical/index.js";
import type { Rule } from "../rule.js";

/** `intersect` is a semi join, `except` an anti join, on all columns; null equals null there. What is left is made distinct. */
export const ReplaceSetOperationsWithJoins: Rule = {
  name: "ReplaceSetOperationsWithJoins",
  apply: (plan) =>
    logicalTree.transformUp(plan, (node): LogicalPlan => {
      if (node.kind !== "Intersect" && node.kind !== "Except") return node;
      const right = outputOf(node.right);
      const equal = outputOf(node.left).map((a, i) => comparison("<=>", a, right[i]!));
      const joinType = node.kind === "Intersect" ? "LeftSemi" : "LeftAnti";
      return { kind: "Distinct", child: join(node.left, node.right, joinType, conjunction(equal)) };
    }),
};

/** `distinct()` groups by all columns; `dropDuplicates(keys)` by the keys, with the first of every other column. */
export function ReplaceDistinctWithAggregate(ids: ExprIdGenerator): Rule {
  return {
    name: "ReplaceDistinctWithAggregate",
    apply: (plan) =>
      logicalTree.transformUp(plan, (node): LogicalPlan => {
        if (node.kind === "Deduplicate") return deduplicated(node, ids);
        if (node.kind !== "Distinct") return node;
        const output = outputOf(node.child);
        return { kind: "Aggregate", groupingExpressions: output, aggregateExpressions: output, child: node.child };
      }),
  };
}

function deduplicated({ keys, child }: Deduplicate, ids: ExprIdGenerator): LogicalPlan {
  const isKey = new Set(keys.map(semanticKey));
  const aggregateExpressions = outputOf(child).map((a) =>
    isKey.has(semanticKey(a))
      ? a
      : alias(aggregateExpression("first", [a], { resultId: ids.next() }), a.name, a.exprId),
  );
  return { kind: "Aggregate", groupingExpressions: keys, aggregateExpressions, child };
}
