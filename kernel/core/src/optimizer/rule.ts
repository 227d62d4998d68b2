import type { LogicalPlan } from "../plans/logical/index.js";

/** One optimization: plan in, plan out. A rule that finds nothing to do returns the very plan it got. */
export interface Rule {
  /** Spark's name of the rule. */
  readonly name: string;
  apply(plan: LogicalPlan): LogicalPlan;
}

/** Rules that run together, in order: once, or again and again until nothing changes (at most `maxIterations` times). */
export interface Batch {
  readonly name: string;
  readonly maxIterations: number;
  readonly rules: readonly Rule[];
}
