import type { JobModel, RunModel } from "./run-model-types.js";
import { wholeGraph } from "./whole-graph.js";

/**
 * The stage graph of the last action: of its job, or, for a query, of all the jobs that it took (G7, G16, H2), joined as in
 * {@link wholeGraph}. Absent where no job ran.
 *
 * @example
 * lastAction(runModel(run))?.title; // "Jobs 2–6 · collect at cell [3]:4"
 */
export function lastAction({ run, jobs, stages }: RunModel): JobModel | undefined {
  const last = jobs.filter(({ cause }) => cause === "action").at(-1) ?? jobs.at(-1);
  if (last === undefined) return undefined;
  const executionOf = new Map(run.jobs.map(({ jobId, executionId }) => [jobId, executionId]));
  const executionId = executionOf.get(last.jobId);
  const own = executionId === undefined ? [last] : jobs.filter(({ jobId }) => executionOf.get(jobId) === executionId);
  if (own.length === 1) return last;
  const stageIds = new Set(own.flatMap((job) => job.stages.map(({ stageId }) => stageId)));
  const graph = wholeGraph({ run, jobs: own, stages: stages.filter(({ stageId }) => stageIds.has(stageId)) });
  // The jobs by which take and show look at more partitions come after the one that the action began with (A9).
  const ids = own.map(({ jobId }) => jobId);
  const title = `Jobs ${Math.min(...ids)}–${Math.max(...ids)} · ${last.title.replace(/^Job \d+ · /, "")}`;
  return { ...graph, jobId: Math.max(...ids), title };
}
