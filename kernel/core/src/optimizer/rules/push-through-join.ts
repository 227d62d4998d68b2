import { conjunction, type Expression, splitConjunctivePredicates } from "../../plans/expressions/index.js";
import type { Filter, Join, LogicalPlan } from "../../plans/logical/index.js";
import { canEvaluate } from "../attribute-set.js";
import { DROPPED_BY_CONDITION, DROPPED_BY_FILTER, filtered } from "../join-sides.js";

interface Sides {
  readonly left: readonly Expression[];
  readonly right: readonly Expression[];
  readonly both: readonly Expression[];
}

/** Splits a filter above a join, or a join's condition, over the two inputs (Spark's PushPredicateThroughJoin). */
export function pushThroughJoin(plan: LogicalPlan): LogicalPlan {
  if (plan.kind === "Filter" && plan.child.kind === "Join") return fromFilter(plan, plan.child);
  return plan.kind === "Join" ? fromCondition(plan) : plan;
}

function fromFilter(plan: Filter, join: Join): LogicalPlan {
  const sides = bySide(plan.condition, join);
  const push = DROPPED_BY_FILTER[join.joinType];
  const inner = join.joinType === "Inner" || join.joinType === "Cross";
  const left = push.left ? sides.left : [];
  const right = push.right ? sides.right : [];
  const toCondition = inner ? sides.both : [];
  if (left.length + right.length + toCondition.length === 0) return plan;
  const condition = conjunction([...toCondition, ...(join.condition === undefined ? [] : [join.condition])]);
  const joined: Join = { ...join, left: filtered(left, join.left), right: filtered(right, join.right), condition };
  const moved = new Set([...left, ...right, ...toCondition]);
  return filtered(
    splitConjunctivePredicates(plan.condition).filter((e) => !moved.has(e)),
    joined,
  );
}

function fromCondition(join: Join): LogicalPlan {
  if (join.condition === undefined) return join;
  const sides = bySide(join.condition, join);
  const push = DROPPED_BY_CONDITION[join.joinType];
  const left = push.left ? sides.left : [];
  const right = push.right ? sides.right : [];
  if (left.length + right.length === 0) return join;
  const moved = new Set([...left, ...right]);
  const condition = conjunction(splitConjunctivePredicates(join.condition).filter((e) => !moved.has(e)));
  return { ...join, left: filtered(left, join.left), right: filtered(right, join.right), condition };
}

function bySide(condition: Expression, join: Join): Sides {
  const all = splitConjunctivePredicates(condition);
  const left = all.filter((e) => canEvaluate(e, join.left));
  const right = all.filter((e) => !left.includes(e) && canEvaluate(e, join.right));
  return { left, right, both: all.filter((e) => !left.includes(e) && !right.includes(e)) };
}
