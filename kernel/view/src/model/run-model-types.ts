import type { JobCause, PredictionVerdict, RunDocument, RunStage, StageStatus, TaskColumnName } from "@stageplay/core";
import type { CoreTimeModel } from "./core-time.js";
import type { CriticalStep } from "./critical-steps.js";

/** One operator drawn inside a stage box: a physical operator of a query, or an RDD operation scope (A16). */
export interface OperatorModel {
  /** Unique within its stage. */
  readonly id: string;
  /** Spark's name: `HashAggregate`, `reduceByKey`. */
  readonly name: string;
  /** The plan node in one line, or the names of the RDDs in the scope; for hovers. */
  readonly detail: string;
  /** Rows that came out, when a metric says so (`number of output rows`). */
  readonly rows?: number;
  /** How many stages ran it, when several did: its rows are those of all of them, as in Spark's UI. */
  readonly ranInStages?: number;
  /** True when an RDD of this operator is marked for caching. */
  readonly cached: boolean;
  /** The query in whose plan it is, with `detail` as its line. */
  readonly executionId?: number;
}

/** minimum, 25th percentile, median, 75th percentile and maximum, as Spark's UI shows them; milliseconds. */
export interface Quantiles {
  readonly min: number;
  readonly p25: number;
  readonly median: number;
  readonly p75: number;
  readonly max: number;
}

/** How many task attempts of a stage attempt ended in which way. */
export interface TaskCounts {
  readonly running: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly killed: number;
}

/** One stage attempt with all that the pictures and the table say about it. */
export interface StageModel {
  readonly stageId: number;
  readonly attempt: number;
  readonly jobId: number;
  /** `6`, or `6.1` for a second attempt. */
  readonly label: string;
  /** Spark's stage name, `count at cell [3]:4`. */
  readonly name: string;
  readonly isResult: boolean;
  readonly status: StageStatus;
  /** What the status means here, in words: `its shuffle was written by stage 3`; empty when there is nothing to say. */
  readonly statusNote: string;
  /** Position in the palette; attempts of one stage share it. */
  readonly colorIndex: number;
  readonly numTasks: number;
  /** Tasks of the stage's first attempt: all of them. */
  readonly allTasks: number;
  readonly counts: TaskCounts;
  /** Virtual time since the run's start. */
  readonly startMs?: number;
  readonly durationMs?: number;
  /** Durations of the successful tasks. */
  readonly durations?: Quantiles;
  /** Of the successful tasks, for each metric that is not zero throughout. */
  readonly metrics: Readonly<Partial<Record<TaskColumnName, Quantiles>>>;
  /** In order of data flow. */
  readonly operators: readonly OperatorModel[];
  /** The facts behind, totals included. */
  readonly facts: RunStage;
  /** Of a stage that stands for several: which ones. Its numbers are their sums. */
  readonly fold?: StageFold;
}

/** Stages that are drawn as one, see `foldStages`. */
export interface StageFold {
  /** `1-248`, its first and last stage. */
  readonly key: string;
  /** Alike again and again; or skipped, as is all that they feed. */
  readonly kind: "repeated" | "skipped";
  /** What it opens to, in order of data flow: stages, or folds of some. */
  readonly parts: readonly StageModel[];
  /** All stages in it. */
  readonly stages: readonly StageModel[];
  /** Parts of one round. */
  readonly period: number;
}

/** Data that goes from one stage to the next through a shuffle. */
export interface StageEdge {
  readonly from: number;
  readonly to: number;
  /** Shuffle records and bytes written by the parent (by the stage it reuses, when skipped); absent when unknown. */
  readonly records?: number;
  readonly bytes?: number;
  /** True when the parent is skipped: its files are read again. */
  readonly reused: boolean;
  /** True when the parent's result is broadcast to every task of the child. */
  readonly broadcast?: boolean;
}

export type JobStatus = "running" | "succeeded" | "failed";

/** One job: what one DAG picture shows. */
export interface JobModel {
  readonly jobId: number;
  /** `Job 4 · count at cell [3]:4`. */
  readonly title: string;
  readonly cause: JobCause;
  readonly status: JobStatus;
  readonly failure?: string;
  /** Virtual time since the run's start. */
  readonly startMs: number;
  readonly durationMs?: number;
  /** One entry a stage, its last attempt, parents before children. */
  readonly stages: readonly StageModel[];
  readonly edges: readonly StageEdge[];
}

/** The run in words. `headline`: numbers; `failed`: jobs that failed, first of all; `sentences`: why that many jobs, what else went wrong. */
export interface Verdict {
  readonly headline: string;
  readonly failed: readonly string[];
  /** The largest part of core time, and the line of the user's program that it goes back to; absent where nothing ran. */
  readonly coreTime?: string;
  /** The advisor's first finding, and how many more there are: `One partition holds far more than the others (and 1 more)`. */
  readonly advice?: string;
  readonly sentences: readonly string[];
}

/** Where numbers come from, as a small label: `rows measured`. */
export interface ProvenanceTag {
  readonly text: string;
  readonly explanation: string;
}

/** "N of M" for what a saved bundle left out; `drawn === total` when nothing is missing. */
export interface Carried {
  readonly drawn: number;
  readonly total: number;
}

/** Derived facts of a run: everything that pictures, tables and texts show, without any pixel. */
export interface RunModel {
  readonly run: RunDocument;
  /** `Run 3 · cell 5`. */
  readonly title: string;
  readonly verdict: Verdict;
  readonly tags: readonly ProvenanceTag[];
  /** `Spark 4.3.0 · AQE off · seed 42`. */
  readonly profile: string;
  readonly jobs: readonly JobModel[];
  /** Every stage attempt in order of id, then attempt: the stage table. */
  readonly stages: readonly StageModel[];
  readonly gantt: GanttModel;
  readonly coreTime: CoreTimeModel;
  readonly criticalPath: readonly CriticalStep[];
  readonly predictions: readonly PredictionVerdict[];
  readonly tasksDrawn: Carried;
  readonly metricsSampled: Carried;
  /** Sentences about what is left out (`Timeline shows 250,000 of 1,000,000 tasks`); empty when nothing is. */
  readonly notes: readonly string[];
}

/** An executor as a band of the Gantt chart, one lane a core. Times since the run's start. */
export interface GanttExecutor {
  readonly executorId: number;
  readonly host: string;
  readonly cores: number;
  /** Index of its core 0 among all lanes. */
  readonly firstLane: number;
  /** 0 when it was there from the start. */
  readonly addedMs: number;
  readonly removedMs?: number;
  readonly removedReason?: string;
}

/** A stage attempt as the Gantt chart knows it; `stageIndex` of a task points here. */
export interface GanttStage {
  readonly stageId: number;
  readonly attempt: number;
  readonly label: string;
  readonly name: string;
  readonly colorIndex: number;
  readonly failed: boolean;
  /** True for a stage whose tasks all start together or not at all (`rdd.barrier()`). */
  readonly barrier: boolean;
  /** End of the stage since the run's start; absent while it runs. */
  readonly endMs?: number;
}

/** Something that happened to the cluster, for a mark on the time axis. */
export interface GanttMark {
  readonly timeMs: number;
  readonly text: string;
  /** For where the text finds no room. */
  readonly short?: string;
  readonly executorId?: number;
}

/** A step curve: `count[i]` holds from `timeMs[i]` to `timeMs[i + 1]`. */
export interface StepCurve {
  readonly timeMs: Float64Array;
  readonly count: Int32Array;
}

/**
 * Task attempts as parallel columns, one entry an attempt, in order of launch; entry i is row i of `run.tasks`.
 * Times are virtual milliseconds since the run's start.
 */
export interface GanttModel {
  readonly count: number;
  readonly lane: Int32Array;
  readonly startMs: Float64Array;
  /** A running task reaches until the run's last event. */
  readonly durationMs: Float64Array;
  /** Index into {@link stages}. */
  readonly stageIndex: Int32Array;
  /** Index into `TASK_STATUSES`. */
  readonly status: Uint8Array;
  readonly partition: Int32Array;
  readonly attempt: Int32Array;
  /** 1 for a speculative copy. */
  readonly speculative: Uint8Array;
  /** Index into `TASK_LOCALITIES`. */
  readonly locality: Uint8Array;
  readonly stages: readonly GanttStage[];
  readonly executors: readonly GanttExecutor[];
  readonly laneCount: number;
  readonly makespanMs: number;
  /** True while a job of the run has not ended: the picture may still grow. */
  readonly live: boolean;
  /** Most cores that were there at once. */
  readonly slots: number;
  readonly active: StepCurve;
  readonly marks: readonly GanttMark[];
}
