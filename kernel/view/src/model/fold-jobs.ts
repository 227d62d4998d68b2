import { alikeJobKey } from "./alike.js";
import { findRepeats } from "./find-repeats.js";
import type { JobModel } from "./run-model-types.js";

/** Up to so many jobs are listed one by one, alike or not. */
const ROOMY = 12;
/** A round has to come so often to be folded. */
const LEAST_TIMES = 4;

/** A job, or neighbours that did the same as those that follow them. */
export interface JobFold {
  /** In order; a single one is no fold. */
  readonly jobs: readonly JobModel[];
}

/**
 * The jobs of a run, rounds that are alike folded into one; the last round of a loop stands for itself, as an example of the others.
 *
 * @example
 * foldJobs(model.jobs).map(({ jobs }) => jobs.length); // [1, 124, 1], of a loop with 125 jobs after another job
 */
export function foldJobs(jobs: readonly JobModel[]): readonly JobFold[] {
  const repeats = jobs.length <= ROOMY ? [] : findRepeats(jobs.map(alikeJobKey), LEAST_TIMES);
  const ends = new Map(repeats.map(({ start, period, times }) => [start, start + period * (times - 1)]));
  const folds: JobFold[] = [];
  for (let start = 0; start < jobs.length; ) {
    const end = ends.get(start) ?? start + 1;
    folds.push({ jobs: jobs.slice(start, end) });
    start = end;
  }
  return folds;
}

/** `Jobs 1–124 · count at cell [3]:4`, or a single job's title. */
export function jobFoldTitle({ jobs }: JobFold): string {
  const [first, last] = [jobs[0]!, jobs.at(-1)!];
  if (first === last) return first.title;
  const actions = [...new Set(jobs.map(({ title }) => title.replace(/^Job \d+ · /, "")))];
  return `Jobs ${first.jobId}–${last.jobId} · ${actions.join(", ")}`;
}
