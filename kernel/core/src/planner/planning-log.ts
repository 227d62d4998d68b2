import type { LogicalPlan } from "../plans/logical/index.js";
import type { PhysicalPlan } from "../plans/physical/index.js";

/** Is told of each step of physical planning, for `explain("trace")`. It may only keep what it is given: planning must stay quick. */
export interface PlanningLog {
  /** A strategy has found operators for a logical one; `reason` says why these, when there was a choice. */
  chosen(strategy: string, logical: LogicalPlan, physical: PhysicalPlan, reason: () => string): void;
  /** A rule has changed the physical plan. */
  prepared(rule: string, before: PhysicalPlan, after: PhysicalPlan): void;
}
