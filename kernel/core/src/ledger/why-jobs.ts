import { formatMillis, formatNoun } from "../base/format.js";
import type { JobCause } from "../events/listener.js";
import type { RunDocument } from "../events/run.js";
import { textTable } from "./text-table.js";

/** Why one job ran. */
export interface WhyJob {
  readonly jobId: number;
  readonly cause: JobCause;
  /** The user's line: `count at cell [3]:4`. */
  readonly callSite: string;
  readonly file?: string;
  readonly line?: number;
  /** The query that it belongs to. */
  readonly executionId?: number;
  readonly stages: number;
  readonly durationMs: number;
  /** The rule of Spark that made it, in a sentence. */
  readonly text: string;
}

/** The rule of Spark behind each cause, in a sentence. */
export const JOB_CAUSE_TEXTS: Readonly<Record<JobCause, string>> = {
  action: "an action asks for a result, and that is what runs a job",
  "take ramp-up":
    "take and its like look at few partitions first; these were not enough, so the next job looks at more",
  "range sampling":
    "sorting needs bounds between its partitions: Spark samples the keys in a job of its own, before the sort runs",
  "schema inference": "a reader without a schema looks into the data for one, before anything else runs",
  broadcast: "the small side of a join is collected to the driver, which sends it to all executors",
  "query stage": "adaptive execution runs each exchange on its own, to plan the rest by its real sizes",
  cache: "a cached table is filled before the plan that reads it goes on",
  "partition sizes": "numbering elements across partitions needs the size of each partition first",
  checkpoint: "a checkpoint is written in a job of its own, after the job that asked for it",
};

/**
 * Why N jobs? Each job of a run with what made Spark run it and the line of the user's program it goes back to. Made by
 * `spark.lastRun.whyJobs()`.
 *
 * @example
 * await sc.parallelize([3, 1, 2], 2).sortBy((x) => x).collect(); // [1, 2, 3]
 * const why = spark.lastRun.whyJobs();
 * why.jobs.map((job) => job.cause); // ["range sampling", "action"]
 * why.count("range sampling"); // 1
 */
export class WhyJobs {
  readonly jobs: readonly WhyJob[];

  constructor(run: RunDocument) {
    this.jobs = run.jobs.map(({ jobId, cause, callSite, executionId, stageIds, startMs, endMs }) => ({
      jobId,
      cause,
      callSite: callSite.short,
      ...(callSite.file === undefined ? {} : { file: callSite.file }),
      ...(callSite.line === undefined ? {} : { line: callSite.line }),
      ...(executionId === undefined ? {} : { executionId }),
      stages: stageIds.length,
      durationMs: (endMs ?? run.endMs) - startMs,
      text: JOB_CAUSE_TEXTS[cause],
    }));
  }

  /** Jobs that ran for one cause. */
  count(cause: JobCause): number {
    return this.jobs.filter((job) => job.cause === cause).length;
  }

  /** The table that a cell shows. */
  toString(): string {
    const lines = this.jobs.map(({ jobId, cause, callSite, durationMs, text }) => [
      `job ${jobId}`,
      cause,
      callSite,
      formatMillis(durationMs),
      text,
    ]);
    return `Why ${formatNoun(this.jobs.length, "job")}?\n${textTable(lines, [3])}`;
  }
}
