import { NO_TOTALS, type RunDocument, TASK_LOCALITIES, TASK_STATUSES, TaskTable } from "@stageplay/core";
import type { Timeline } from "./timeline.js";

const CALL_SITE = { short: "count", method: "count" };

/** A recorded timeline as the document of a run: the part of it that the cost model is fitted to. */
export function recordedRun({ jobs, stages, makespanMs }: Timeline): RunDocument {
  const tasks = new TaskTable();
  const inOrder = stages
    .flatMap((stage) => stage.tasks.map((task) => ({ stage, task })))
    .sort((a, b) => a.task.launchMs - b.task.launchMs);
  for (const { stage, task } of inOrder) {
    const row = tasks.append();
    const { columns } = tasks;
    columns.stageId[row] = stage.id;
    columns.stageAttempt[row] = stage.attempt;
    columns.partition[row] = task.partition;
    columns.attempt[row] = task.attempt;
    columns.executor[row] = Number(task.executor);
    columns.locality[row] = (TASK_LOCALITIES as readonly string[]).indexOf(task.locality);
    columns.status[row] = (TASK_STATUSES as readonly string[]).indexOf(task.reason);
    columns.launchMs[row] = task.launchMs;
    columns.finishMs[row] = task.finishMs;
    columns.runMs[row] = task.runMs;
  }
  return {
    appId: "",
    appName: "",
    runId: 1,
    profile: {
      sparkVersion: "4.3.0",
      aqe: true,
      seed: 0,
      costProfile: "",
      rows: "recorded",
      bytes: "recorded",
      times: "recorded",
    },
    conf: {},
    executors: [],
    jobs: jobs.map(({ id, submittedMs, finishedMs }) => ({
      jobId: id,
      callSite: CALL_SITE,
      cause: "action",
      startMs: submittedMs,
      endMs: finishedMs,
      stageIds: [],
    })),
    stages: stages.map(({ id, attempt, numTasks, submittedMs, completedMs }) => ({
      stageId: id,
      attempt,
      jobId: 0,
      name: "",
      callSite: CALL_SITE,
      kind: "ResultTask",
      numTasks,
      parentIds: [],
      rdds: [],
      status: "complete",
      submittedMs,
      completedMs,
      totals: NO_TOTALS,
    })),
    sqlExecutions: [],
    faults: [],
    predictions: [],
    tasks,
    startMs: 0,
    endMs: makespanMs,
  };
}
