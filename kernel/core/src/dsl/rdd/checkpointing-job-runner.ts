import type { JobRequest, JobRunner, MapStageRequest } from "../../backend.js";
import type { CallSite } from "../../events/listener.js";
import { type CheckpointFile, LocalCheckpointRDD, ReliableCheckpointRDD } from "../../rdd/checkpoint-rdd.js";
import type { MapOutputStatistics } from "../../rdd/map-output-statistics.js";
import type { RDDLineage } from "../../rdd/rdd-lineage.js";
import { serializedSize } from "../../rdd/serialized-size.js";
import type { StorageInfo } from "../../rdd/storage-info.js";
import type { TaskContext } from "../../rdd/task-context.js";

/** Runs jobs, and after each the checkpoints that were asked for in its lineage, with a job of their own (A14). */
export class CheckpointingJobRunner implements JobRunner {
  private readonly jobs: JobRunner;
  private readonly storageInfo: (rdd: RDDLineage<unknown>) => StorageInfo;
  /** RDDs that a job has run over: a later checkpoint() on them comes too late, as in Spark. */
  private readonly visited: WeakSet<RDDLineage<unknown>> = new WeakSet();

  constructor(jobs: JobRunner, storageInfo: (rdd: RDDLineage<unknown>) => StorageInfo) {
    this.jobs = jobs;
    this.storageInfo = storageInfo;
  }

  async runJob<T, U>(request: JobRequest<T, U>): Promise<U[]> {
    const results = await this.jobs.runJob(request);
    for (const rdd of this.marked(request.rdd)) {
      const job = this.checkpointJob(rdd, request.callSite);
      finish(rdd, request.callSite, job === undefined ? [] : await this.jobs.runJob(job));
    }
    return results;
  }

  runJobNow<T, U>(request: JobRequest<T, U>): U[] {
    const results = this.jobs.runJobNow(request);
    for (const rdd of this.marked(request.rdd)) {
      const job = this.checkpointJob(rdd, request.callSite);
      finish(rdd, request.callSite, job === undefined ? [] : this.jobs.runJobNow(job));
    }
    return results;
  }

  runMapStage(request: MapStageRequest): Promise<MapOutputStatistics> {
    return this.jobs.runMapStage(request);
  }

  runMapStageNow(request: MapStageRequest): MapOutputStatistics {
    return this.jobs.runMapStageNow(request);
  }

  load(rdd: RDDLineage<unknown>): Promise<void> {
    return this.jobs.load(rdd);
  }

  driverWork(ms: number): Promise<void> {
    return this.jobs.driverWork(ms);
  }

  /** The RDDs to checkpoint, nearest first: what lies behind one of them needs no checkpoint of its own. */
  private marked(last: RDDLineage<unknown>): RDDLineage<unknown>[] {
    const found: RDDLineage<unknown>[] = [];
    const waiting = [last];
    for (let rdd = waiting.pop(); rdd !== undefined; rdd = waiting.pop()) {
      if (this.visited.has(rdd)) continue;
      this.visited.add(rdd);
      if (rdd.checkpointMode === undefined) waiting.push(...rdd.dependencies.map((parent) => parent.rdd).reverse());
      else found.push(rdd);
    }
    return found;
  }

  /** All partitions for a checkpoint in files; the missing blocks for a local one, and no job when none is missing. */
  private checkpointJob<T>(rdd: RDDLineage<T>, callSite: CallSite): JobRequest<T, CheckpointFile<T>> | undefined {
    const task = rdd.checkpointMode === "local" ? fillBlock<T> : writeFile<T>;
    const request = { rdd, task, callSite, cause: "checkpoint" } as const;
    if (rdd.checkpointMode === "reliable") return request;
    const stored = new Set(this.storageInfo(rdd).partitions);
    const partitions = Array.from({ length: rdd.numPartitions }, (_, i) => i).filter((i) => !stored.has(i));
    return partitions.length === 0 ? undefined : { ...request, partitions };
  }
}

function writeFile<T>(rows: Iterable<T>, context: TaskContext): CheckpointFile<T> {
  const elements = [...rows];
  const bytes = elements.reduce((sum, element) => sum + serializedSize(element), 0);
  context.metrics.charge("textWriteBytes", bytes);
  return { elements, bytes };
}

/** Computing a persisted partition stores its block. */
function fillBlock<T>(rows: Iterable<T>): CheckpointFile<T> {
  for (const _ of rows);
  return { elements: [], bytes: 0 };
}

function finish<T>(rdd: RDDLineage<T>, callSite: CallSite, files: readonly CheckpointFile<T>[]): void {
  const checkpoint = rdd.context.withScope("checkpoint", callSite, () =>
    rdd.checkpointMode === "local" ? new LocalCheckpointRDD(rdd) : new ReliableCheckpointRDD(rdd, files),
  );
  rdd.checkpointedAs(checkpoint);
}
