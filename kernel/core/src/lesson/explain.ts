import { formatCount } from "../base/format.js";
import type { JobCause } from "../events/listener.js";
import type { PredictionField, RunDocument, RunJob, RunStage } from "../events/run.js";
import { stagesOf } from "./facts.js";
import { isOpen, PREDICTED_FIELDS, type Prediction } from "./prediction.js";

/** Why Spark ran a job that nobody asked for (A8, A9, G7, G16, H2). */
const REASONS: Readonly<Record<JobCause, string>> = {
  action: "the action itself",
  "take ramp-up": "the first partitions did not hold enough rows",
  "range sampling": "a global sort first samples its input to find the range bounds",
  "schema inference": "a file was read without a schema",
  broadcast: "the small side of the join was collected to be broadcast",
  "query stage": "adaptive execution runs each shuffle as a job",
  cache: "a cached table was filled",
  "partition sizes": "numbering the elements first counts those of the earlier partitions",
  checkpoint: "a checkpoint is written by a job of its own",
};

/**
 * The words under a verdict: which extra jobs ran (always, they are easily forgotten), and after a miss what the final job
 * looked like and which of Spark's rules is at work. Empty when there is nothing to say.
 */
export function explain(
  prediction: Prediction,
  run: RunDocument,
  jobs: readonly RunJob[],
  fields: readonly PredictionField[],
): string {
  const finalJob = jobs.at(-1);
  if (finalJob === undefined) return "No job ran: nothing computes before an action.";
  const extra = jobs.slice(0, -1).map((job) => describeExtraJob(run, job));
  const missed = fields.filter((field) => !field.correct).map((field) => field.name);
  const miss = missed.length === 0 ? [] : describeMiss(prediction, run, jobs, missed);
  return [...miss, ...extra].join("\n");
}

function describeMiss(
  prediction: Prediction,
  run: RunDocument,
  jobs: readonly RunJob[],
  missed: readonly string[],
): string[] {
  const finalJob = jobs.at(-1)!;
  const stages = stagesOf(run, [finalJob]);
  const lines = [`Job ${finalJob.jobId} was ${stages.map(outline).join(" → ")}.`];
  if (PREDICTED_FIELDS.some((name) => hasNonsense(prediction[name])))
    lines.push("A count is a whole number, 0 or more.");
  if (missed.some((name) => name !== "jobs" && name !== "attempts") && stages.some(isSkipped)) {
    lines.push(
      "A skipped stage belongs to the job and is counted: its shuffle files were there already, so it did not run.",
    );
  }
  const last = stages.at(-1);
  const before = stages.at(-2);
  const sampled = jobs.some((job) => job.cause === "range sampling");
  if (missed.includes("tasks") && sampled && last && before && last.numTasks < before.numTasks) {
    lines.push(
      `A global sort makes at most one task for each distinct range of keys it found: ${formatCount(last.numTasks)} here.`,
    );
  }
  if (missed.includes("attempts")) {
    lines.push("Every attempt of a task counts; a failed task is tried again alone, in the same stage attempt.");
  }
  if (prediction.why !== undefined) lines.push(prediction.why);
  return lines;
}

function describeExtraJob(run: RunDocument, job: RunJob): string {
  const stages = stagesOf(run, [job]).map(outline).join(" → ");
  return `Job ${job.jobId}, ${job.cause}: ${stages}, because ${REASONS[job.cause]}.`;
}

/** `400 tasks` or `400 tasks (skipped)`. */
function outline(stage: RunStage): string {
  const tasks = `${formatCount(stage.numTasks)} ${stage.numTasks === 1 ? "task" : "tasks"}`;
  return isSkipped(stage) ? `${tasks} (skipped)` : tasks;
}

function isSkipped(stage: RunStage): boolean {
  return stage.status === "skipped";
}

/** True for a number that no count can be: negative, fractional, infinite. */
function hasNonsense(predicted: unknown): boolean {
  const counts = Array.isArray(predicted) ? predicted : [predicted];
  return counts.some((count) => !isOpen(count) && !(Number.isInteger(count) && count >= 0));
}
