import { readdirSync, readFileSync } from "node:fs";
import type { RunDocument, TaskRecord } from "@stageplay/core";

/** One task attempt of a timeline. Times are milliseconds since the program started. */
export interface TimelineTask {
  readonly partition: number;
  readonly attempt: number;
  readonly executor: string;
  readonly locality: string;
  readonly speculative: boolean;
  readonly launchMs: number;
  readonly finishMs: number;
  readonly runMs: number;
  /** Spark's name of how it ended: `Success`, `ExceptionFailure`, … */
  readonly reason: string;
}

export interface TimelineStage {
  readonly id: number;
  readonly attempt: number;
  readonly numTasks: number;
  readonly failed: boolean;
  readonly submittedMs: number;
  readonly completedMs: number;
  readonly tasks: readonly TimelineTask[];
}

/** What ran when: recorded from Spark, or simulated. */
export interface Timeline {
  readonly makespanMs: number;
  readonly jobs: readonly {
    readonly id: number;
    readonly submittedMs: number;
    readonly finishedMs: number;
    readonly succeeded: boolean;
  }[];
  readonly stages: readonly TimelineStage[];
}

/** What real Spark did with one program of sleeping tasks (`records/scheduler/ID.json`). */
export interface SchedulerRecord extends Timeline {
  readonly id: string;
  readonly conf: Readonly<Record<string, string>>;
  readonly result: string;
  /** Executors that were there when the program started. */
  readonly executorsAtStart: number;
}

interface RecordFile {
  readonly id: string;
  readonly conf: Readonly<Record<string, string>>;
  readonly result: string;
  readonly makespanMs: number;
  readonly executors: Readonly<Record<string, { readonly addedMs: number }>>;
  readonly jobs: readonly { id: number; submittedMs: number; finishedMs: number; result: string }[];
  readonly stages: readonly (Omit<TimelineStage, "tasks" | "failed"> & {
    readonly failure: string | null;
    readonly taskColumns: readonly string[];
    readonly tasks: readonly (readonly unknown[])[];
  })[];
}

/** Reads every record of a folder, in order of id. */
export function readSchedulerRecords(folder: string): SchedulerRecord[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => fromFile(JSON.parse(readFileSync(`${folder}/${name}`, "utf8")) as RecordFile));
}

function fromFile({ id, conf, result, makespanMs, executors, jobs, stages }: RecordFile): SchedulerRecord {
  return {
    id,
    conf,
    result,
    makespanMs,
    executorsAtStart: Object.values(executors).filter(({ addedMs }) => addedMs <= 0).length,
    jobs: jobs.map((job) => ({ ...job, succeeded: job.result === "JobSucceeded" })),
    stages: stages.map(({ taskColumns, tasks, failure, ...stage }) => ({
      ...stage,
      failed: failure !== null,
      tasks: tasks.map(
        (values) => Object.fromEntries(taskColumns.map((name, i) => [name, values[i]])) as unknown as TimelineTask,
      ),
    })),
  };
}

/** The timeline of a simulated run whose program started at `startMs`. */
export function timelineOf(run: RunDocument, startMs: number): Timeline {
  const since = (ms: number | undefined): number => (ms ?? Number.NaN) - startMs;
  const tasks = Array.from({ length: run.tasks.length }, (_, row) => run.tasks.record(row));
  return {
    makespanMs: since(Math.max(...run.jobs.map((job) => job.endMs ?? Number.NaN))),
    jobs: run.jobs.map((job) => ({
      id: job.jobId,
      submittedMs: since(job.startMs),
      finishedMs: since(job.endMs),
      succeeded: job.failure === undefined,
    })),
    stages: run.stages
      .filter((stage) => stage.status !== "skipped")
      .map((stage) => ({
        id: stage.stageId,
        attempt: stage.attempt,
        numTasks: stage.numTasks,
        failed: stage.status === "failed",
        submittedMs: since(stage.submittedMs),
        completedMs: since(stage.completedMs),
        tasks: tasks
          .filter((task) => task.stageId === stage.stageId && task.stageAttempt === stage.attempt)
          .map((task) => timelineTask(task, since)),
      })),
  };
}

function timelineTask(task: TaskRecord, since: (ms: number) => number): TimelineTask {
  const { partition, attempt, executor, locality, speculative, launchMs, finishMs, runMs, status } = task;
  return {
    partition,
    attempt,
    executor: String(executor),
    locality,
    speculative,
    launchMs: since(launchMs),
    finishMs: since(finishMs),
    runMs,
    reason: status,
  };
}
