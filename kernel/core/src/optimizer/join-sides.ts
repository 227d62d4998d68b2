import { conjunction, type Expression } from "../plans/expressions/index.js";
import { filter, type JoinType, type LogicalPlan } from "../plans/logical/index.js";

/** The inputs of a join, each with whether something may be done to it. */
export interface JoinSides {
  readonly left: boolean;
  readonly right: boolean;
}

const BOTH: JoinSides = { left: true, right: true };
const LEFT: JoinSides = { left: true, right: false };
const RIGHT: JoinSides = { left: false, right: true };
const NEITHER: JoinSides = { left: false, right: false };

/** Sides whose rows may be dropped when they fail what the join's own condition says or implies: their rows do not come padded. */
export const DROPPED_BY_CONDITION: Readonly<Record<JoinType, JoinSides>> = {
  Inner: BOTH,
  Cross: BOTH,
  LeftSemi: BOTH,
  LeftOuter: RIGHT,
  LeftAnti: RIGHT,
  RightOuter: LEFT,
  FullOuter: NEITHER,
};

/** Sides whose rows may be dropped when they fail a filter above the join. */
export const DROPPED_BY_FILTER: Readonly<Record<JoinType, JoinSides>> = {
  Inner: BOTH,
  Cross: BOTH,
  LeftOuter: LEFT,
  LeftSemi: LEFT,
  LeftAnti: LEFT,
  RightOuter: RIGHT,
  FullOuter: NEITHER,
};

/** The plan under a filter of all the conditions; the plan itself when there are none. */
export function filtered(conditions: readonly Expression[], plan: LogicalPlan): LogicalPlan {
  const condition = conjunction(conditions);
  return condition === undefined ? plan : filter(condition, plan);
}
