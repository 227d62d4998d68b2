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

export { ensureRequirements } from "./ensure-requirements.js";

type NamedRule = readonly [name: string, rule: PreparationRule];

/** Rules that adaptive execution runs each time it plans (Spark's queryStagePreparationRules). */
const PREPARATIONS: readonly NamedRule[] = [
  ["RemoveRedundantProjects", removeRedundantProjects],
  ["EnsureRequirements", ensureRequirements],
  ["RemoveRedundantWindowGroupLimits", removeRedundantWindowGroupLimits],
  ["CombineAdjacentAggregation", combineAdjacentAggregates],
  ["ReplaceHashWithSortAgg", replaceHashWithSortAggregate],
  ["RemoveRedundantSorts", removeRedundantSorts],
];

/** Spark's `QueryExecution.preparations`, in order. */
const ALL: readonly NamedRule[] = [
  ...PREPARATIONS,
  ["ApplyColumnarRulesAndInsertTransitions", columnarUnion],
  ["CollapseCodegenStages", collapseCodegenStages],
  ["ReuseExchangeAndSubquery", reuseExchange],
];

/** From the operators that the planner chose to a plan that can run. */
export function prepareForExecution(plan: PhysicalPlan, context: PlanningContext): PhysicalPlan {
  return prepare(ALL, plan, context);
}

/** From the operators that the planner chose to a plan whose exchanges can become query stages (H2). */
export function prepareForStages(plan: PhysicalPlan, context: PlanningContext): PhysicalPlan {
  return prepare(PREPARATIONS, plan, context);
}

function prepare(rules: readonly NamedRule[], plan: PhysicalPlan, context: PlanningContext): PhysicalPlan {
  return rules.reduce((before, [name, rule]) => {
    const after = rule(before, context);
    if (after !== before) context.log?.prepared(name, before, after);
    return after;
  }, plan);
}

/** Makes the plan of one query stage ready to run; generated functions are numbered by `nextId` (G12). */
export function fuseStage(plan: PhysicalPlan, context: PlanningContext, nextId: () => number): PhysicalPlan {
  return collapseStages(columnarUnion(plan, context), context.conf, nextId);
}
