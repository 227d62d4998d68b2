import type { AccumulatorId, Bytes, ExecutorId, Millis, StageId } from "../base/brand.js";
import type { Finding } from "./finding.js";
import type { CallSite, JobCause, RDDInfo, ShuffleWriter, SparkPlanInfo, StageKind } from "./listener.js";
import type { RunMessages } from "./messages/run-messages.js";
import type { MetricSpread } from "./metric-values.js";
import type { TraceStep } from "./plan-trace.js";
import type { PredictionVerdict } from "./prediction-verdict.js";
import type { StorageMemory } from "./storage-memory.js";
import type { TaskTable } from "./task-table.js";

/** Where a kind of number comes from (design rule 4): really counted, from the cost model, or from a real event log. */
export type Provenance = "measured" | "modelled" | "recorded";

/** What the card under a cell says about the run, so that nobody mistakes a model for a measurement. */
export interface RunProfile {
  /** Version of Spark that is simulated (or was recorded), e.g. `4.3.0`. */
  readonly sparkVersion: string;
  readonly aqe: boolean;
  readonly seed: number;
  /** Name of the cost profile. */
  readonly costProfile: string;
  readonly rows: Provenance;
  readonly bytes: Provenance;
  readonly times: Provenance;
}

export interface RunExecutor {
  readonly executorId: ExecutorId;
  readonly host: string;
  readonly cores: number;
  readonly addedMs: Millis;
  readonly removedMs?: Millis;
  readonly removedReason?: string;
  /** When it was asked for; absent for executors that were there when the application started. */
  readonly requestedMs?: Millis;
  /** When its process was gone, which the driver learned at {@link removedMs}. */
  readonly stoppedMs?: Millis;
  /** From when on it took no new tasks (C14). */
  readonly decommissionedMs?: Millis;
}

/** An executor that was asked for and has not registered yet. */
export interface RunExecutorRequest {
  readonly requestedMs: Millis;
  readonly cores: number;
  /** When it turned out that it will not come. */
  readonly droppedMs?: Millis;
}

/** An executor, or all executors of a host, that got no tasks for a while, because tasks had failed there (C9). */
export interface RunExclusion {
  readonly executorId?: ExecutorId;
  readonly host?: string;
  /** The stage attempt that excludes it; the whole application when absent. */
  readonly stageId?: StageId;
  readonly stageAttempt?: number;
  readonly fromMs: Millis;
  /** Absent for a stage attempt, which excludes it to its end. */
  readonly untilMs?: Millis;
}

export type StageStatus = "pending" | "active" | "complete" | "skipped" | "failed";

/** Sums over the successful tasks of a stage attempt; sizes in bytes. */
export interface StageTotals {
  readonly inputBytes: number;
  readonly inputRecords: number;
  readonly outputBytes: number;
  readonly outputRecords: number;
  readonly shuffleReadBytes: number;
  readonly shuffleReadRecords: number;
  readonly shuffleWriteBytes: number;
  readonly shuffleWriteRecords: number;
  readonly memorySpillBytes: number;
  readonly diskSpillBytes: number;
  readonly gcMs: number;
}

/** Totals of a stage that has not run. */
export const NO_TOTALS: StageTotals = {
  inputBytes: 0,
  inputRecords: 0,
  outputBytes: 0,
  outputRecords: 0,
  shuffleReadBytes: 0,
  shuffleReadRecords: 0,
  shuffleWriteBytes: 0,
  shuffleWriteRecords: 0,
  memorySpillBytes: 0,
  diskSpillBytes: 0,
  gcMs: 0,
};

/** One stage attempt of a run; a skipped stage has attempt 0, no times and zero totals. */
export interface RunStage {
  readonly stageId: StageId;
  readonly attempt: number;
  readonly jobId: number;
  readonly name: string;
  readonly callSite: CallSite;
  readonly kind: StageKind;
  readonly shuffleId?: number;
  /** Reducers of the shuffle that it writes, and how its tasks write it; see {@link shuffleFiles}. */
  readonly numReducers?: number;
  readonly shuffleWriter?: ShuffleWriter;
  /** Tasks of this attempt (of the stage, when skipped). */
  readonly numTasks: number;
  /** Serialized size of one of its tasks on average, where that is known. */
  readonly taskBytes?: Bytes;
  readonly parentIds: readonly StageId[];
  readonly rdds: readonly RDDInfo[];
  readonly status: StageStatus;
  readonly submittedMs?: Millis;
  /** When the driver had built its tasks: from then on slots could take them. */
  readonly tasksSubmittedMs?: Millis;
  readonly completedMs?: Millis;
  readonly failureReason?: string;
  /** True when its tasks start together or not at all (B14). */
  readonly isBarrier?: boolean;
  /** True when some of its tasks would rather run in certain places (C4). */
  readonly prefersPlaces?: boolean;
  /** For a skipped stage: the stage that wrote the shuffle it reuses, when this application ran it. */
  readonly reusesStage?: StageId;
  readonly totals: StageTotals;
}

export interface RunJob {
  readonly jobId: number;
  readonly callSite: CallSite;
  readonly cause: JobCause;
  readonly description?: string;
  readonly executionId?: number;
  readonly startMs: Millis;
  readonly endMs?: Millis;
  readonly failure?: string;
  /** Stage ids in the order of JobStart: parents before children. */
  readonly stageIds: readonly StageId[];
}

export interface RunSqlExecution {
  readonly executionId: number;
  readonly description: string;
  readonly callSite: CallSite;
  readonly startMs: Millis;
  readonly endMs?: Millis;
  readonly errorMessage: string;
  readonly physicalPlan: string;
  readonly planInfo: SparkPlanInfo;
  /** The adaptive plan before anything ran, when it changed since. */
  readonly initialPlanInfo?: SparkPlanInfo;
  /** What planning did, adaptive execution included; absent while the query runs, and where the events do not say. */
  readonly planTrace?: readonly TraceStep[];
  /** Values of the plan's metrics by accumulator id, in the units of {@link SQLMetricInfo}. */
  readonly metrics: Readonly<Record<AccumulatorId, number>>;
  /** The stages that each node of the plan ran in, as far as metrics tell: the nodes in order, each before its children. */
  readonly nodeStages?: readonly (readonly StageId[])[];
  /** How sizes and times lie over the tasks, where there is more than one value. */
  readonly spreads?: Readonly<Record<AccumulatorId, MetricSpread>>;
}

export interface RunFault {
  readonly timeMs: Millis;
  /** What happened and what caused it. */
  readonly description: string;
  /** What happened alone, for where there is little room. */
  readonly short?: string;
  readonly executorId?: ExecutorId;
}

/**
 * Everything that one cell ran, folded from listener events: the document that views draw, that the bundle carries and
 * that lessons assert on. Plain data; `tasks` is columnar, one row an attempt, ordered by launch.
 */
export interface RunDocument {
  readonly appId: string;
  readonly appName: string;
  /** 1 for the first run of the application, and so on. */
  readonly runId: number;
  /** The notebook's execution count, when the run belongs to a cell. */
  readonly cell?: number;
  readonly profile: RunProfile;
  /** Spark properties that the user set. */
  readonly conf: Readonly<Record<string, string>>;
  /** Executors that lived during the run. */
  readonly executors: readonly RunExecutor[];
  /** Executors that were asked for and did not come during the run; absent for none. */
  readonly requests?: readonly RunExecutorRequest[];
  /** Absent for none. */
  readonly exclusions?: readonly RunExclusion[];
  readonly jobs: readonly RunJob[];
  /** Every stage attempt, by stage id, then attempt. */
  readonly stages: readonly RunStage[];
  readonly sqlExecutions: readonly RunSqlExecution[];
  /** Cached blocks in memory; absent where nothing was cached, and where the events do not say, as in a log of a real run. */
  readonly storageMemory?: StorageMemory;
  readonly faults: readonly RunFault[];
  readonly predictions: readonly PredictionVerdict[];
  /** What the advisor has to say, dearest first; absent while the cell runs. */
  readonly advice?: readonly Finding[];
  readonly tasks: TaskTable;
  /** What the parts of Spark said to one another; absent where that is not known, as in a log of a real run. */
  readonly messages?: RunMessages;
  /** Virtual time at which the run's first job (or query) started. */
  readonly startMs: Millis;
  /** Virtual time of its last event. */
  readonly endMs: Millis;
}
