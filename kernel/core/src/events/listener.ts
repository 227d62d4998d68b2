import type {
  AccumulatorId,
  Bytes,
  ExecutionId,
  ExecutorId,
  JobId,
  Millis,
  RddId,
  ShuffleId,
  StageId,
} from "../base/brand.js";
import type { StageMetricValues } from "./metric-values.js";
import type { TraceStep } from "./plan-trace.js";
import type { TaskTable } from "./task-table.js";

/** Where in the user's program something was called. `line` counts from 1 within `file` (a cell is `cell [n]`). */
export interface CallSite {
  /** Spark's short form, `count at cell [3]:4`. */
  readonly short: string;
  /** Spark's method, `count`. */
  readonly method: string;
  readonly file?: string;
  readonly line?: number;
}

/** Spark's operation scope of an RDD: the box it is drawn in (A16). Equal id and name = same box. */
export interface RDDScope {
  readonly id: string;
  readonly name: string;
}

/** One RDD of a stage's chain (I5). */
export interface RDDInfo {
  readonly id: RddId;
  /** Class name or the name given (`setName`, a file's path), A16. */
  readonly name: string;
  readonly scope?: RDDScope;
  readonly callSite: string;
  /** Parents, shuffle parents included: they draw the cross-stage edges. */
  readonly parentIds: readonly RddId[];
  readonly numPartitions: number;
  /** True when a storage level is set. */
  readonly cached: boolean;
  /** Text of the storage level, e.g. `Memory Deserialized 1x Replicated`; empty when not cached. */
  readonly storageLevel: string;
  /** True for an RDD after `barrier()`: all tasks of its stage start together (B14). Absent otherwise. */
  readonly barrier?: boolean;
  /** Its rows are those of a modelled table: numbers and distributions. */
  readonly modelled?: true;
}

export type StageKind = "ShuffleMapTask" | "ResultTask";

/**
 * How map tasks write a shuffle: Spark's handles by name. `BypassMergeSort` has a file open for each reducer, `Serialized` sorts bytes by reducer, `Sort` sorts
 * objects, and combines them where that is wanted (F1).
 */
export type ShuffleWriter = "BypassMergeSort" | "Serialized" | "Sort";

/** One stage (attempt), as JobStart, StageSubmitted and StageCompleted carry it (I5). */
export interface StageInfo {
  readonly stageId: StageId;
  readonly attempt: number;
  /** Call site of the RDD that feeds the shuffle, or of the action (B9). */
  readonly name: string;
  readonly kind: StageKind;
  /** Shuffle written by a map stage. */
  readonly shuffleId?: ShuffleId;
  /** Reducers of that shuffle, and how its tasks write it; known once one has. */
  readonly numReducers?: number;
  readonly shuffleWriter?: ShuffleWriter;
  /** Tasks of the stage in JobStart; of the attempt in StageSubmitted and StageCompleted (B7). */
  readonly numTasks: number;
  readonly parentIds: readonly StageId[];
  /** The stage's RDD and its narrow ancestors, in order of id. */
  readonly rdds: readonly RDDInfo[];
  readonly callSite: CallSite;
}

export interface SparkListenerApplicationStart {
  readonly appId: string;
  readonly appName: string;
  readonly sparkVersion: string;
  readonly timeMs: Millis;
}
export interface SparkListenerEnvironmentUpdate {
  readonly sparkProperties: Readonly<Record<string, string>>;
}
export interface SparkListenerExecutorAdded {
  readonly timeMs: Millis;
  readonly executorId: ExecutorId;
  readonly host: string;
  readonly cores: number;
  /** Unified memory, M of E1. */
  readonly memoryBytes: Bytes;
  /** Of the {@link SparkListenerExecutorRequested} that it answers. */
  readonly requestId?: number;
}
/**
 * The cluster manager has agreed to give an executor, which will register later. Not an event of Spark's; like the next two, it says why slots
 * stood idle.
 */
export interface SparkListenerExecutorRequested {
  readonly timeMs: Millis;
  /** Comes again in {@link SparkListenerExecutorAdded} or {@link SparkListenerExecutorRequestDropped}. */
  readonly requestId: number;
  readonly cores: number;
}
/** An executor that was requested will not come. */
export interface SparkListenerExecutorRequestDropped {
  readonly timeMs: Millis;
  readonly requestId: number;
}
/** The process of an executor is gone, or cut off; the driver does not know yet. */
export interface SparkListenerExecutorStopped {
  readonly timeMs: Millis;
  readonly executorId: ExecutorId;
}
/** An executor takes no new tasks any more (C14). */
export interface SparkListenerExecutorDecommissioned {
  readonly timeMs: Millis;
  readonly executorId: ExecutorId;
}
/** The application gives an executor no tasks for a while (C9). */
export interface SparkListenerExecutorExcluded {
  readonly timeMs: Millis;
  readonly executorId: ExecutorId;
  readonly untilMs: Millis;
}
/** The same for all executors of a host. */
export interface SparkListenerNodeExcluded {
  readonly timeMs: Millis;
  readonly host: string;
  readonly untilMs: Millis;
}
/** A stage attempt gives an executor no more tasks (C9). */
export interface SparkListenerExecutorExcludedForStage {
  readonly timeMs: Millis;
  readonly executorId: ExecutorId;
  readonly stageId: StageId;
  readonly stageAttempt: number;
}
/** The same for all executors of a host. */
export interface SparkListenerNodeExcludedForStage {
  readonly timeMs: Millis;
  readonly host: string;
  readonly stageId: StageId;
  readonly stageAttempt: number;
}
export interface SparkListenerExecutorRemoved {
  readonly timeMs: Millis;
  readonly executorId: ExecutorId;
  readonly reason: string;
}
/** Why a job exists, beside the action itself: each is an extra job that Spark runs on its own (A8, A9, A14, G7, G16, H2). */
export type JobCause =
  | "action"
  | "take ramp-up"
  | "range sampling"
  | "schema inference"
  | "broadcast"
  | "query stage"
  | "cache"
  | "partition sizes"
  | "checkpoint";
export interface SparkListenerJobStart {
  readonly jobId: JobId;
  readonly timeMs: Millis;
  /** Every stage of the job, the ones that will be skipped included; parents before children. */
  readonly stages: readonly StageInfo[];
  readonly callSite: CallSite;
  readonly cause: JobCause;
  readonly executionId?: ExecutionId;
  readonly description?: string;
}
export interface SparkListenerJobEnd {
  readonly jobId: JobId;
  readonly timeMs: Millis;
  /** Absent when the job succeeded. */
  readonly failure?: string;
}
export interface SparkListenerStageSubmitted {
  readonly stage: StageInfo;
  readonly timeMs: Millis;
}
export interface SparkListenerStageCompleted {
  readonly stage: StageInfo;
  readonly submittedMs: Millis;
  readonly timeMs: Millis;
  readonly failureReason?: string;
  /** What this stage's tasks added to SQL metrics. */
  readonly accumulables: StageMetricValues;
}
/**
 * The driver has built the tasks of a stage attempt: from now on slots may take them. Not an event of Spark's; in its log the time shows at
 * best by the first launch.
 */
export interface SparkListenerTaskSetSubmitted {
  readonly stageId: StageId;
  readonly attempt: number;
  readonly timeMs: Millis;
  /** All of its tasks start together (B14). */
  readonly isBarrier: boolean;
  /** Some of its tasks would rather run in certain places (C4). */
  readonly prefersPlaces: boolean;
  /** Serialized size of one of its tasks, on average. */
  readonly taskBytes: Bytes;
}
/**
 * A SQL metric of a plan node, with Spark's names and types (I7). Values have our units: `size` bytes, `timing` and `nsTiming` milliseconds,
 * `average` the average itself.
 */
export interface SQLMetricInfo {
  readonly name: string;
  readonly accumulatorId: AccumulatorId;
  readonly metricType: "sum" | "size" | "timing" | "nsTiming" | "average";
}
/** The physical plan as a tree of facts (I7); WholeStageCodegen and InputAdapter are nodes of it. */
export interface SparkPlanInfo {
  readonly nodeName: string;
  readonly simpleString: string;
  readonly children: readonly SparkPlanInfo[];
  readonly metrics: readonly SQLMetricInfo[];
  /** Accumulators whose sum is the time that the operator itself took, in milliseconds; a real log does not tell it of every operator. */
  readonly ownTime?: readonly AccumulatorId[];
}
export interface SparkListenerSQLExecutionStart {
  readonly executionId: ExecutionId;
  readonly description: string;
  readonly callSite: CallSite;
  readonly timeMs: Millis;
  /** Text of the physical plan, as `explain()` prints it. */
  readonly physicalPlanDescription: string;
  readonly sparkPlanInfo: SparkPlanInfo;
  /** What planning did until the moment of asking; a real event log has none. */
  readonly planTrace?: () => readonly TraceStep[];
}
export interface SparkListenerSQLExecutionEnd {
  readonly executionId: ExecutionId;
  readonly timeMs: Millis;
  /** Empty when it succeeded. */
  readonly errorMessage: string;
}
/** An adaptive plan has changed: stages of it run now, or it is final (I7, H10). */
export interface SparkListenerSQLAdaptiveExecutionUpdate {
  readonly executionId: ExecutionId;
  readonly physicalPlanDescription: string;
  readonly sparkPlanInfo: SparkPlanInfo;
}
export interface SparkListenerDriverAccumUpdates {
  readonly executionId: ExecutionId;
  /** A metric has several values where the driver counts by partition. */
  readonly updates: ReadonlyMap<AccumulatorId, number | readonly number[]>;
}
export interface SparkListenerUnpersistRDD {
  readonly rddId: RddId;
}
/** The cached blocks that an executor has in memory have changed; Spark says so block by block. */
export interface SparkListenerBlockUpdated {
  readonly timeMs: Millis;
  readonly executorId: ExecutorId;
  /** All of them together, after the change. */
  readonly memoryBytes: Bytes;
}
/** Something done to the cluster on purpose: an injected fault or a user's command, for the timeline. */
export interface SparkListenerFault {
  readonly timeMs: Millis;
  readonly description: string;
  /** What happened without its cause. */
  readonly short?: string;
  readonly executorId?: ExecutorId;
}

/**
 * Spark's `SparkListener`: one method an event, all optional. The simulation and the event-log reader call it; the run
 * store and the event-log writer implement it; every view derives from what arrived here and from nothing else.
 *
 * Task events pass the table and a row instead of an object, so that a million tasks allocate nothing; who needs the rows only now and
 * then takes the table ({@link SparkListener.onTaskTable}) and no task events.
 * Order within a job: JobStart, StageSubmitted, TaskStart/TaskEnd …, StageCompleted, JobEnd (B16).
 */
export interface SparkListener {
  onApplicationStart?(event: SparkListenerApplicationStart): void;
  onEnvironmentUpdate?(event: SparkListenerEnvironmentUpdate): void;
  onExecutorAdded?(event: SparkListenerExecutorAdded): void;
  onExecutorRemoved?(event: SparkListenerExecutorRemoved): void;
  onExecutorRequested?(event: SparkListenerExecutorRequested): void;
  onExecutorRequestDropped?(event: SparkListenerExecutorRequestDropped): void;
  onExecutorStopped?(event: SparkListenerExecutorStopped): void;
  onExecutorDecommissioned?(event: SparkListenerExecutorDecommissioned): void;
  onExecutorExcluded?(event: SparkListenerExecutorExcluded): void;
  onNodeExcluded?(event: SparkListenerNodeExcluded): void;
  onExecutorExcludedForStage?(event: SparkListenerExecutorExcludedForStage): void;
  onNodeExcludedForStage?(event: SparkListenerNodeExcludedForStage): void;
  onJobStart?(event: SparkListenerJobStart): void;
  onJobEnd?(event: SparkListenerJobEnd): void;
  onStageSubmitted?(event: SparkListenerStageSubmitted): void;
  onStageCompleted?(event: SparkListenerStageCompleted): void;
  onTaskSetSubmitted?(event: SparkListenerTaskSetSubmitted): void;
  /** Attempts are rows of this table from now on: a new one with each run. Enough for who reads them when asked, not one by one. */
  onTaskTable?(tasks: TaskTable): void;
  onTaskStart?(tasks: TaskTable, row: number): void;
  onTaskEnd?(tasks: TaskTable, row: number): void;
  onUnpersistRDD?(event: SparkListenerUnpersistRDD): void;
  onSQLExecutionStart?(event: SparkListenerSQLExecutionStart): void;
  onSQLAdaptiveExecutionUpdate?(event: SparkListenerSQLAdaptiveExecutionUpdate): void;
  onSQLExecutionEnd?(event: SparkListenerSQLExecutionEnd): void;
  onDriverAccumUpdates?(event: SparkListenerDriverAccumUpdates): void;
  onBlockUpdated?(event: SparkListenerBlockUpdated): void;
  onFault?(event: SparkListenerFault): void;
}
