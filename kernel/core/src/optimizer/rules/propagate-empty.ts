import { alias, type Expression } from "../../plans/expressions/index.js";
import { type Join, type LogicalPlan, logicalTree, outputOf, project } from "../../plans/logical/index.js";
import type { DataType } from "../../types/data-type.js";

/** What is known of the rows of plans: of literal ones before a query runs, of finished stages while it runs. */
export interface Emptiness {
  isEmpty(plan: LogicalPlan): boolean;
  isNonEmpty(plan: LogicalPlan): boolean;
  /** What stands for a plan without rows. */
  empty(plan: LogicalPlan): LogicalPlan;
  /** Not so for rows that are broadcast already: only a join can read them. */
  runsWithoutJoin(plan: LogicalPlan): boolean;
  /** A column without values. */
  nullOf(dataType: DataType): Expression;
  /** A repartition that the user asked for; at the top of a query it stays, rows or not. */
  isUserRepartition(plan: LogicalPlan): boolean;
}

/** Where there are no rows below there are none above, as far as the operators say so (Spark's PropagateEmptyRelationBase; G1, H9). */
export function propagateEmpty(plan: LogicalPlan, known: Emptiness): LogicalPlan {
  const root = rootRepartition(plan, known);
  const view: Emptiness = { ...known, isEmpty: (node) => node !== root && known.isEmpty(node) };
  const visit = (node: LogicalPlan): LogicalPlan => {
    const rebuilt = logicalTree.mapChildren(node, visit);
    return node === root ? rebuilt : propagate(rebuilt, view);
  };
  return visit(plan);
}

function rootRepartition(plan: LogicalPlan, known: Emptiness): LogicalPlan | undefined {
  if (plan.kind === "Project" || plan.kind === "Filter") return rootRepartition(plan.child, known);
  return known.isUserRepartition(plan) ? plan : undefined;
}

function propagate(plan: LogicalPlan, known: Emptiness): LogicalPlan {
  switch (plan.kind) {
    case "Join":
      return throughJoin(plan, known);
    case "Union":
      return withoutEmpty(plan, known);
    case "Aggregate":
      return plan.groupingExpressions.length > 0 && known.isEmpty(plan.child) ? known.empty(plan) : plan;
    case "LogicalQueryStage":
      return plan.stage.kind === "operators" && known.isEmpty(plan) ? known.empty(plan) : plan;
    case "Sample":
    case "Offset":
    case "Tail":
    case "GlobalLimit":
    case "LocalLimit":
    case "Project":
    case "Filter":
    case "Sort":
    case "Repartition":
    case "RepartitionByExpression":
    case "RebalancePartitions":
    case "Generate":
    case "Expand":
    case "Window":
    case "WindowGroupLimit":
      return known.isEmpty(plan.child) ? known.empty(plan) : plan;
    default:
      return plan;
  }
}

function throughJoin(join: Join, known: Emptiness): LogicalPlan {
  const { left, right, joinType, condition } = join;
  const [noLeft, noRight] = [known.isEmpty(left), known.isEmpty(right)];
  const never = condition?.kind === "Literal" && condition.value === false;
  if (!noLeft && !noRight && !never) return withoutCondition(join, known);
  const alone = (side: LogicalPlan): LogicalPlan => (known.runsWithoutJoin(side) ? padded(join, side, known) : join);
  switch (joinType) {
    case "LeftOuter":
      return noLeft ? known.empty(join) : alone(left);
    case "RightOuter":
      return noRight ? known.empty(join) : alone(right);
    case "FullOuter":
      if (!noLeft && !noRight) return join;
      return noLeft && noRight ? known.empty(join) : alone(noLeft ? right : left);
    case "LeftAnti":
      if (noLeft) return known.empty(join);
      return known.runsWithoutJoin(left) ? left : join;
    default:
      return known.empty(join);
  }
}

/** Semi and anti joins without a condition ask only whether the right side has rows. */
function withoutCondition(join: Join, known: Emptiness): LogicalPlan {
  if (join.condition !== undefined || !known.isNonEmpty(join.right)) return join;
  if (join.joinType === "LeftSemi" && known.runsWithoutJoin(join.left)) return join.left;
  return join.joinType === "LeftAnti" ? known.empty(join) : join;
}

/** The rows of the one side, with nulls for the other's columns. */
function padded(join: Join, side: LogicalPlan, known: Emptiness): LogicalPlan {
  const given = new Set(outputOf(side).map((a) => a.exprId));
  const list = outputOf(join).map(
    (a): Expression => (given.has(a.exprId) ? a : alias(known.nullOf(a.dataType), a.name, a.exprId)),
  );
  return project(list, side);
}

function withoutEmpty(plan: Extract<LogicalPlan, { kind: "Union" }>, known: Emptiness): LogicalPlan {
  const children = plan.children.filter((child) => !known.isEmpty(child));
  if (children.length === plan.children.length) return plan;
  const [only] = children;
  if (only === undefined) return known.empty(plan);
  const output = outputOf(plan);
  const renamed = outputOf(only).map(
    (a, i): Expression => (a.exprId === output[i]!.exprId ? a : alias(a, output[i]!.name, output[i]!.exprId)),
  );
  const rest = children.length === 1 ? only : { ...plan, children };
  // The first child gives the union its columns.
  return renamed.every((e) => e.kind === "AttributeReference") ? rest : project(renamed, rest);
}
