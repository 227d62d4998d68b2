import {
  type CallSite,
  type JobCause,
  NO_TOTALS,
  type PredictionVerdict,
  type RDDInfo,
  type RunDocument,
  type RunExecutor,
  type RunFault,
  type RunJob,
  type RunProfile,
  type RunSqlExecution,
  type RunStage,
  type StageStatus,
  type StageTotals,
  TASK_STATUSES,
  type TaskStatus,
  TaskTable,
} from "@stageplay/core";

export const PROFILE: RunProfile = {
  sparkVersion: "4.3.0",
  aqe: false,
  seed: 42,
  costProfile: "spark-4-cloud",
  rows: "measured",
  bytes: "measured",
  times: "modelled",
};

export function at(method: string, line = 1, cell = 3): CallSite {
  return { short: `${method} at cell [${cell}]:${line}`, method, file: `cell [${cell}]`, line };
}

/** An RDD in few words: `rdd(4, "ShuffledRDD", "reduceByKey", [3])`. The scope's id is its name unless given. */
export function rdd(
  id: number,
  name: string,
  scope: string | undefined,
  parentIds: readonly number[] = [],
  more: { readonly cached?: boolean; readonly scopeId?: string } = {},
): RDDInfo {
  const { cached = false, scopeId = scope } = more;
  return {
    id,
    name,
    ...(scope === undefined || scopeId === undefined ? {} : { scope: { id: scopeId, name: scope } }),
    callSite: `${scope ?? name} at cell [3]:1`,
    parentIds,
    numPartitions: 2,
    cached,
    storageLevel: cached ? "Memory Deserialized 1x Replicated" : "",
  };
}

/** What a test says about a stage; the rest has plain defaults. */
export interface StageSketch {
  readonly id: number;
  readonly attempt?: number;
  readonly name?: string;
  readonly parents?: readonly number[];
  readonly result?: boolean;
  readonly numTasks?: number;
  readonly status?: StageStatus;
  readonly submittedMs?: number;
  readonly completedMs?: number;
  readonly failureReason?: string;
  readonly reusesStage?: number;
  readonly rdds?: readonly RDDInfo[];
  readonly totals?: Partial<StageTotals>;
}

export interface JobSketch {
  readonly id: number;
  readonly cause?: JobCause;
  readonly callSite?: CallSite;
  readonly startMs?: number;
  readonly endMs?: number;
  readonly failure?: string;
  readonly executionId?: number;
  readonly stages: readonly StageSketch[];
}

/** One task attempt: where, when, how it ended. Column values may be set by name. */
export interface TaskSketch {
  readonly stage: number;
  readonly stageAttempt?: number;
  readonly partition: number;
  readonly attempt?: number;
  readonly executor?: number;
  readonly core?: number;
  readonly launchMs: number;
  readonly finishMs?: number;
  readonly status?: TaskStatus;
  readonly reason?: string;
  readonly metrics?: Partial<Record<keyof TaskTable["columns"], number>>;
}

export interface RunSketch {
  readonly jobs: readonly JobSketch[];
  readonly tasks?: readonly TaskSketch[];
  readonly table?: TaskTable;
  readonly executors?: readonly RunExecutor[];
  readonly sqlExecutions?: readonly RunSqlExecution[];
  readonly faults?: readonly RunFault[];
  readonly predictions?: readonly PredictionVerdict[];
  readonly profile?: Partial<RunProfile>;
  readonly startMs?: number;
  readonly endMs: number;
}

/** A run document from a sketch: two executors with two cores unless told otherwise. */
export function buildRun(sketch: RunSketch): RunDocument {
  return {
    appId: "local-1",
    appName: "test",
    runId: 3,
    cell: 3,
    profile: { ...PROFILE, ...sketch.profile },
    conf: { "spark.sql.shuffle.partitions": "8" },
    executors: sketch.executors ?? [executor(0), executor(1)],
    jobs: sketch.jobs.map((job) => jobOf(job, sketch)),
    stages: sketch.jobs
      .flatMap((job) => job.stages.map((stage) => stageOf(stage, job.id)))
      .sort((a, b) => a.stageId - b.stageId || a.attempt - b.attempt),
    sqlExecutions: sketch.sqlExecutions ?? [],
    faults: sketch.faults ?? [],
    predictions: sketch.predictions ?? [],
    tasks: sketch.table ?? taskTable(sketch.tasks ?? []),
    startMs: sketch.startMs ?? 0,
    endMs: sketch.endMs,
  };
}

export function executor(executorId: number, more: Partial<RunExecutor> = {}): RunExecutor {
  return { executorId, host: `host-${executorId + 1}`, cores: 2, addedMs: -1000, ...more };
}

export function taskTable(sketches: readonly TaskSketch[]): TaskTable {
  const table = new TaskTable(256, 40);
  for (const sketch of sketches) {
    const row = table.append();
    const { columns } = table;
    columns.stageId[row] = sketch.stage;
    columns.stageAttempt[row] = sketch.stageAttempt ?? 0;
    columns.partition[row] = sketch.partition;
    columns.attempt[row] = sketch.attempt ?? 0;
    columns.executor[row] = sketch.executor ?? 0;
    columns.core[row] = sketch.core ?? 0;
    columns.launchMs[row] = sketch.launchMs;
    if (sketch.finishMs !== undefined) columns.finishMs[row] = sketch.finishMs;
    const status = sketch.status ?? (sketch.finishMs === undefined ? "Running" : "Success");
    columns.status[row] = TASK_STATUSES.indexOf(status);
    for (const [name, value] of Object.entries(sketch.metrics ?? {})) {
      columns[name as keyof TaskTable["columns"]][row] = value;
    }
    if (sketch.reason !== undefined) table.reasons.set(row, sketch.reason);
  }
  return table;
}

function jobOf(job: JobSketch, sketch: RunSketch): RunJob {
  return {
    jobId: job.id,
    callSite: job.callSite ?? at("count", 4),
    cause: job.cause ?? "action",
    ...(job.executionId === undefined ? {} : { executionId: job.executionId }),
    startMs: job.startMs ?? sketch.startMs ?? 0,
    endMs: job.endMs ?? sketch.endMs,
    ...(job.failure === undefined ? {} : { failure: job.failure }),
    stageIds: [...new Set(job.stages.map((stage) => stage.id))],
  };
}

function stageOf(stage: StageSketch, jobId: number): RunStage {
  const name = stage.name ?? "count at cell [3]:4";
  return {
    stageId: stage.id,
    attempt: stage.attempt ?? 0,
    jobId,
    name,
    callSite: at("count", 4),
    kind: stage.result === true ? "ResultTask" : "ShuffleMapTask",
    ...(stage.result === true ? {} : { shuffleId: stage.id }),
    numTasks: stage.numTasks ?? 2,
    parentIds: stage.parents ?? [],
    rdds: stage.rdds ?? [rdd(stage.id * 10, "MapPartitionsRDD", "map")],
    status: stage.status ?? "complete",
    ...(stage.submittedMs === undefined ? {} : { submittedMs: stage.submittedMs }),
    ...(stage.completedMs === undefined ? {} : { completedMs: stage.completedMs }),
    ...(stage.failureReason === undefined ? {} : { failureReason: stage.failureReason }),
    ...(stage.reusesStage === undefined ? {} : { reusesStage: stage.reusesStage }),
    totals: { ...NO_TOTALS, ...stage.totals },
  };
}
