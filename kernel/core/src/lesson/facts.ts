import type { RunDocument, RunJob, RunStage } from "../events/run.js";
import type { PREDICTED_FIELDS } from "./prediction.js";

/** Counts of what an action did, in the words of a prediction. */
export type Facts = Readonly<Record<(typeof PREDICTED_FIELDS)[number], number | readonly number[]>>;

/** Counts the stages and tasks of the `counted` jobs; `jobs` counts all. */
export function factsOf(run: RunDocument, allJobs: readonly RunJob[], counted: readonly RunJob[]): Facts {
  const stages = stagesOf(run, counted);
  const ids = new Set<number>(stages.map((stage) => stage.stageId));
  let attempts = 0;
  for (let row = 0; row < run.tasks.length; row++) if (ids.has(run.tasks.columns.stageId[row]!)) attempts++;
  return {
    jobs: allJobs.length,
    stages: stages.length,
    tasks: stages.map((stage) => stage.numTasks),
    skipped: stages.filter((stage) => stage.status === "skipped").length,
    attempts,
  };
}

/** The first attempt of each stage of the jobs, in order of stage id. */
export function stagesOf(run: RunDocument, jobs: readonly RunJob[]): RunStage[] {
  const ids = [...new Set(jobs.flatMap((job) => job.stageIds))].sort((a, b) => a - b);
  return ids.flatMap((id) => run.stages.find((stage) => stage.stageId === id) ?? []);
}
