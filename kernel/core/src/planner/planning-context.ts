import type { RuntimeConfig } from "../conf/runtime-config.js";
import type { ExprIdGenerator } from "../plans/expressions/index.js";
import type { Distribution } from "../plans/physical/index.js";
import type { PlanningLog } from "./planning-log.js";

/** What planning needs from its session. */
export interface PlanningContext {
  readonly conf: RuntimeConfig;
  readonly ids: ExprIdGenerator;
  /** How the rows must be spread in the end, whatever becomes of the plan (AQE under a `repartition`). */
  readonly requiredDistribution?: Distribution;
  /** A `repartition` stays even where the rows are spread like that without it. */
  readonly keepsRepartition?: boolean;
  /** The next `plan_id` of an exchange. */
  nextPlanId(): number;
  /** Told of each step, when somebody may want to read about them. */
  readonly log?: PlanningLog;
}
