import type { RunDocument } from "@stageplay/core";
import type { Carried } from "./run-model-types.js";
import type { TaskFacts } from "./task-facts.js";

/** What came along with a run that was read from a bundle. */
export interface CarriedRun extends RunDocument {
  readonly carried: {
    /** Task attempts in `tasks` of those that ran. */
    readonly tasksDrawn: Carried;
    /** Of the attempts that ran, how many have metrics; the others hold NaN in those columns. */
    readonly metricsSampled: Carried;
    /** Launch and finish are rounded to this many milliseconds; 0 when exact. */
    readonly timeResolutionMs: number;
    readonly jobsKept: Carried;
    /** Exact facts, when tasks or metrics were left out. */
    readonly facts?: TaskFacts;
  };
}

/** What a run carries; a run that was never bundled has everything. */
export function carriedBy(run: RunDocument): CarriedRun["carried"] {
  if ("carried" in run) return (run as CarriedRun).carried;
  const all = { drawn: run.tasks.length, total: run.tasks.length };
  const jobs = { drawn: run.jobs.length, total: run.jobs.length };
  return { tasksDrawn: all, metricsSampled: all, timeResolutionMs: 0, jobsKept: jobs };
}
