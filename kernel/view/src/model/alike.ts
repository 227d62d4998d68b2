import type { JobModel, StageModel } from "./run-model-types.js";

/**
 * Stages with the same key look alike: same call site, operators, number of tasks and end. A stage that runs, waits or failed has none, since
 * a reader wants to see it.
 */
export function alikeKey(stage: StageModel): string | undefined {
  const { status, counts, attempt, name, isResult, numTasks, operators } = stage;
  if ((status !== "complete" && status !== "skipped") || counts.failed > 0 || attempt > 0) return undefined;
  return JSON.stringify([name, status, isResult, numTasks, operators.map((operator) => operator.name)]);
}

/** Jobs with the same key did the same: what they had to skip may differ, since a loop's lineage grows with each round. */
export function alikeJobKey(job: JobModel): string | undefined {
  const keys = job.stages.filter(({ status }) => status !== "skipped").map(alikeKey);
  if (job.status !== "succeeded" || keys.includes(undefined)) return undefined;
  return JSON.stringify([job.title.replace(/^Job \d+/, ""), job.cause, keys]);
}
