import type { RuntimeConfig } from "../conf/runtime-config.js";
import type { ExprIdGenerator } from "../plans/expressions/index.js";

/** What planning needs from its session. */
export interface PlanningContext {
  readonly conf: RuntimeConfig;
  readonly ids: ExprIdGenerator;
  /** The next `plan_id` of an exchange. */
  nextPlanId(): number;
}
