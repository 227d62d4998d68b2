import type { RunDocument, RunExecutor, RunJob, RunStage } from "../events/run.js";
import { TASK_STATUSES, type TaskStatus, TaskTable } from "../events/task-table.js";

export interface TaskSketch {
  readonly stage: number;
  readonly stageAttempt?: number;
  readonly partition: number;
  readonly attempt?: number;
  readonly executor: number;
  readonly core?: number;
  readonly from: number;
  readonly to: number;
  readonly status?: TaskStatus;
  readonly speculative?: boolean;
  /** Columns in milliseconds, `runMs` first of all. */
  readonly times?: Partial<Record<"deserializeMs" | "runMs" | "gcMs" | "fetchWaitMs" | "shuffleWriteMs", number>>;
}

/** What a test says about a run; times in milliseconds. */
export interface RunSketch {
  readonly executors?: readonly Partial<RunExecutor>[];
  readonly stages?: readonly (Partial<RunStage> & {
    readonly from: number;
    readonly ready?: number;
    readonly to: number;
  })[];
  readonly tasks?: readonly TaskSketch[];
  readonly jobs?: readonly (Partial<RunJob> & { readonly from: number; readonly to: number })[];
  readonly queries?: readonly { readonly executionId: number; readonly from: number; readonly to: number }[];
  readonly to: number;
  readonly more?: Partial<RunDocument>;
}

/** A run on executors with one core each, unless said otherwise; one job with all of its stages. */
export function runOf({
  executors = [{}],
  stages = [],
  tasks = [],
  jobs,
  queries = [],
  to,
  more,
}: RunSketch): RunDocument {
  const table = new TaskTable();
  for (const task of tasks) {
    const row = table.append();
    const { columns } = table;
    columns.stageId[row] = task.stage;
    columns.stageAttempt[row] = task.stageAttempt ?? 0;
    columns.partition[row] = task.partition;
    columns.attempt[row] = task.attempt ?? 0;
    columns.executor[row] = task.executor;
    columns.core[row] = task.core ?? 0;
    columns.launchMs[row] = task.from;
    columns.finishMs[row] = task.to;
    columns.speculative[row] = task.speculative === true ? 1 : 0;
    columns.status[row] = TASK_STATUSES.indexOf(task.status ?? "Success");
    for (const [name, ms] of Object.entries(task.times ?? { runMs: task.to - task.from })) {
      columns[name as "runMs"][row] = ms;
    }
  }
  const stageIds = [...new Set(stages.map((stage, i) => stage.stageId ?? i))];
  return {
    conf: {},
    executors: executors.map((executor, executorId) => ({
      executorId,
      host: `host-${executorId}`,
      cores: 1,
      addedMs: 0,
      ...executor,
    })),
    stages: stages.map(({ from, ready = from, to: end, ...stage }, i) => ({
      stageId: i,
      attempt: 0,
      jobId: 0,
      numTasks: tasks.filter((task) => task.stage === (stage.stageId ?? i) && !task.attempt && !task.speculative)
        .length,
      parentIds: i === 0 ? [] : [i - 1],
      status: "complete",
      submittedMs: from,
      tasksSubmittedMs: ready,
      completedMs: end,
      ...stage,
    })),
    jobs: (jobs ?? [{ from: 0, to }]).map(({ from, to: end, ...job }, i) => ({
      jobId: i,
      startMs: from,
      endMs: end,
      stageIds,
      cause: "action",
      callSite: { short: "count", method: "count" },
      ...job,
    })),
    sqlExecutions: queries.map(({ executionId, from, to: end }) => ({ executionId, startMs: from, endMs: end })),
    tasks: table,
    faults: [],
    startMs: 0,
    endMs: to,
    ...more,
  } as unknown as RunDocument;
}
