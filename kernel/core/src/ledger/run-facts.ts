import { formatMillis, formatNoun } from "../base/format.js";
import { type CachedBlocks, cachedBlocks } from "../events/cached-blocks.js";
import type { Finding } from "../events/finding.js";
import { MessageTrace } from "../events/messages/message-trace.js";
import type { TraceFilter } from "../events/messages/spark-message.js";
import type { PredictionVerdict } from "../events/prediction-verdict.js";
import type { RunDocument, RunFault, RunJob, RunStage } from "../events/run.js";
import { type ShuffleFiles, shuffleFiles } from "../events/shuffle-files.js";
import type { TaskRecord } from "../events/task-table.js";
import { CriticalPath } from "./critical-path.js";
import { Ledger } from "./ledger.js";
import type { LedgerScope } from "./ledger-window.js";
import { WhyJobs } from "./why-jobs.js";

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
  private readonly advise: (run: RunDocument) => readonly Finding[];

  /** @param advise looks for findings where the document has none yet, as that of a cell that still runs. */
  constructor(document: RunDocument, advise: (run: RunDocument) => readonly Finding[] = () => []) {
    this.document = document;
    this.advise = advise;
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

  /**
   * What went wrong on purpose, in order of time, each with its cause.
   * @example
   * task({ partition: 3 }).fail();
   * await sc.range(0, 8, 1, 8).count(); // 8
   * spark.lastRun.faults.length; // 1
   */
  get faults(): readonly RunFault[] {
    return this.document.faults;
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

  /**
   * What the parts of Spark said to one another, in order of time: the driver program, the schedulers, the cluster manager, each
   * executor. Printed in a cell it is a listing.
   *
   * @param filter who and when; see {@link TraceFilter}
   * @throws SparkError INVALID_TRACE_FILTER for a component or a message that there is not.
   *
   * @example
   * await sc.parallelize([1, 2, 3, 4], 2).count(); // 4
   * spark.lastRun.trace({ message: "LaunchTask" }).length; // 2
   * spark.lastRun.trace({ from: "driver program", to: "DAGScheduler" }).first(1)[0].message; // "JobSubmitted"
   */
  trace(filter: TraceFilter = {}): MessageTrace {
    return new MessageTrace(this.document, filter);
  }

  /**
   * How persisted RDDs served the run, or one of its stages: blocks found, computed, computed again because they were evicted or lost or had no room, and
   * evicted.
   * @example
   * const kept = sc.parallelize([1, 2, 3, 4], 4).cache();
   * await kept.count(); // 4
   * await kept.count(); // 4
   * spark.lastRun.cachedBlocks(); // { read: 4, computed: 4, recomputed: 0, evicted: 0 }
   */
  cachedBlocks(stageId?: number): CachedBlocks {
    return cachedBlocks(this.document, stageId);
  }

  /**
   * How a map stage wrote its shuffle, and the files that its tasks left: one with data and one with an index for each task, however many reducers
   * there are.
   * @throws SparkError NO_SUCH_SHUFFLE_STAGE
   * @example
   * await spark.range(0, 1000, 1, 4).repartition(10).count(); // 1000
   * const { writer, dataFiles, tasks } = spark.lastRun.shuffleFiles(0);
   * writer; // "BypassMergeSort"
   * dataFiles; // 4
   * tasks[0].index.bytes; // 88
   */
  shuffleFiles(stageId: number): ShuffleFiles {
    return shuffleFiles(this.document, stageId);
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

  /**
   * Where did the time go? All core time of the run in phases of tasks and named reasons why no task ran, adding up exactly; of a job, a stage, or any
   * stretch of virtual time where one is named.
   * @throws SparkError NO_SUCH_JOB, NO_SUCH_STAGE, INVALID_WINDOW
   * @example
   * await spark.range(0, 1000, 1, 4).groupBy(col("id").mod(10)).count().collect();
   * const { entries } = spark.lastRun.ledger();
   * entries.map((entry) => entry.name).includes("planning"); // true
   * spark.lastRun.ledger({ job: spark.lastRun.finalJob.jobId }).coreUs("planning"); // 0
   */
  ledger(scope: LedgerScope = {}): Ledger {
    return new Ledger(this.document, scope);
  }

  /**
   * What the run, or a job, had to wait for, link by link from its beginning to its end.
   * @throws SparkError NO_SUCH_JOB
   * @example
   * await sc.parallelize([1, 2], 2).map((x) => (work("2s"), x)).count();
   * spark.lastRun.criticalPath().us("task") > 2000000; // true
   */
  criticalPath(scope: { readonly job?: number } = {}): CriticalPath {
    return new CriticalPath(this.document, scope);
  }

  /**
   * Why so many jobs? Each with what made Spark run it.
   * @example
   * await sc.parallelize([3, 1, 2], 2).sortBy((x) => x).collect(); // [1, 2, 3]
   * spark.lastRun.whyJobs().jobs.map((job) => job.cause); // ["range sampling", "action"]
   */
  whyJobs(): WhyJobs {
    return new WhyJobs(this.document);
  }

  /**
   * What could be better about the run, dearest first: what was seen, why it is so, and the line to change. `spark.stageplay.advisor.silence` leaves
   * findings out, and `spark.stageplay.advisor.<finding>.<threshold>` changes from when on they speak.
   * @example
   * await sc.range(0, 40, 1, 4).map((x) => (work(x < 10 ? "400ms" : "1ms"), x)).count(); // 40
   * spark.lastRun.advice().every(({ seen, fix }) => seen !== "" && fix !== ""); // true
   */
  advice(): readonly Finding[] {
    return this.document.advice ?? this.advise(this.document);
  }
}
