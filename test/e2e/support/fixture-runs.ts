import {
  type CallSite,
  type ExecutorId,
  type JobCause,
  type Millis,
  NO_TOTALS,
  type RddId,
  type RunDocument,
  type RunExecutor,
  type RunJob,
  type RunStage,
  type StageId,
  TASK_COLUMN_NAMES,
  TASK_STATUSES,
  type TaskStatus,
  TaskTable,
} from "@stageplay/core";

/** A stage of a run made by hand. Stages start when their parents have ended; tasks go to the slot that is free first. */
export interface StagePlan {
  readonly id: number;
  readonly name: string;
  readonly parents?: readonly number[];
  readonly operators?: readonly string[];
  readonly tasks: number;
  readonly taskMs: number;
  /** The stage whose shuffle files it reuses: the stage is skipped. */
  readonly reuses?: number;
  /** Partitions whose first attempt fails, with the reason. */
  readonly failing?: ReadonlyMap<number, string>;
}

export interface JobPlan {
  readonly method: string;
  readonly cause?: JobCause;
  readonly stages: readonly StagePlan[];
}

export interface RunPlan {
  readonly runId: number;
  readonly cell: number;
  readonly jobs: readonly JobPlan[];
  readonly executors?: number;
  readonly cores?: number;
  readonly hosts?: (executor: number) => string;
  readonly predictions?: RunDocument["predictions"];
  /** An executor that dies: its running tasks end with it, and its later ones are left out. */
  readonly lost?: { readonly executor: number; readonly atMs: number; readonly reason: string };
}

/** A run document as a small simulation of its own would leave it: enough for pictures, without the real engine. */
export function fixtureRun(plan: RunPlan): RunDocument {
  const { executors = 4, cores = 2, hosts = (executor: number): string => `host-${executor + 1}` } = plan;
  const tasks = new TaskTable();
  const slots = new Float64Array(executors * cores);
  const stages: RunStage[] = [];
  const jobs: RunJob[] = [];
  let now = 0;
  for (const [jobId, job] of plan.jobs.entries()) {
    const startMs = now as Millis;
    const callSite = at(plan.cell, job.method);
    for (const stage of job.stages) {
      const { document, endMs } = runStage(stage, jobId, callSite, { tasks, slots, cores, startMs: now });
      stages.push(document);
      if (stage.reuses === undefined) now = endMs;
    }
    const stageIds = job.stages.map((stage) => stage.id as StageId);
    jobs.push({ jobId, callSite, cause: job.cause ?? "action", startMs, endMs: now as Millis, stageIds });
    now += 20;
  }
  const { lost } = plan;
  return {
    appId: "local-1",
    appName: "fixture",
    runId: plan.runId,
    cell: plan.cell,
    profile: {
      sparkVersion: "4.3.0",
      aqe: false,
      seed: 42,
      costProfile: "default",
      rows: "measured",
      bytes: "measured",
      times: "modelled",
    },
    conf: {},
    executors: Array.from({ length: executors }, (_, id): RunExecutor => {
      const end = id === lost?.executor ? { removedMs: lost.atMs as Millis, removedReason: lost.reason } : {};
      return { executorId: id as ExecutorId, host: hosts(id), cores, addedMs: 0 as Millis, ...end };
    }),
    jobs,
    stages,
    sqlExecutions: [],
    faults:
      lost === undefined
        ? []
        : [{ timeMs: lost.atMs as Millis, description: lost.reason, executorId: lost.executor as ExecutorId }],
    predictions: plan.predictions ?? [],
    tasks: lost === undefined ? tasks : withoutExecutor(tasks, lost),
    startMs: 0 as Millis,
    endMs: (now - 20) as Millis,
  };
}

interface Cluster {
  readonly tasks: TaskTable;
  readonly slots: Float64Array;
  readonly cores: number;
  readonly startMs: number;
}

function runStage(
  plan: StagePlan,
  jobId: number,
  callSite: CallSite,
  cluster: Cluster,
): { document: RunStage; endMs: number } {
  const skipped = plan.reuses !== undefined;
  const { slots, startMs } = cluster;
  const waiting = skipped ? [] : Array.from({ length: plan.tasks }, (_, partition) => ({ partition, attempt: 0 }));
  let endMs = startMs;
  slots.fill(startMs);
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { partition, attempt } = next;
    const failure = attempt === 0 ? plan.failing?.get(partition) : undefined;
    const finishMs = runTask(plan, { partition, attempt, failure }, cluster);
    if (failure !== undefined) waiting.push({ partition, attempt: attempt + 1 });
    endMs = Math.max(endMs, finishMs);
  }
  const document: RunStage = {
    stageId: plan.id as StageId,
    attempt: 0,
    jobId,
    name: plan.name,
    callSite,
    kind: plan.name.startsWith("result") ? "ResultTask" : "ShuffleMapTask",
    numTasks: plan.tasks,
    parentIds: (plan.parents ?? []).map((id) => id as StageId),
    rdds: (plan.operators ?? ["map"]).map((name, i) => ({
      id: (plan.id * 10 + i) as RddId,
      name: "MapPartitionsRDD",
      scope: { id: `${plan.id}-${i}`, name },
      callSite: callSite.short,
      parentIds: i === 0 ? [] : [(plan.id * 10 + i - 1) as RddId],
      numPartitions: plan.tasks,
      cached: false,
      storageLevel: "",
    })),
    status: skipped ? "skipped" : "complete",
    ...(skipped ? {} : { submittedMs: startMs as Millis, completedMs: endMs as Millis }),
    ...(plan.reuses === undefined ? {} : { reusesStage: plan.reuses as StageId }),
    totals: skipped
      ? NO_TOTALS
      : { ...NO_TOTALS, shuffleWriteBytes: 700 * plan.tasks, shuffleWriteRecords: 24 * plan.tasks },
  };
  return { document, endMs };
}

function withoutExecutor(tasks: TaskTable, { executor, atMs, reason }: NonNullable<RunPlan["lost"]>): TaskTable {
  const kept = new TaskTable();
  for (let row = 0; row < tasks.length; row++) {
    if (tasks.columns.executor[row] === executor && tasks.columns.launchMs[row]! >= atMs) continue;
    const to = kept.append();
    for (const name of TASK_COLUMN_NAMES) kept.columns[name][to] = tasks.columns[name][row]!;
  }
  for (let row = 0; row < kept.length; row++) {
    if (kept.columns.executor[row] !== executor || kept.columns.finishMs[row]! <= atMs) continue;
    kept.columns.finishMs[row] = atMs;
    kept.columns.status[row] = TASK_STATUSES.indexOf("ExecutorLostFailure");
    kept.reasons.set(row, reason);
  }
  return kept;
}

interface Attempt {
  readonly partition: number;
  readonly attempt: number;
  readonly failure: string | undefined;
}

function runTask(plan: StagePlan, { partition, attempt, failure }: Attempt, { tasks, slots, cores }: Cluster): number {
  let slot = 0;
  for (let i = 1; i < slots.length; i++) if (slots[i]! < slots[slot]!) slot = i;
  const row = tasks.append();
  // A spread without chance: partitions differ by up to a half, always in the same way.
  const durationMs = plan.taskMs * (0.75 + ((partition * 7 + plan.id * 3) % 11) / 20);
  const launchMs = slots[slot]!;
  const status: TaskStatus = failure === undefined ? "Success" : "ExceptionFailure";
  const values = {
    stageId: plan.id,
    partition,
    attempt,
    executor: Math.floor(slot / cores),
    core: slot % cores,
    status: TASK_STATUSES.indexOf(status),
    launchMs,
    finishMs: launchMs + durationMs,
    deserializeMs: durationMs * 0.05,
    runMs: durationMs * 0.9,
    fetchWaitMs: (plan.parents ?? []).length > 0 ? durationMs * 0.1 : 0,
    shuffleWriteMs: durationMs * 0.15,
    gcMs: durationMs * 0.04,
    resultSerializeMs: durationMs * 0.02,
    inputBytes: 4096,
    inputRecords: 120,
    shuffleWriteBytes: 700,
    shuffleWriteRecords: 24,
    resultBytes: 900,
  };
  for (const [name, value] of Object.entries(values)) tasks.columns[name as keyof typeof values][row] = value;
  if (failure !== undefined) tasks.reasons.set(row, failure);
  slots[slot] = launchMs + durationMs;
  return launchMs + durationMs;
}

function at(cell: number, method: string): CallSite {
  return { short: `${method} at cell [${cell}]:1`, method, file: `cell [${cell}]`, line: 1 };
}
