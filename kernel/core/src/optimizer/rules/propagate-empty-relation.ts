import { alias, type Expression, literal } from "../../plans/expressions/index.js";
import { type Join, type LogicalPlan, logicalTree, outputOf, project } from "../../plans/logical/index.js";
import type { Rule } from "../rule.js";

/** Where there are no rows below there are none above, as far as the operators say so (G1). */
export const PropagateEmptyRelation: Rule = {
  name: "PropagateEmptyRelation",
  apply: (plan) => logicalTree.transformUp(plan, propagate),
};

function isEmpty(plan: LogicalPlan): boolean {
  return plan.kind === "LocalRelation" && plan.rows.length === 0;
}

function empty(plan: LogicalPlan): LogicalPlan {
  return { kind: "LocalRelation", output: outputOf(plan), rows: [] };
}

function propagate(plan: LogicalPlan): LogicalPlan {
  switch (plan.kind) {
    case "Join":
      return isEmpty(plan.left) || isEmpty(plan.right) ? emptySide(plan) : plan;
    case "Union":
      return withoutEmpty(plan);
    case "Aggregate":
      return plan.groupingExpressions.length > 0 && isEmpty(plan.child) ? empty(plan) : plan;
    case "GlobalLimit":
    case "LocalLimit":
      return plan.limit === 0 || isEmpty(plan.child) ? empty(plan) : plan;
    case "Project":
    case "Filter":
    case "Sort":
    case "Repartition":
    case "RepartitionByExpression":
    case "Generate":
    case "Expand":
    case "Window":
    case "WindowGroupLimit":
      return isEmpty(plan.child) ? empty(plan) : plan;
    default:
      return plan;
  }
}

/** A join one of whose sides has no rows. */
function emptySide(join: Join): LogicalPlan {
  const { left, right, joinType } = join;
  const [noLeft, noRight] = [isEmpty(left), isEmpty(right)];
  switch (joinType) {
    case "LeftOuter":
      return noLeft ? empty(join) : padded(join, left);
    case "RightOuter":
      return noRight ? empty(join) : padded(join, right);
    case "FullOuter":
      return noLeft && noRight ? empty(join) : padded(join, noLeft ? right : left);
    case "LeftAnti":
      return noLeft ? empty(join) : left;
    default:
      return empty(join);
  }
}

/** The rows of the one side, with nulls for the other's columns. */
function padded(join: Join, side: LogicalPlan): LogicalPlan {
  const given = new Set(outputOf(side).map((a) => a.exprId));
  const list = outputOf(join).map(
    (a): Expression => (given.has(a.exprId) ? a : alias(literal(null, a.dataType), a.name, a.exprId)),
  );
  return project(list, side);
}

function withoutEmpty(plan: Extract<LogicalPlan, { kind: "Union" }>): LogicalPlan {
  const children = plan.children.filter((child) => !isEmpty(child));
  if (children.length === plan.children.length) return plan;
  const [only] = children;
  if (only === undefined) return empty(plan);
  const output = outputOf(plan);
  const renamed = outputOf(only).map(
    (a, i): Expression => (a.exprId === output[i]!.exprId ? a : alias(a, output[i]!.name, output[i]!.exprId)),
  );
  // The first child gives the union its columns.
  return project(renamed, children.length === 1 ? only : { ...plan, children });
}
