import { formatNoun } from "../base/format.js";
import type { PredictionExtraJob, PredictionField } from "../events/prediction-verdict.js";
import type { RunStage } from "../events/run.js";
import { JOB_CAUSE_TEXTS } from "../ledger/why-jobs.js";
import { FIELDS } from "./fields/index.js";
import { PREDICTED_FIELDS, type Prediction } from "./prediction.js";
import type { ActionFacts } from "./run/action-facts.js";

/** The words under a verdict with a miss: what the job was, and what its author has to say. Empty when all is right or open. */
export function explain(prediction: Prediction, action: ActionFacts, fields: readonly PredictionField[]): string {
  if (!fields.some(({ state }) => state === "wrong" || state === "partly")) return "";
  const oddities = PREDICTED_FIELDS.flatMap((name) => FIELDS[name].oddity?.(prediction[name]) ?? []);
  const lines = [jobLine(action), ...new Set(oddities)];
  if (prediction.why !== undefined) lines.push(prediction.why);
  return lines.join("\n");
}

function jobLine(action: ActionFacts): string {
  const { finalJob, executions } = action;
  if (finalJob === undefined) {
    if (action.outcome.conditions !== undefined) return "No job ran: the action failed before its first one.";
    return executions.length === 0
      ? "No job ran: nothing computes before an action."
      : "No job ran: the driver had the answer already.";
  }
  return `Job ${finalJob.jobId} was ${action.stagesOf([finalJob]).map(outline).join(" → ")}.`;
}

/** The jobs that Spark added, with the reason of each: they are easily forgotten. */
export function extraJobs(action: ActionFacts): readonly PredictionExtraJob[] {
  return action.extraJobs.map((job) => ({
    jobId: job.jobId,
    cause: job.cause,
    stages: action.stagesOf([job]).map(outline).join(" → "),
    text: JOB_CAUSE_TEXTS[job.cause],
    callSite: job.callSite,
  }));
}

/** `400 tasks` or `400 tasks (skipped)`. */
function outline({ numTasks, status }: RunStage): string {
  const tasks = formatNoun(numTasks, "task");
  return status === "skipped" ? `${tasks} (skipped)` : tasks;
}
