import { attributeReference, literal } from "../../plans/expressions/index.js";
import { type Join, type JoinType, type LogicalPlan, logicalTree, outputOf } from "../../plans/logical/index.js";
import type { Rule } from "../rule.js";

/** What rests on rows that turned out not to exist goes too (H9). */
export const AQEPropagateEmptyRelation: Rule = {
  name: "AQEPropagateEmptyRelation",
  apply: (plan) => logicalTree.transformUp(plan, propagate),
};

function isEmpty(plan: LogicalPlan): boolean {
  if (plan.kind === "LogicalQueryStage") return plan.stage.isEmpty;
  return plan.kind === "EmptyRelation" || (plan.kind === "LocalRelation" && plan.rows.length === 0);
}

function empty(plan: LogicalPlan): LogicalPlan {
  return { kind: "EmptyRelation", output: outputOf(plan), logical: plan };
}

function propagate(plan: LogicalPlan): LogicalPlan {
  switch (plan.kind) {
    case "Join":
      return emptyJoin(plan);
    case "Union":
      return plan.children.every(isEmpty) ? empty(plan) : plan;
    case "Aggregate":
      return plan.groupingExpressions.length > 0 && isEmpty(plan.child) ? empty(plan) : plan;
    case "Project":
    case "Filter":
    case "Sort":
    case "GlobalLimit":
    case "LocalLimit":
    case "Repartition":
    case "RepartitionByExpression":
    case "Expand":
    case "Generate":
    case "Window":
      return isEmpty(plan.child) ? empty(plan) : plan;
    default:
      return plan;
  }
}

/** Joins without a row as soon as their left, or their right side has none. */
const EMPTY_WITHOUT_LEFT: readonly JoinType[] = ["Inner", "Cross", "LeftOuter", "LeftSemi", "LeftAnti"];
const EMPTY_WITHOUT_RIGHT: readonly JoinType[] = ["Inner", "Cross", "RightOuter", "LeftSemi"];

function emptyJoin(plan: Join): LogicalPlan {
  const { left, right, joinType } = plan;
  const [noLeft, noRight] = [isEmpty(left), isEmpty(right)];
  if (noLeft && EMPTY_WITHOUT_LEFT.includes(joinType)) return empty(plan);
  if (noRight && EMPTY_WITHOUT_RIGHT.includes(joinType)) return empty(plan);
  if (joinType === "FullOuter" && noLeft && noRight) return empty(plan);
  if (noRight && joinType === "LeftAnti") return left;
  if (noRight && (joinType === "LeftOuter" || joinType === "FullOuter")) return withNulls(plan, left);
  if (noLeft && (joinType === "RightOuter" || joinType === "FullOuter")) return withNulls(plan, right);
  return plan;
}

/** The rows of one side, the columns of the other null. */
function withNulls(plan: Join, kept: LogicalPlan): LogicalPlan {
  const own = new Set(outputOf(kept).map((a) => a.exprId));
  const projectList = outputOf(plan).map((a) =>
    own.has(a.exprId)
      ? attributeReference(a.name, a.dataType, a.nullable, a.exprId)
      : ({ kind: "Alias", child: literal(null, a.dataType), name: a.name, exprId: a.exprId } as const),
  );
  return { kind: "Project", projectList, child: kept };
}

type Side = "left" | "right";

/** Joins whose build side may not be broadcast because the other one has so few partitions with rows (H8). */
const BY_OTHER_SIDE: Readonly<Record<Side, readonly JoinType[]>> = {
  left: ["RightOuter"],
  right: ["LeftOuter", "LeftAnti"],
};
const BROADCASTS: Readonly<Record<Side, readonly JoinType[]>> = {
  left: ["Inner", "Cross", "RightOuter"],
  right: ["Inner", "Cross", "LeftOuter", "LeftSemi", "LeftAnti"],
};

/** Where most partitions are empty, joining partition by partition is better than a broadcast (H8). */
export const DynamicJoinSelection: Rule = {
  name: "DynamicJoinSelection",
  apply: (plan) =>
    logicalTree.transformUp(plan, (node) => (node.kind === "Join" ? demoted(demoted(node, "left"), "right") : node)),
};

function demoted(plan: Join, side: Side): Join {
  if (plan.hint[side] !== undefined || plan[side].kind !== "LogicalQueryStage") return plan;
  if (!BROADCASTS[side].includes(plan.joinType)) return plan;
  const tested = BY_OTHER_SIDE[side].includes(plan.joinType) ? plan[side === "left" ? "right" : "left"] : plan[side];
  if (tested.kind !== "LogicalQueryStage" || !tested.stage.hasManyEmptyPartitions) return plan;
  return { ...plan, hint: { ...plan.hint, [side]: "no_broadcast_hash" } };
}
