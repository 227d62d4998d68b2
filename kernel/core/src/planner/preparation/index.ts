import type { PhysicalPlan } from "../../plans/physical/index.js";
import type { PlanningContext } from "../planning-context.js";
import { collapseCodegenStages } from "./collapse-codegen-stages.js";
import { ensureRequirements } from "./ensure-requirements.js";
import type { PreparationRule } from "./preparation-rule.js";
import { reuseExchange } from "./reuse-exchange.js";
import {
  combineAdjacentAggregates,
  removeRedundantSorts,
  replaceHashWithSortAggregate,
} from "./simplify-aggregates.js";

/** Spark's `QueryExecution.preparations`, in order. */
const PREPARATIONS: readonly PreparationRule[] = [
  ensureRequirements,
  combineAdjacentAggregates,
  replaceHashWithSortAggregate,
  removeRedundantSorts,
  collapseCodegenStages,
  reuseExchange,
];

/** From the operators that the planner chose to a plan that can run. */
export function prepareForExecution(plan: PhysicalPlan, context: PlanningContext): PhysicalPlan {
  return PREPARATIONS.reduce((current, rule) => rule(current, context), plan);
}
