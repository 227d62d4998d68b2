import type { PlanOperator } from "../../advisor/plan-facts.js";
import { planOf } from "../../advisor/plan-facts.js";
import type { FindingPlace } from "../../events/finding.js";
import type { RunStage } from "../../events/run.js";
import type { ActionFacts } from "./action-facts.js";

/** An exchange of the plan, short enough to read, and where a view shows it. */
export interface ExchangeLabel {
  /** `Exchange rangepartitioning(k ASC NULLS FIRST, 8)`. */
  readonly label: string;
  readonly place: FindingPlace;
}

/**
 * The exchange whose shuffle a map stage writes: shuffle ids are given out as the plan is executed, from below and from the left (B1). Undefined
 * where the two cannot be told to belong together, as when an exchange is reused or the plan has changed since.
 */
export function exchangeOf({ shuffleId }: RunStage, { run, execution }: ActionFacts): ExchangeLabel | undefined {
  if (shuffleId === undefined || execution === undefined) return undefined;
  const jobs = new Set(run.jobs.filter((job) => job.executionId === execution.executionId).map((job) => job.jobId));
  const ids = new Set(run.stages.flatMap((stage) => (jobs.has(stage.jobId) ? (stage.shuffleId ?? []) : [])));
  const exchanges = fromBelow(planOf(execution)).filter((operator) => operator.isExchange);
  if (exchanges.length !== ids.size) return undefined;
  const exchange = exchanges[[...ids].sort((a, b) => a - b).indexOf(shuffleId)];
  if (exchange === undefined) return undefined;
  const label = exchange.text.replace(/#\d+L?/g, "").replace(/, (?:ENSURE_REQUIREMENTS|\[plan_id).*$/, "");
  return { label, place: exchange.place };
}

function fromBelow(operator: PlanOperator): readonly PlanOperator[] {
  return [...operator.children.flatMap(fromBelow), operator];
}
