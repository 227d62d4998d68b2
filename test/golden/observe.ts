import type { RunDocument, RunStage, TaskColumnName, TaskTable } from "@stageplay/core";
import { TASK_STATUSES } from "@stageplay/core";
import type { RecordedJob, RecordedStage } from "./record.js";

/** A job of ours in the form of the records, with its times, which tell which jobs ran at once. */
export interface ObservedJob extends RecordedJob {
  readonly startMs: number;
  readonly endMs: number;
}

const SUCCESS = TASK_STATUSES.indexOf("Success");

/** The jobs of the runs, in order, in the form of the records. */
export function observedJobs(runs: readonly RunDocument[]): ObservedJob[] {
  return runs.flatMap((run) =>
    run.jobs.map((job) => ({
      id: job.jobId,
      // Why it failed is told in other words here: classes and hosts are ours.
      result: job.failure === undefined ? "JobSucceeded" : "JobFailed",
      startMs: job.startMs,
      endMs: job.endMs ?? Number.POSITIVE_INFINITY,
      stages: job.stageIds.map((id) => observedStage(run, id, job.jobId)),
    })),
  );
}

function observedStage(run: RunDocument, stageId: number, jobId: number): RecordedStage {
  const attempts = run.stages.filter((stage) => stage.stageId === stageId);
  const first = attempts[0];
  if (first === undefined) throw new Error(`Job ${jobId} names stage ${stageId}, which the run does not have.`);
  const ran = attempts.some((stage) => stage.submittedMs !== undefined);
  return {
    id: stageId,
    status: ran ? "ran" : "skipped",
    // A later attempt holds only the partitions that were missing (B7).
    numTasks: Math.max(...attempts.map((stage) => stage.numTasks)),
    parents: first.parentIds,
    ...(ran ? { kind: first.kind, ...recordCounts(run.tasks, first) } : {}),
    rdds: first.rdds.map((rdd) => ({
      id: rdd.id,
      scope: rdd.scope?.name ?? null,
      // A file's RDD is named by its path (A16); the records keep the last part, without the recorder's folders.
      rdd: rdd.name.slice(rdd.name.lastIndexOf("/") + 1),
      parents: rdd.parentIds,
      partitions: rdd.numPartitions,
      cached: rdd.cached,
    })),
  };
}

function recordCounts(tasks: TaskTable, stage: RunStage) {
  const rowOfPartition = new Map<number, number>();
  for (let row = 0; row < tasks.length; row++) {
    if (tasks.columns.stageId[row] !== stage.stageId || tasks.columns.status[row] !== SUCCESS) continue;
    rowOfPartition.set(tasks.columns.partition[row]!, row);
  }
  const rows = [...rowOfPartition].sort(([a], [b]) => a - b).map(([, row]) => row);
  const column = (name: TaskColumnName) => rows.map((row) => tasks.columns[name][row]!);
  return {
    recordsRead: column("inputRecords"),
    shuffleRecordsRead: column("shuffleReadRecords"),
    shuffleRecordsWritten: column("shuffleWriteRecords"),
    recordsWritten: column("outputRecords"),
    shuffleBytesRead: column("shuffleReadBytes"),
    shuffleBytesWritten: column("shuffleWriteBytes"),
  };
}
