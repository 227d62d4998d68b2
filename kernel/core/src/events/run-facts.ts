import { formatMillis, formatNoun } from "../base/format.js";
import type { PredictionVerdict, RunDocument, RunJob, RunStage } from "./run.js";
import type { TaskRecord } from "./task-table.js";

/** A job of a {@link Run} with its stages at hand. */
export interface RunJobFacts extends RunJob {
  /** Stage attempts of the job, skipped stages included, by stage id. */
  readonly stages: readonly RunStage[];
}

/**
 * `spark.lastRun`: what the last cell ran, as data to assert on. Everything of the run document, and the usual questions.
 *
 * @example
 * await spark.range(0, 1000, 1, 4).groupBy(col("id").mod(10)).count().collect();
 * const { finalJob, stages } = spark.lastRun;
 * finalJob.stages.map((stage) => stage.numTasks); // [4, 1]
 * stages[0].totals.shuffleWriteRecords; // 40
 */
export class Run {
  readonly document: RunDocument;
  readonly jobs: readonly RunJobFacts[];
  readonly stages: readonly RunStage[];

  constructor(document: RunDocument) {
    this.document = document;
    this.stages = document.stages;
    const attempts = new Map<number, RunStage[]>();
    for (const stage of document.stages) {
      const known = attempts.get(stage.stageId);
      if (known === undefined) attempts.set(stage.stageId, [stage]);
      else known.push(stage);
    }
    this.jobs = document.jobs.map((job) => ({
      ...job,
      stages: [...job.stageIds].sort((a, b) => a - b).flatMap((id) => attempts.get(id) ?? []),
    }));
  }

  /** `Run of cell [3] - 2 jobs, 3 stages (1 skipped), 204 task attempts, 1.2 s`. */
  toString(): string {
    const { cell, tasks } = this.document;
    const skipped = this.stages.filter((stage) => stage.status === "skipped").length;
    const stages = `${formatNoun(this.stages.length, "stage")}${skipped === 0 ? "" : ` (${skipped} skipped)`}`;
    const parts = [formatNoun(this.jobs.length, "job"), stages, formatNoun(tasks.length, "task attempt")];
    return `Run${cell === undefined ? "" : ` of cell [${cell}]`} - ${parts.join(", ")}, ${formatMillis(this.makespanMs)}`;
  }

  job(jobId: number): RunJobFacts | undefined {
    return this.jobs.find((job) => job.jobId === jobId);
  }

  /** The verdicts on what was predicted, in order of the actions. */
  get predictions(): readonly PredictionVerdict[] {
    return this.document.predictions;
  }

  /** The last job of the run: the one that brought the action's result. */
  get finalJob(): RunJobFacts {
    return this.jobs.at(-1)!;
  }

  /** Every task attempt as an object, by launch. Made on each call: keep it when you ask more than once. */
  get tasks(): TaskRecord[] {
    const { tasks } = this.document;
    return Array.from({ length: tasks.length }, (_, row) => tasks.record(row));
  }

  /** Virtual milliseconds from the first event of the run to the last. */
  get makespanMs(): number {
    return this.document.endMs - this.document.startMs;
  }

  /** Cores of the executors that lived during the run. */
  get slots(): number {
    return this.document.executors.reduce((sum, executor) => sum + executor.cores, 0);
  }

  /** Waves of a stage: its tasks over the slots, rounded up; of the widest stage that ran when none is named. */
  waves(stageId?: number): number {
    const ran = this.stages.filter(
      (stage) => stage.status !== "skipped" && (stageId ?? stage.stageId) === stage.stageId,
    );
    return Math.max(0, ...ran.map((stage) => Math.ceil(stage.numTasks / this.slots)));
  }
}
