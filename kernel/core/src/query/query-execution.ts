import type { TraceStep } from "../events/plan-trace.js";
import type { Optimized } from "../optimizer/index.js";
import { PlanState } from "../planner/index.js";
import type { LogicalPlan } from "../plans/logical/index.js";
import type { PhysicalPlan } from "../plans/physical/index.js";
import { PlanTrace } from "./trace/plan-trace.js";

/** The steps from an analyzed plan to one that runs; given by the session. */
export interface PlanningSteps {
  withCachedData(analyzed: LogicalPlan): LogicalPlan;
  optimize(plan: LogicalPlan): Optimized;
  /**
   * @param isCached for a plan whose rows are kept: its last partitions stay as they are (G10)
   * @param trace is told what changes the plan
   */
  plan(optimized: LogicalPlan, isCached: boolean, trace: PlanTrace): PhysicalPlan;
}

export interface QueryOptions {
  /** What the analyzer was given; the analyzed plan when absent. */
  parsed?(): LogicalPlan;
  /** For a plan whose rows are kept. */
  readonly isCached?: boolean;
}

/**
 * A query on its way: each form of its plan is made when it is first asked for, then kept (Spark's QueryExecution). What the run of
 * the plan keeps (shuffles, broadcasts) is in {@link state}.
 */
export class QueryExecution {
  readonly analyzed: LogicalPlan;
  readonly state: PlanState = new PlanState();
  private readonly steps: PlanningSteps;
  private readonly options: QueryOptions;
  private readonly changes: PlanTrace = new PlanTrace();
  private optimizedOnce: LogicalPlan | undefined;
  private executedOnce: PhysicalPlan | undefined;

  constructor(analyzed: LogicalPlan, steps: PlanningSteps, options: QueryOptions = {}) {
    this.analyzed = analyzed;
    this.steps = steps;
    this.options = options;
  }

  /** What the user wrote, before the analyzer saw it. */
  get parsed(): LogicalPlan {
    return this.options.parsed?.() ?? this.analyzed;
  }

  get optimizedPlan(): LogicalPlan {
    this.optimizedOnce ??= this.optimize();
    return this.optimizedOnce;
  }

  get executedPlan(): PhysicalPlan {
    this.executedOnce ??= this.steps.plan(this.optimizedPlan, this.options.isCached === true, this.changes);
    return this.executedOnce;
  }

  /** What planning did to the query, in order: rules, choices of operators, and, once it has run, what adaptive execution planned anew. */
  get trace(): readonly TraceStep[] {
    void this.executedPlan;
    const analysis = new PlanTrace();
    const names = { phase: "Analysis", batch: "Resolution", rule: "Analyzer", iteration: 1 } as const;
    analysis.changed(names, this.parsed, this.analyzed);
    return [...analysis.steps, ...this.changes.steps];
  }

  private optimize(): LogicalPlan {
    const cached = this.steps.withCachedData(this.analyzed);
    const names = { phase: "Optimization", batch: "Cached Data", rule: "UseCachedData", iteration: 1 } as const;
    this.changes.changed(names, this.analyzed, cached);
    const { plan, trace } = this.steps.optimize(cached);
    this.changes.optimized("Optimization", trace);
    return plan;
  }
}
