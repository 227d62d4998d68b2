import {
  type AggregateExpression,
  collectNodes,
  type Expression,
  type ExprId,
  isDeterministic,
  literal,
  references,
  splitConjunctivePredicates,
  transformUp,
} from "../../plans/expressions/index.js";
import {
  type Aggregate,
  isKeyOf,
  type Join,
  type JoinType,
  type LogicalPlan,
  logicalTree,
  type Project,
} from "../../plans/logical/index.js";
import { outputSet } from "../attribute-set.js";
import type { ExpressionEvaluator } from "../expression-evaluator.js";
import type { Rule } from "../rule.js";

/** An outer join whose padded rows a filter above throws away does not need to make them (G1). */
export function EliminateOuterJoin(evaluator: ExpressionEvaluator): Rule {
  return {
    name: "EliminateOuterJoin",
    apply: (plan) =>
      logicalTree.transformUp(plan, (node): LogicalPlan => {
        if (node.kind === "Aggregate" || node.kind === "Project") return withoutUnreadSide(node);
        if (node.kind !== "Filter" || node.child.kind !== "Join") return node;
        const joinType = narrowed(node.child, splitConjunctivePredicates(node.condition), evaluator);
        return joinType === node.child.joinType ? node : { ...node, child: { ...node.child, joinType } };
      }),
  };
}

/** An outer join whose padded side nobody reads, and that multiplies no row, or none that would matter, is not made. */
function withoutUnreadSide(plan: Aggregate | Project): LogicalPlan {
  const { child } = plan;
  const between = plan.kind === "Aggregate" && child.kind === "Project" ? child : undefined;
  const join = between?.child ?? child;
  if (join.kind !== "Join" || (join.joinType !== "LeftOuter" && join.joinType !== "RightOuter")) return plan;
  const [kept, unread] = join.joinType === "LeftOuter" ? (["left", "right"] as const) : (["right", "left"] as const);
  const reader = between ?? plan;
  const read = logicalTree.expressions(reader);
  const available = outputSet(join[kept]);
  if (!read.every(isDeterministic) || !read.flatMap(references).every((a) => available.has(a.exprId))) return plan;
  const matters = plan.kind === "Project" || !isDuplicateAgnostic(plan);
  if (matters && (plan.kind === "Aggregate" || !isKeyOf(join, unread))) return plan;
  return { ...plan, child: between === undefined ? join[kept] : { ...between, child: join[kept] } };
}

function isDuplicateAgnostic({ aggregateExpressions, groupingExpressions }: Aggregate): boolean {
  const isAggregate = (e: Expression): e is AggregateExpression => e.kind === "AggregateExpression";
  const functions = aggregateExpressions.flatMap((e) => collectNodes(e, isAggregate));
  const agnostic = functions.every((e) => e.distinct || e.name === "min" || e.name === "max");
  return agnostic && (groupingExpressions.length > 0 || functions.length > 0);
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
