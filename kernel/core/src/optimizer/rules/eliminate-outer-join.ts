import {
  type Expression,
  type ExprId,
  literal,
  references,
  splitConjunctivePredicates,
  transformUp,
} from "../../plans/expressions/index.js";
import { type Join, type JoinType, type LogicalPlan, logicalTree } from "../../plans/logical/index.js";
import { outputSet } from "../attribute-set.js";
import type { ExpressionEvaluator } from "../expression-evaluator.js";
import type { Rule } from "../rule.js";

/** An outer join whose padded rows a filter above throws away does not need to make them (G1). */
export function EliminateOuterJoin(evaluator: ExpressionEvaluator): Rule {
  return {
    name: "EliminateOuterJoin",
    apply: (plan) =>
      logicalTree.transformUp(plan, (node): LogicalPlan => {
        if (node.kind !== "Filter" || node.child.kind !== "Join") return node;
        const joinType = narrowed(node.child, splitConjunctivePredicates(node.condition), evaluator);
        return joinType === node.child.joinType ? node : { ...node, child: { ...node.child, joinType } };
      }),
  };
}

function narrowed(join: Join, conditions: readonly Expression[], evaluator: ExpressionEvaluator): JoinType {
  const rejectsNullsOf = (side: LogicalPlan): boolean => {
    const columns = outputSet(side);
    return conditions.some((e) => {
      const reads = references(e);
      return reads.length > 0 && reads.every((a) => columns.has(a.exprId)) && isNeverTrueOfNulls(e, columns, evaluator);
    });
  };
  switch (join.joinType) {
    case "LeftOuter":
      return rejectsNullsOf(join.right) ? "Inner" : "LeftOuter";
    case "RightOuter":
      return rejectsNullsOf(join.left) ? "Inner" : "RightOuter";
    case "FullOuter": {
      const [left, right] = [rejectsNullsOf(join.left), rejectsNullsOf(join.right)];
      if (left && right) return "Inner";
      return left ? "LeftOuter" : right ? "RightOuter" : "FullOuter";
    }
    default:
      return join.joinType;
  }
}

function isNeverTrueOfNulls(e: Expression, columns: ReadonlySet<ExprId>, evaluator: ExpressionEvaluator): boolean {
  const ofNulls = transformUp(e, (node) =>
    node.kind === "AttributeReference" && columns.has(node.exprId) ? literal(null, node.dataType) : node,
  );
  const result = evaluator.tryEvaluate(ofNulls);
  return result !== undefined && result.value !== true;
}
