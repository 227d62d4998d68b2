import { adaptiveBatches, executeBatches, withoutExcludedRules } from "../optimizer/index.js";
import {
  AdaptiveExecution,
  ensureRequirements,
  fuseStage,
  isAdaptive,
  optimizeSkewedJoins,
  type PlanningContext,
  planQuery,
  prepareForExecution,
  prepareForStages,
  requiredDistributionOf,
} from "../planner/index.js";
import type { LogicalPlan } from "../plans/logical/index.js";
import { type PhysicalPlan, UNSPECIFIED } from "../plans/physical/index.js";
import type { PlanTrace } from "./trace/plan-trace.js";

export interface PlanOptimizedOptions {
  defaultParallelism(): number;
  /** For a plan whose rows are kept (G10). */
  readonly isCached: boolean;
  /** Is told what changes the plan. */
  readonly trace: PlanTrace;
}

/** The physical plan of an optimized one: ready to run, or, with AQE, one that is planned on while it runs (H1). */
export function planOptimized(
  optimized: LogicalPlan,
  planning: PlanningContext,
  { defaultParallelism, isCached, trace }: PlanOptimizedOptions,
): PhysicalPlan {
  const { conf } = planning;
  const base: PlanningContext = { ...planning, log: trace };
  const chosen = planQuery(optimized, base);
  const adapts = isAdaptive(chosen) || conf.getBoolean("spark.sql.adaptive.forceApply");
  if (!conf.getBoolean("spark.sql.adaptive.enabled") || !adapts) return prepareForExecution(chosen, base);
  const requiredDistribution = requiredDistributionOf(chosen);
  const context: PlanningContext = {
    ...base,
    ...(requiredDistribution === undefined ? { keepsRepartition: true } : { requiredDistribution }),
  };
  // The trace tells a re-planned plan as a whole, not rule by rule.
  const { log: _, ...quiet } = context;
  const rules = { conf, defaultParallelism };
  const batches = withoutExcludedRules(adaptiveBatches(conf), conf, "spark.sql.adaptive.optimizer.excludedRules");
  const adaptive = new AdaptiveExecution({
    ...rules,
    logicalPlan: optimized,
    initialPlan: prepareForStages(chosen, context),
    reOptimize: (plan) => {
      trace.beginRePlanning();
      const again = executeBatches(batches, plan);
      trace.optimized("Adaptive execution", again.trace);
      return again.plan;
    },
    plan: (plan) => {
      const prepared = prepareForStages(planQuery(plan, context), quiet);
      const again = optimizeSkewedJoins(prepared, rules, (split) => ensureRequirements(split, quiet));
      trace.rePlanned(again);
      return again;
    },
    nextPlanId: () => planning.nextPlanId(),
    fuse: (plan, nextId) => fuseStage(plan, context, nextId),
    changesFinalReads:
      conf.getBoolean("spark.sql.adaptive.applyFinalStageShuffleOptimizations") &&
      (!isCached || conf.getBoolean("spark.sql.optimizer.canChangeCachedPlanOutputPartitioning")),
    requiredDistribution: requiredDistribution ?? UNSPECIFIED,
  });
  trace.follow(adaptive);
  return { kind: "AdaptiveSparkPlanExec", adaptive };
}
