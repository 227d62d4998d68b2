import { adaptiveBatches, executeBatches } from "../optimizer/index.js";
import {
  AdaptiveExecution,
  fuseStage,
  isAdaptive,
  optimizeSkewedJoins,
  type PlanningContext,
  planQuery,
  prepareForExecution,
  prepareForStages,
} from "../planner/index.js";
import type { LogicalPlan } from "../plans/logical/index.js";
import type { PhysicalPlan } from "../plans/physical/index.js";

const BATCHES = adaptiveBatches();

/**
 * The physical plan of an optimized one: ready to run, or, with AQE, one that is planned on while it runs (H1).
 *
 * @param isCached for a plan whose rows are kept (G10)
 */
export function planOptimized(
  optimized: LogicalPlan,
  context: PlanningContext,
  defaultParallelism: () => number,
  isCached: boolean,
): PhysicalPlan {
  const { conf } = context;
  const chosen = planQuery(optimized, context);
  if (!conf.getBoolean("spark.sql.adaptive.enabled") || !isAdaptive(chosen))
    return prepareForExecution(chosen, context);
  const rules = { conf, defaultParallelism };
  const adaptive = new AdaptiveExecution({
    ...rules,
    logicalPlan: optimized,
    initialPlan: prepareForStages(chosen, context),
    reOptimize: (plan) => executeBatches(BATCHES, plan).plan,
    plan: (plan) => optimizeSkewedJoins(prepareForStages(planQuery(plan, context), context), rules),
    fuse: (plan, nextId) => fuseStage(plan, context, nextId),
    mayChangeOutputPartitioning:
      !isCached || conf.getBoolean("spark.sql.optimizer.canChangeCachedPlanOutputPartitioning"),
  });
  return { kind: "AdaptiveSparkPlanExec", adaptive };
}
