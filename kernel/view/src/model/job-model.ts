import type { RunDocument, RunJob } from "@stageplay/core";
import { carriedBy } from "./carried-run.js";
import type { JobModel, JobStatus, StageEdge, StageModel } from "./run-model-types.js";
import { outcomeOf } from "./task-facts.js";

/** One job for its DAG picture. `stages` are the run's stage models. */
export function jobModel(run: RunDocument, job: RunJob, stages: readonly StageModel[]): JobModel {
  const last = new Map<number, StageModel>();
  for (const stage of stages) last.set(stage.stageId, stage);
  const own = job.stageIds.map((id) => last.get(id)).filter((stage) => stage !== undefined);
  return {
    jobId: job.jobId,
    title: `Job ${job.jobId} · ${job.callSite.short}`,
    cause: job.cause,
    status: statusOf(job),
    ...(job.failure === undefined ? {} : { failure: job.failure }),
    startMs: job.startMs - run.startMs,
    ...(job.endMs === undefined ? {} : { durationMs: job.endMs - job.startMs }),
    stages: own,
    edges: edgesOf(run, own, stages),
  };
}

function statusOf(job: RunJob): JobStatus {
  if (job.failure !== undefined) return "failed";
  return job.endMs === undefined ? "running" : "succeeded";
}

function edgesOf(run: RunDocument, own: readonly StageModel[], all: readonly StageModel[]): readonly StageEdge[] {
  const ids = new Set(own.map((stage) => stage.stageId));
  return own.flatMap((child) =>
    [...new Set(child.facts.parentIds)]
      .filter((id) => ids.has(id))
      .map((id): StageEdge => {
        const parent = own.find((stage) => stage.stageId === id)!;
        const reused = parent.status === "skipped";
        const written = shuffleWritten(run, all, reused ? parent.facts.reusesStage : id);
        return { from: id, to: child.stageId, reused, ...written };
      }),
  );
}

/** What a stage wrote for the next ones. A repeated stage rewrites only lost partitions, so each partition counts once. */
function shuffleWritten(
  run: RunDocument,
  all: readonly StageModel[],
  stageId: number | undefined,
): { records: number; bytes: number } | undefined {
  const attempts = all.filter((stage) => stage.stageId === stageId && stage.status !== "skipped");
  const first = attempts[0];
  if (first === undefined || attempts.every((stage) => stage.counts.succeeded === 0)) return undefined;
  const { tasksDrawn, metricsSampled } = carriedBy(run);
  const complete = tasksDrawn.drawn === tasksDrawn.total && metricsSampled.drawn === metricsSampled.total;
  const { shuffleWriteRecords: records, shuffleWriteBytes: bytes } = first.facts.totals;
  const written = attempts.length === 1 || !complete ? { records, bytes } : lastOutputs(run, stageId!);
  // A stage that failed before it wrote anything says nothing about its data.
  return first.status === "failed" && written.bytes === 0 ? undefined : written;
}

function lastOutputs(run: RunDocument, stageId: number): { records: number; bytes: number } {
  const columns = run.tasks.columns;
  const rowOf = new Map<number, number>();
  for (let row = 0; row < run.tasks.length; row++) {
    if (columns.stageId[row] !== stageId || outcomeOf(columns.status[row]!) !== "succeeded") continue;
    rowOf.set(columns.partition[row]!, row);
  }
  let records = 0;
  let bytes = 0;
  for (const row of rowOf.values()) {
    records += columns.shuffleWriteRecords[row]!;
    bytes += columns.shuffleWriteBytes[row]!;
  }
  return { records, bytes };
}
