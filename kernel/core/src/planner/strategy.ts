import type { LogicalPlan } from "../plans/logical/index.js";
import type { PhysicalPlan } from "../plans/physical/index.js";
import type { PlanningContext } from "./planning-context.js";

export interface StrategyContext extends PlanningContext {
  /** True at the top of a query whose rows an action takes (Spark's ReturnAnswer). */
  readonly isRoot: boolean;
  /** Plans what is below the operators that a strategy understands. */
  planLater(plan: LogicalPlan): PhysicalPlan;
}

/** Turns the top of a logical plan into physical operators; undefined when it knows nothing about it. */
export type Strategy = (plan: LogicalPlan, context: StrategyContext) => PhysicalPlan | undefined;
