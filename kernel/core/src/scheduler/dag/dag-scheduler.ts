/**
 * Spark's DAGScheduler: turns a job into stages and runs them in the order of their shuffles.
 *
 * A job names an RDD and a function. Walking back from the RDD, every shuffle dependency ends a stage, so a stage is what can
 * run without one. The last is a ResultStage, all others are ShuffleMapStages, which write the outputs that the
 * MapOutputTracker remembers. A stage is submitted when the outputs of all its parents exist; parents whose outputs exist
 * already, from an earlier job or behind a cached RDD, are never submitted and show as skipped.
 *
 * The scheduler is a state machine: its methods are the events (job submitted, task ended, task set failed, job cancelled), it
 * reads the time from the clock it was given, and acts only through the task scheduler and the listener bus.
 */
import type { JobRequest, MapStageRequest } from "../../backend.js";
import type { AccumulatorId, JobId, Millis, ShuffleId, StageId } from "../../base/brand.js";
import { jobCancelled, SparkError, SparkException } from "../../errors/index.js";
import type { CallSite } from "../../events/listener.js";
import type { ListenerBus } from "../../events/listener-bus.js";
import type { ShuffleDependency } from "../../rdd/dependency.js";
import type { RDDLineage } from "../../rdd/rdd-lineage.js";
import { StorageLevel } from "../../rdd/storage-level.js";
import type { MapOutputTracker, MapStatus } from "../map-output-tracker.js";
import type { TaskSet } from "../task/task-set.js";
import { type ActiveJob, MapStageJob, ResultJob } from "./active-job.js";
import { missingAncestorShuffles, shuffleDependencies } from "./lineage-walk.js";
import { ResultStage, ShuffleMapStage, type Stage } from "./stage.js";

export interface DAGSchedulerOptions {
  readonly mapOutputs: MapOutputTracker;
  readonly bus: ListenerBus;
  readonly now: () => Millis;
  /** Executor with the block of a partition of a persisted RDD, −1 for none (B5). */
  readonly blockExecutor: (rdd: RDDLineage<unknown>, partition: number) => number;
  /** Executor with a cached block that the partition is computed from, −1 for none (B10). */
  readonly cacheLocation: (rdd: RDDLineage<unknown>, partition: number) => number;
  readonly submitTasks: (taskSet: TaskSet) => void;
  readonly cancelTasks: (stageId: StageId, reason: string) => void;
  /** Running totals of accumulators, for StageCompleted. */
  readonly accumulables: (stage: Stage) => ReadonlyMap<AccumulatorId, number>;
}

export class DAGScheduler {
  private readonly options: DAGSchedulerOptions;
  private nextJobId: JobId = 0;
  private nextStageId: StageId = 0;
  private readonly activeJobs: Map<JobId, ActiveJob> = new Map();
  private readonly stages: Map<StageId, Stage> = new Map();
  /**
   * Which executor holds each partition of a persisted RDD, −1 for none, as it was when first asked for. Spark looks again only after a
   * job was submitted or a map stage has ended (B5).
   */
  private cacheLocations: WeakMap<RDDLineage<unknown>, readonly number[]> = new WeakMap();
  private readonly shuffleToMapStage: Map<ShuffleId, ShuffleMapStage> = new Map();
  private readonly waiting: Set<Stage> = new Set();
  private readonly running: Set<Stage> = new Set();

  constructor(options: DAGSchedulerOptions) {
    this.options = options;
  }

  get hasActiveJobs(): boolean {
    return this.activeJobs.size > 0;
  }

  /** Jobs so far; also the id of the next one. */
  get jobCount(): number {
    return this.nextJobId;
  }

  /** A job was submitted: creates its stages and submits the last one (B1–B3). */
  submitJob(
    request: JobRequest<unknown, unknown>,
    onEnd: (failure: Error | undefined, results: unknown[]) => void,
  ): JobId {
    this.cacheLocations = new WeakMap();
    const jobId = this.nextJobId++;
    const partitions = request.partitions ?? Array.from({ length: request.rdd.numPartitions }, (_, i) => i);
    const job = new ResultJob(jobId, request, partitions, onEnd);
    this.start(job, partitions.length === 0 ? [] : this.createStages(job));
    return jobId;
  }

  /** A job was submitted that writes a shuffle: its last stage is the map stage itself (B17). */
  submitMapStage(request: MapStageRequest, onEnd: (failure: Error | undefined) => void): JobId {
    this.cacheLocations = new WeakMap();
    const jobId = this.nextJobId++;
    const job = new MapStageJob(jobId, request, onEnd);
    job.finalStage = this.getOrCreateMapStage(request.shuffle, jobId);
    this.start(job, this.registerForJob(job.finalStage, jobId));
    return jobId;
  }

  private start(job: ActiveJob, stages: readonly Stage[]): void {
    const { jobId } = job;
    const { callSite, cause, executionId, description } = job.request;
    this.options.bus.post("onJobStart", {
      jobId,
      timeMs: this.options.now(),
      stages: stages.map((stage) => stage.info(stage.latestInfo?.attempt ?? stage.nextAttempt, stage.numTasks)),
      callSite,
      cause,
      ...(executionId === undefined ? {} : { executionId }),
      ...(description === undefined ? {} : { description }),
    });
    if (job.finalStage === undefined) {
      this.options.bus.post("onJobEnd", { jobId, timeMs: this.options.now() });
      job.end(undefined);
    } else {
      this.activeJobs.set(jobId, job);
      this.submitStage(job.finalStage);
    }
  }

  /** A task of a map stage wrote its output. */
  mapTaskSucceeded(stage: ShuffleMapStage, partition: number, status: MapStatus): void {
    this.options.mapOutputs.registerMapOutput(stage.shuffle, partition, status);
    stage.pendingPartitions.delete(partition);
    if (stage.pendingPartitions.size > 0 || !this.running.has(stage)) return;
    this.mapStageFinished(stage);
  }

  /** A task of a result stage brought its result. */
  resultTaskSucceeded(stage: ResultStage, index: number, result: unknown): void {
    const { job } = stage;
    if (job.finished[index] || !this.activeJobs.has(job.jobId)) return;
    job.finished[index] = true;
    job.results[index] = result;
    if (++job.numFinished < job.partitions.length) return;
    this.stageFinished(stage);
    this.jobEnded(job, undefined);
  }

  /** A task failed too often: every job that needs the stage is aborted (C8, B15). */
  taskSetFailed(stageId: StageId, reason: string, cause: unknown): void {
    const stage = this.stages.get(stageId);
    if (stage === undefined) return;
    for (const jobId of [...stage.jobIds]) {
      const job = this.activeJobs.get(jobId);
      if (job === undefined) continue;
      this.failJob(job, `Job aborted due to stage failure: ${reason}`, jobAborted(reason, cause, job.request.callSite));
    }
  }

  /** Executor that held the block of a partition when the locations were looked up last; −1 for none (B5). */
  cachedOn(rdd: RDDLineage<unknown>, partition: number): number {
    return this.locationsOf(rdd)[partition] ?? -1;
  }

  private isFullyCached(rdd: RDDLineage<unknown>): boolean {
    const locations = this.locationsOf(rdd);
    return locations.length > 0 && !locations.includes(-1);
  }

  private locationsOf(rdd: RDDLineage<unknown>): readonly number[] {
    if (rdd.storageLevel === StorageLevel.NONE) return [];
    let locations = this.cacheLocations.get(rdd);
    if (locations === undefined) {
      locations = Array.from({ length: rdd.numPartitions }, (_, i) => this.options.blockExecutor(rdd, i));
      this.cacheLocations.set(rdd, locations);
    }
    return locations;
  }

  /** Cancels every job; their promises reject with SPARK_JOB_CANCELLED. */
  cancelAllJobs(reason: string): void {
    for (const jobId of [...this.activeJobs.keys()]) this.cancelJob(jobId, reason);
  }

  /** Cancels the jobs of a group (B15). */
  cancelJobGroup(group: string, reason: string): void {
    for (const [jobId, { request }] of [...this.activeJobs]) if (request.group === group) this.cancelJob(jobId, reason);
  }

  /** Cancels a job, if it runs. */
  cancelJob(jobId: JobId, reason: string): void {
    const job = this.activeJobs.get(jobId);
    if (job === undefined) return;
    const what = `Job ${jobId}`;
    this.failJob(job, `${what} cancelled ${reason}`, jobCancelled(what, reason, job.request.callSite));
  }

  /** Partitions of a stage that must be computed (B7). */
  private missingPartitions(stage: Stage): number[] {
    if (stage.kind === "ResultTask") {
      return stage.job.finished.flatMap((finished, index) => (finished ? [] : [index]));
    }
    const statuses = this.options.mapOutputs.statuses(stage.shuffle);
    return statuses.flatMap((status, index) => (status === undefined ? [index] : []));
  }

  private createStages(job: ResultJob): Stage[] {
    const { rdd, callSite } = job.request;
    const parents = this.parentStages(rdd, job.jobId);
    const stage = new ResultStage(this.nextStageId++, rdd, job, parents, callSite);
    this.stages.set(stage.id, stage);
    job.finalStage = stage;
    return this.registerForJob(stage, job.jobId);
  }

  private parentStages(rdd: RDDLineage<unknown>, jobId: JobId): ShuffleMapStage[] {
    return shuffleDependencies(rdd).map((shuffle) => this.getOrCreateMapStage(shuffle, jobId));
  }

  /** B2: ancestors that no live stage writes are created first. */
  private getOrCreateMapStage(shuffle: ShuffleDependency<unknown>, jobId: JobId): ShuffleMapStage {
    const live = this.shuffleToMapStage.get(shuffle.shuffleId);
    if (live !== undefined) return live;
    const isLive = (id: ShuffleId): boolean => this.shuffleToMapStage.has(id);
    for (const ancestor of missingAncestorShuffles(shuffle.rdd, isLive)) {
      if (!isLive(ancestor.shuffleId)) this.createMapStage(ancestor, jobId);
    }
    return this.createMapStage(shuffle, jobId);
  }

  private createMapStage(shuffle: ShuffleDependency<unknown>, jobId: JobId): ShuffleMapStage {
    const parents = this.parentStages(shuffle.rdd, jobId);
    const stage = new ShuffleMapStage(this.nextStageId++, shuffle, parents, shuffle.rdd.callSite);
    this.stages.set(stage.id, stage);
    this.shuffleToMapStage.set(shuffle.shuffleId, stage);
    this.options.mapOutputs.registerShuffle(shuffle, stage.numTasks);
    return stage;
  }

  /** Notes that the job needs the stage and its ancestors; returns them by id. */
  private registerForJob(last: Stage, jobId: JobId): Stage[] {
    const seen = new Set<Stage>();
    const waiting: Stage[] = [last];
    for (let stage = waiting.pop(); stage !== undefined; stage = waiting.pop()) {
      if (seen.has(stage)) continue;
      seen.add(stage);
      stage.jobIds.add(jobId);
      waiting.push(...stage.parents);
    }
    return [...seen].sort((a, b) => a.id - b.id);
  }

  /** Submits the stage, or its missing parents first (B6). */
  private submitStage(stage: Stage): void {
    if (this.waiting.has(stage) || this.running.has(stage)) return;
    const missing = this.missingParents(stage);
    if (missing.length === 0) {
      this.submitMissingTasks(stage);
      return;
    }
    this.waiting.add(stage);
    for (const parent of missing) this.submitStage(parent);
  }

  /** Parents whose outputs are needed and incomplete; the walk stops at fully cached RDDs (B5, B6). */
  private missingParents(stage: Stage): ShuffleMapStage[] {
    const missing = new Set<ShuffleMapStage>();
    const seen = new Set<RDDLineage<unknown>>();
    const waiting: RDDLineage<unknown>[] = [stage.rdd];
    for (let rdd = waiting.pop(); rdd !== undefined; rdd = waiting.pop()) {
      if (seen.has(rdd)) continue;
      seen.add(rdd);
      if (this.isFullyCached(rdd)) continue;
      for (const dependency of rdd.dependencies) {
        if (dependency.kind === "narrow") waiting.push(dependency.rdd);
        else {
          const parent = this.shuffleToMapStage.get(dependency.shuffleId)!;
          if (!this.isAvailable(parent)) missing.add(parent);
        }
      }
    }
    return [...missing].sort((a, b) => a.id - b.id);
  }

  private isAvailable(stage: ShuffleMapStage): boolean {
    return this.options.mapOutputs.numAvailableOutputs(stage.shuffle) === stage.numTasks;
  }

  private submitMissingTasks(stage: Stage): void {
    const partitions = this.missingPartitions(stage);
    const attempt = stage.nextAttempt++;
    stage.latestInfo = stage.info(attempt, partitions.length);
    stage.submittedMs = this.options.now();
    this.running.add(stage);
    this.options.bus.post("onStageSubmitted", { stage: stage.latestInfo, timeMs: stage.submittedMs });
    if (partitions.length === 0) {
      if (stage.kind === "ShuffleMapTask") this.mapStageFinished(stage);
      else this.stageFinished(stage);
      return;
    }
    if (stage.kind === "ShuffleMapTask") for (const partition of partitions) stage.pendingPartitions.add(partition);
    const preferredExecutors = this.preferredExecutors(stage, partitions);
    this.options.submitTasks({
      ...(preferredExecutors === undefined ? {} : { preferredExecutors }),
      stage,
      stageId: stage.id,
      stageAttempt: attempt,
      priority: Math.min(...stage.jobIds),
      partitions,
    });
  }

  private preferredExecutors(stage: Stage, partitions: readonly number[]): Int32Array | undefined {
    const partitionOf = (index: number): number => (stage.kind === "ResultTask" ? stage.job.partitions[index]! : index);
    const executors = Int32Array.from(partitions, (index) => this.options.cacheLocation(stage.rdd, partitionOf(index)));
    return executors.every((executor) => executor === -1) ? undefined : executors;
  }

  private submitWaitingChildren(parent: ShuffleMapStage): void {
    const children = [...this.waiting].filter((stage) => stage.parents.includes(parent));
    for (const child of children) this.waiting.delete(child);
    children.sort((a, b) => Math.min(...a.jobIds) - Math.min(...b.jobIds));
    for (const child of children) this.submitStage(child);
  }

  /** All map outputs exist: jobs that wanted no more are over, stages that waited go on. */
  private mapStageFinished(stage: ShuffleMapStage): void {
    this.cacheLocations = new WeakMap();
    this.stageFinished(stage);
    const done = [...this.activeJobs.values()].filter((job) => job.kind === "map stage" && job.finalStage === stage);
    this.submitWaitingChildren(stage);
    for (const job of done) this.jobEnded(job, undefined);
  }

  private stageFinished(stage: Stage, failureReason?: string): void {
    this.running.delete(stage);
    this.options.bus.post("onStageCompleted", {
      stage: stage.latestInfo!,
      submittedMs: stage.submittedMs,
      timeMs: this.options.now(),
      accumulables: this.options.accumulables(stage),
      ...(failureReason === undefined ? {} : { failureReason }),
    });
  }

  private failJob(job: ActiveJob, failure: string, error: Error): void {
    for (const stage of this.stages.values()) {
      if (!stage.jobIds.has(job.jobId) || stage.jobIds.size > 1 || !this.running.has(stage)) continue;
      this.options.cancelTasks(stage.id, `Stage cancelled: ${failure}`);
      this.stageFinished(stage, failure);
    }
    this.jobEnded(job, failure, error);
  }

  private jobEnded(job: ActiveJob, failure: string | undefined, error?: Error): void {
    this.activeJobs.delete(job.jobId);
    this.forgetStages(job.jobId);
    this.options.bus.post("onJobEnd", {
      jobId: job.jobId,
      timeMs: this.options.now(),
      ...(failure === undefined ? {} : { failure }),
    });
    job.end(error);
  }

  /** Stages die with the last job that needs them; map outputs survive (B4). */
  private forgetStages(jobId: JobId): void {
    for (const stage of [...this.stages.values()]) {
      if (!stage.jobIds.delete(jobId) || stage.jobIds.size > 0) continue;
      this.stages.delete(stage.id);
      this.waiting.delete(stage);
      this.running.delete(stage);
      if (stage.kind !== "ShuffleMapTask") continue;
      if (this.shuffleToMapStage.get(stage.shuffle.shuffleId) === stage) {
        this.shuffleToMapStage.delete(stage.shuffle.shuffleId);
      }
    }
  }
}

const MEND_THE_TASK = "The error above is the task's own: mend the function that threw it, or the data it met.";

function jobAborted(reason: string, cause: unknown, callSite: CallSite): SparkException {
  return new SparkException({
    condition: "SPARK_JOB_ABORTED",
    message: `Job aborted due to stage failure: ${reason}`,
    nextStep: (cause instanceof SparkError ? cause.nextStep : undefined) ?? MEND_THE_TASK,
    callSite: callSite.short,
    cause,
  });
}
