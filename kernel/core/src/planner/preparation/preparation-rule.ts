import type { PhysicalPlan } from "../../plans/physical/index.js";
import type { PlanningContext } from "../planning-context.js";

/** A step from the chosen operators to a plan that can run. */
export type PreparationRule = (plan: PhysicalPlan, context: PlanningContext) => PhysicalPlan;
