import type { PhysicalPlan } from "../../plans/physical/index.js";
import type { PlanningContext } from "../planning-context.js";
import { collapseCodegenStages, collapseStages } from "./collapse-codegen-stages.js";
import { columnarUnion } from "./columnar-union.js";
import { ensureRequirements } from "./ensure-requirements.js";
import type { PreparationRule } from "./preparation-rule.js";
import { removeRedundantProjects } from "./remove-redundant-projects.js";
import { removeRedundantWindowGroupLimits } from "./remove-redundant-window-group-limits.js";
import { reuseExchange } from "./reuse-exchange.js";
import {
  combineAdjacentAggregates,
  removeRedundantSorts,
  replaceHashWithSortAggregate,
} from "./simplify-aggregates.js";

/** Rules that adaptive execution runs each time it plans (Spark's queryStagePreparationRules). */
const PREPARATIONS: readonly PreparationRule[] = [
  removeRedundantProjects,
  ensureRequirements,
  removeRedundantWindowGroupLimits,
  combineAdjacentAggregates,
  replaceHashWithSortAggregate,
  removeRedundantSorts,
];

/** Spark's `QueryExecution.preparations`, in order. */
const ALL: readonly PreparationRule[] = [...PREPARATIONS, columnarUnion, collapseCodegenStages, reuseExchange];

/** From the operators that the planner chose to a plan that can run. */
export function prepareForExecution(plan: PhysicalPlan, context: PlanningContext): PhysicalPlan {
  return ALL.reduce((current, rule) => rule(current, context), plan);
}

/** From the operators that the planner chose to a plan whose exchanges can become query stages (H2). */
export function prepareForStages(plan: PhysicalPlan, context: PlanningContext): PhysicalPlan {
  return PREPARATIONS.reduce((current, rule) => rule(current, context), plan);
}

/** Makes the plan of one query stage ready to run; generated functions are numbered by `nextId` (G12). */
export function fuseStage(plan: PhysicalPlan, context: PlanningContext, nextId: () => number): PhysicalPlan {
  return collapseStages(columnarUnion(plan, context), context.conf, nextId);
}
