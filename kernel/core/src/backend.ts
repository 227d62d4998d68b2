import type { Bytes, ExecutionId, Millis } from "./base/brand.js";
import type { Cancellation } from "./base/cancellation.js";
import type { RuntimeConfig } from "./conf/runtime-config.js";
import type { CallSite, JobCause } from "./events/listener.js";
import type { LogicalPlan } from "./plans/logical/index.js";
import type { FileFormat } from "./ports.js";
import type { BroadcastData } from "./rdd/broadcast-data.js";
import type { ShuffleDependency } from "./rdd/dependency.js";
import type { MapOutputStatistics } from "./rdd/map-output-statistics.js";
import type { RDDLineage } from "./rdd/rdd-lineage.js";
import type { StorageLevel } from "./rdd/storage-level.js";
import type { TaskContext } from "./rdd/task-context.js";
import type { InternalRow, StructType } from "./types/data-type.js";

/** Spark's local properties of the thread that submits: `spark.scheduler.pool`, `spark.jobGroup.id`, `spark.job.tags`. */
export type JobProperties = Readonly<Record<string, string>>;

/** The property that names a job's group. */
export const JOB_GROUP = "spark.jobGroup.id";
/** The property that says whether the threads of a cancelled job's tasks are interrupted. */
export const INTERRUPT_ON_CANCEL = "spark.job.interruptOnCancel";

/** One job: a function of each chosen partition's elements, whose results come back to the driver in that order. */
export interface JobRequest<T, U> {
  readonly rdd: RDDLineage<T>;
  /** Partitions to compute; all of them when absent. */
  readonly partitions?: readonly number[];
  readonly task: (rows: Iterable<T>, context: TaskContext) => U;
  readonly callSite: CallSite;
  readonly cause: JobCause;
  readonly executionId?: ExecutionId;
  readonly description?: string;
  readonly properties?: JobProperties;
  /** By which whoever asked for the job takes it back. */
  readonly cancellation?: Cancellation;
  /** What the action's function was declared to capture (C12). */
  readonly closureBytes?: number;
  /** Bytes of one task's result on its way to the driver; a small constant when absent. */
  readonly resultBytes?: (result: U) => number;
  /** Bytes that the result takes on the driver's heap once it is unpacked; where absent, as many as objects of its size take. */
  readonly unpackedBytes?: (result: U) => number;
}

/** A job that writes one shuffle and brings nothing to the driver (B17): what adaptive execution runs for each exchange. */
export interface MapStageRequest
  extends Pick<
    JobRequest<unknown, unknown>,
    "callSite" | "cause" | "executionId" | "description" | "properties" | "cancellation"
  > {
  readonly shuffle: ShuffleDependency<unknown>;
}

/** A file or jar that the driver serves to executors. */
export interface ServedFile {
  readonly kind: "files" | "jars";
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
}

/** What executors fetch from the driver before their next task (`sc.addFile`, `sc.addJar`). */
export interface FileServer {
  readonly files: readonly ServedFile[];
  /** A file that was added already stays as it is. */
  add(file: ServedFile): void;
}

/** The DAGScheduler's door: runs a job on the cluster and resolves with one result a partition. */
export interface JobRunner {
  /** @throws SparkException when the job is aborted or cancelled. */
  runJob<T, U>(request: JobRequest<T, U>): Promise<U[]>;
  /**
   * Runs a job before returning, for what Spark runs inside a transformation (A8 range sampling, G16 schema reading): the driver's
   * thread is blocked there too. Only over lineages that need no loading (or whose files load at once, see `prepareNow`).
   */
  runJobNow<T, U>(request: JobRequest<T, U>): U[];
  /** Writes a shuffle in a job of its own. @throws SparkException as {@link runJob} does. */
  runMapStage(request: MapStageRequest): Promise<MapOutputStatistics>;
  /** The same before returning, as {@link runJobNow} does. */
  runMapStageNow(request: MapStageRequest): MapOutputStatistics;
  /** Loads the data that jobs over an RDD will read, so that several of them are submitted at the same virtual moment, in order. */
  load(rdd: RDDLineage<unknown>): Promise<void>;
  /** Passes virtual driver time (planning, building a broadcast). */
  driverWork(ms: number): Promise<void>;
}

/** The driver, as a query sees it that brings a table there to broadcast it (E8, E9). */
export interface DriverPort {
  /** Virtual time. */
  readonly nowMs: Millis;
  /** Takes room on the heap until the query ends. @returns false when there is none */
  holdBroadcast(executionId: ExecutionId | undefined, bytes: Bytes): boolean;
  /** Driver's time to hash so many rows and to cut their bytes into blocks. */
  buildMs(rows: number, bytes: Bytes): Millis;
  /** What executors fetch once each. */
  newBroadcast(bytes: Bytes): BroadcastData;
}

/** Data files that a reader opens. */
export interface RelationRequest {
  readonly format: FileFormat;
  readonly paths: readonly string[];
  /** Given by the user; inferred from the files when absent. */
  readonly schema?: StructType;
  /** Reader options, keys in lower case. */
  readonly options: Readonly<Record<string, string>>;
  readonly callSite: CallSite;
}

/**
 * What `df.explain(mode)` prints: `simple` the physical plan; `extended` all four plans; `codegen` the generated stages; `cost` the
 * optimized plan with sizes; `formatted` numbered operators with details; `trace` which rule changed what (not in Spark).
 */
export type ExplainMode = "simple" | "extended" | "codegen" | "cost" | "formatted" | "trace";

/** A query as an action asks for it. */
export interface QueryRequest {
  readonly plan: LogicalPlan;
  /** Method and line of the action, e.g. `show at cell [3]:4`. */
  readonly callSite: CallSite;
  /** What the SQL tab would show; the call site when absent. */
  readonly description?: string;
}

/**
 * The port between the DSL and what plans and runs: the simulation implements it; a live cluster could.
 * Everything it does becomes listener events.
 */
export interface QueryRunner {
  /** The same for another session of the application: settings of its own, the cached data of all. @param client whose it is, by name */
  newSession(conf: RuntimeConfig, client?: string): QueryRunner;
  /** Resolves names and types. @throws AnalysisException at once, as Spark does when a DataFrame is made. */
  analyze(plan: LogicalPlan): LogicalPlan;
  schemaOf(analyzed: LogicalPlan): StructType;
  /**
   * The relation over data files: lists them and finds the schema, running at once the jobs that Spark runs for that (G16).
   * @throws SparkError PATH_NOT_FOUND, CANNOT_READ_FILE_FOOTER, …
   */
  relation(request: RelationRequest): LogicalPlan;
  /** Keeps the rows of every plan equal to this one once they are computed (G10). */
  persist(analyzed: LogicalPlan, level: StorageLevel): void;
  unpersist(analyzed: LogicalPlan): void;
  /** Whether two analyzed plans are the same but for the numbers of their columns. */
  sameSemantics(one: LogicalPlan, other: LogicalPlan): boolean;
  explain(plan: LogicalPlan, mode: ExplainMode): string;
  /** Runs the plan and gives its rows, held as `types/data-type.ts` says. */
  collect(request: QueryRequest): Promise<InternalRow[]>;
  /**
   * The lineage under `df.rdd`, made before the call returns: broadcasts, samples of ranges and the stages of an adaptive plan run at once,
   * since Spark blocks its driver for them.
   */
  toRdd<T>(request: QueryRequest, toObject: (row: InternalRow) => T): RDDLineage<T>;
}
