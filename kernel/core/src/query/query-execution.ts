import type { Optimized, RuleApplication } from "../optimizer/index.js";
import { PlanState } from "../planner/index.js";
import type { LogicalPlan } from "../plans/logical/index.js";
import type { PhysicalPlan } from "../plans/physical/index.js";

/** The steps from an analyzed plan to one that runs; given by the session. */
export interface PlanningSteps {
  withCachedData(analyzed: LogicalPlan): LogicalPlan;
  optimize(plan: LogicalPlan): Optimized;
  /** @param isCached for a plan whose rows are kept: its last partitions stay as they are (G10) */
  plan(optimized: LogicalPlan, isCached: boolean): PhysicalPlan;
}

/**
 * A query on its way: each form of its plan is made when it is first asked for, then kept (Spark's QueryExecution). What the run of
 * the plan keeps (shuffles, broadcasts) is in {@link state}.
 */
export class QueryExecution {
  readonly analyzed: LogicalPlan;
  readonly state: PlanState = new PlanState();
  private readonly steps: PlanningSteps;
  private readonly isCached: boolean;
  private optimizedOnce: Optimized | undefined;
  private executedOnce: PhysicalPlan | undefined;

  constructor(analyzed: LogicalPlan, steps: PlanningSteps, isCached = false) {
    this.isCached = isCached;
    this.analyzed = analyzed;
    this.steps = steps;
  }

  get optimizedPlan(): LogicalPlan {
    return this.optimized.plan;
  }

  /** What the optimizer's rules changed, in order. */
  get trace(): readonly RuleApplication[] {
    return this.optimized.trace;
  }

  get executedPlan(): PhysicalPlan {
    this.executedOnce ??= this.steps.plan(this.optimizedPlan, this.isCached);
    return this.executedOnce;
  }

  private get optimized(): Optimized {
    this.optimizedOnce ??= this.steps.optimize(this.steps.withCachedData(this.analyzed));
    return this.optimizedOnce;
  }
}
