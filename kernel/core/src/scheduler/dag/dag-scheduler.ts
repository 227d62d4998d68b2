/**
 * Spark's DAGScheduler: turns a job into stages and runs them in the order of their shuffles.
 *
 * A job names an RDD and a function. Walking back from the RDD, every shuffle dependency ends a stage, so a stage is what can
 * run without one. The last is a ResultStage, all others are ShuffleMapStages, which write the outputs that the
 * MapOutputTracker remembers. A stage is submitted when the outputs of all its parents exist; parents whose outputs exist
 * already, from an earlier job or behind a cached RDD, are never submitted and show as skipped. Outputs that are lost are made
 * again, by a new attempt of their stage with just the missing partitions.
 *
 * The scheduler is a state machine: its methods are the events (job submitted, task ended, task set failed, executor lost, job
 * cancelled), it reads the time from the clock it was given, and acts only through the task scheduler and the listener bus.
 */
import type { JobProperties, JobRequest, MapStageRequest } from "../../backend.js";
import type { AccumulatorId, ExecutorId, JobId, Millis, ShuffleId, StageId } from "../../base/brand.js";
import { jobCancelled, type SparkException } from "../../errors/index.js";
import type { ListenerBus } from "../../events/listener-bus.js";
import type { RDDLineage } from "../../rdd/rdd-lineage.js";
import type { MapOutputTracker, MapStatus } from "../map-output-tracker.js";
import type { FetchFailed } from "../task/task-end-reason.js";
import { packLocations, type TaskLocations } from "../task/task-locations.js";
import type { TaskSet } from "../task/task-set.js";
import { type ActiveJob, MapStageJob, ResultJob } from "./active-job.js";
import { CacheLocations } from "./cache-locations.js";
import type { DAGSchedulerConf } from "./dag-scheduler-conf.js";
import { isIndeterminate } from "./determinism.js";
import { barrierNeedsSlots, cannotRollBack, jobAborted, tooManyAttempts, tooManyTimes } from "./job-errors.js";
import type { PreferredLocations } from "./preferred-locations.js";
import { stagesAbove } from "./rollback.js";
import type { ResultStage, ShuffleMapStage, Stage } from "./stage.js";
import { StageGraph } from "./stage-graph.js";

/** Failed stages are submitted again this long after the first fetch failure, so that one lost executor makes one attempt (B11). */
export const RESUBMIT_TIMEOUT_MS = 200;

export interface DAGSchedulerOptions {
  readonly conf: DAGSchedulerConf;
  readonly mapOutputs: MapOutputTracker;
  readonly bus: ListenerBus;
  readonly now: () => Millis;
  /** Executor with the block of a partition of a persisted RDD, −1 for none (B5). */
  readonly blockExecutor: (rdd: RDDLineage<unknown>, partition: number) => number;
  /** Where tasks should run, as things are now (B10). */
  readonly preferredLocations: () => PreferredLocations;
  readonly submitTasks: (taskSet: TaskSet) => void;
  readonly cancelTasks: (stageId: StageId, reason: string) => void;
  /** Calls {@link DAGScheduler.resubmitFailedStages} after a while. */
  readonly resubmitAfter: (delayMs: Millis) => void;
  /** Removes the blocks of an executor that is known to be lost. */
  readonly executorLost: (executor: ExecutorId) => void;
  readonly isDecommissioned: (executor: ExecutorId) => boolean;
  readonly hostNameOf: (executor: ExecutorId) => string;
  /** Tasks that can run at once, for barrier stages (B14). */
  readonly maxConcurrentTasks: () => number;
  /** Running totals of accumulators, for StageCompleted. */
  readonly accumulables: (stage: Stage) => ReadonlyMap<AccumulatorId, number>;
}

export class DAGScheduler {
  private readonly options: DAGSchedulerOptions;
  private readonly graph: StageGraph;
  private nextJobId: JobId = 0;
  private lastIndices: readonly number[] = [];
  private readonly activeJobs: Map<JobId, ActiveJob> = new Map();
  private readonly cacheLocations: CacheLocations;
  private readonly waiting: Set<Stage> = new Set();
  private readonly running: Set<Stage> = new Set();
  /** Stages to be submitted again. */
  private readonly failed: Set<Stage> = new Set();
  /** Epoch at which an executor was last found lost, and its files: what tasks report from before is not believed (B11). */
  private readonly failureEpoch: Map<ExecutorId, number> = new Map();
  private readonly fileLostEpoch: Map<ExecutorId, number> = new Map();

  constructor(options: DAGSchedulerOptions) {
    this.options = options;
    this.graph = new StageGraph(options.mapOutputs);
    this.cacheLocations = new CacheLocations(options.blockExecutor);
  }

  get hasActiveJobs(): boolean {
    return this.activeJobs.size > 0;
  }

  /** Jobs so far; also the id of the next one. */
  get jobCount(): number {
    return this.nextJobId;
  }

  /** Shuffles that running jobs read or write: executors that hold them are kept (D3). */
  activeShuffles(): Set<ShuffleId> {
    const shuffles = new Set<ShuffleId>();
    for (const stage of this.graph.all()) if (stage.kind === "ShuffleMapTask") shuffles.add(stage.shuffle.shuffleId);
    return shuffles;
  }

  /** A job was submitted: creates its stages and submits the last one (B1–B3). */
  submitJob(
    request: JobRequest<unknown, unknown>,
    onEnd: (failure: Error | undefined, results: unknown[]) => void,
  ): JobId {
    this.cacheLocations.forget();
    const jobId = this.nextJobId++;
    const partitions = request.partitions ?? this.indices(request.rdd.numPartitions);
    const job = new ResultJob(jobId, request, partitions, onEnd);
    if (partitions.length === 0) this.start(job, []);
    else {
      job.finalStage = this.graph.createResultStage(job);
      this.start(job, this.graph.registerForJob(job.finalStage, jobId));
    }
    return jobId;
  }

  /** A job was submitted that writes a shuffle: its last stage is the map stage itself (B17). */
  submitMapStage(request: MapStageRequest, onEnd: (failure: Error | undefined) => void): JobId {
    this.cacheLocations.forget();
    const jobId = this.nextJobId++;
    const job = new MapStageJob(jobId, request, onEnd);
    job.finalStage = this.graph.getOrCreateMapStage(request.shuffle);
    this.start(job, this.graph.registerForJob(job.finalStage, jobId));
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

  /** A task of a map stage wrote its output, knowing the outputs of `epoch`. */
  mapTaskSucceeded(stage: ShuffleMapStage, attempt: number, partition: number, status: MapStatus, epoch: number): void {
    const { mapOutputs } = this.options;
    const isOld = attempt < (stage.latestInfo?.attempt ?? attempt);
    // An output that is made anew as a whole must not be mixed with an old attempt's (B13).
    if (isOld && isIndeterminate(stage.rdd)) return;
    stage.removePending(partition);
    const lostAt = this.failureEpoch.size === 0 ? undefined : this.failureEpoch.get(status.executorId);
    if (lostAt === undefined || epoch > lostAt) {
      mapOutputs.registerMapOutput(stage.shuffle, partition, status);
    }
    if (stage.hasPendingPartitions || !this.running.has(stage)) return;
    this.mapStageFinished(stage);
  }

  /** A finished map task runs again, since its executor was lost: its stage is not over before (B12). */
  mapTaskResubmitted(stage: ShuffleMapStage, partition: number): void {
    stage.addPending(partition);
  }

  /** A task of a result stage brought its result. */
  resultTaskSucceeded(stage: ResultStage, index: number, result: unknown): void {
    const { job } = stage;
    if (job.finished[index] === 1 || job.hasEnded) return;
    job.finished[index] = 1;
    job.results[index] = result;
    if (++job.numFinished < job.partitions.length) return;
    this.stageFinished(stage);
    // Copies and overtaken attempts that still run are of no use (B16).
    this.options.cancelTasks(stage.id, "Stage finished");
    this.cancelRunningStages(job, `Job ${job.jobId} is finished.`);
    this.jobEnded(job, undefined);
  }

  /** A task could not fetch: its stage fails, and with the stage whose output is lost it is submitted again (B11). */
  fetchFailed(stage: Stage, attempt: number, reason: FetchFailed, epoch: number): void {
    const mapStage = this.graph.mapStageOf(reason.shuffleId);
    if (this.graph.get(stage.id) !== stage || mapStage === undefined) return;
    if (stage.latestInfo?.attempt !== attempt) return;
    const { conf, mapOutputs } = this.options;
    const ignored =
      conf.ignoreDecommissionFetchFailure && reason.executor >= 0 && this.options.isDecommissioned(reason.executor);
    if (!ignored) stage.failedAttempts.add(attempt);
    if (this.running.has(stage)) this.stageFinished(stage, reason.description);
    if (mapStage.isBarrier) mapOutputs.unregisterAllMapOutput(mapStage.shuffle);
    else if (reason.mapIndex >= 0) mapOutputs.unregisterMapOutput(mapStage.shuffle, reason.mapIndex, reason.executor);
    if (stage.failedAttempts.size >= conf.maxConsecutiveStageAttempts) this.abortForFetchFailures(stage, reason);
    else if (stage.isBarrier && stage.kind === "ResultTask") this.abortBarrierResult(stage, reason.description);
    else {
      if (stage.isBarrier && stage.kind === "ShuffleMapTask") {
        mapOutputs.unregisterAllMapOutput(stage.shuffle);
      }
      this.resubmitLater(stage, mapStage);
    }
    if (reason.executor >= 0) this.executorLost(reason.executor, epoch, true);
  }

  /**
   * An executor is gone: its cached blocks, and its outputs unless a service keeps them (B12).
   *
   * @param epoch what the task that noticed it knew; an executor that was found lost since is not lost once more.
   */
  executorLost(executor: ExecutorId, epoch: number, filesLost: boolean): void {
    const { conf, mapOutputs } = this.options;
    if (isNews(this.failureEpoch, executor, epoch)) {
      this.options.executorLost(executor);
      this.cacheLocations.forget();
    }
    if (!filesLost || !isNews(this.fileLostEpoch, executor, epoch)) return;
    if (conf.unregisterOutputOnHost) mapOutputs.removeOutputsOnHost(this.options.hostNameOf(executor));
    else mapOutputs.removeOutputsOnExecutor(executor);
  }

  /** Submits the stages that fetch failures ended, and those that they need (B11). */
  resubmitFailedStages(): void {
    const stages = [...this.failed].filter((stage) => this.graph.get(stage.id) === stage);
    this.failed.clear();
    this.cacheLocations.forget();
    for (const stage of stages.sort((a, b) => a.firstJobId - b.firstJobId)) this.submitStage(stage);
  }

  /** A task of a barrier stage failed: the whole attempt is over, and all of it is run again (B14). */
  barrierTaskFailed(stage: Stage, attempt: number, reason: string): void {
    if (stage.latestInfo?.attempt !== attempt || !this.running.has(stage)) return;
    this.options.cancelTasks(stage.id, `Task from barrier stage ${stage.id} failed: ${reason}`);
    this.stageFinished(stage, `Task from barrier stage ${stage.id} failed: ${reason}`);
    stage.failedAttempts.add(attempt);
    if (stage.kind === "ResultTask" && stage.job.numFinished > 0) this.abortBarrierResult(stage, reason);
    else if (stage.failedAttempts.size >= this.options.conf.maxConsecutiveStageAttempts) {
      this.abortStage(stage, tooManyAttempts(stage, this.options.conf.maxConsecutiveStageAttempts, reason), undefined);
    } else {
      if (stage.kind === "ShuffleMapTask") this.options.mapOutputs.unregisterAllMapOutput(stage.shuffle);
      this.resubmitLater(stage);
    }
  }

  /** A task failed too often: every job that needs the stage is aborted (C8, B15). */
  taskSetFailed(stageId: StageId, reason: string, cause: unknown): void {
    const stage = this.graph.get(stageId);
    if (stage !== undefined) this.abortStage(stage, reason, cause);
  }

  /** Executor that held the block of a partition when the locations were looked up last; −1 for none (B5). */
  cachedOn(rdd: RDDLineage<unknown>, partition: number): number {
    return this.cacheLocations.of(rdd)[partition] ?? -1;
  }

  /** Cancels every job; their promises reject with SPARK_JOB_CANCELLED. */
  cancelAllJobs(reason: string): void {
    for (const jobId of [...this.activeJobs.keys()]) this.cancelJob(jobId, reason);
  }

  /** Cancels the jobs of a group, or those with a tag (B15). */
  cancelJobs(belongs: (properties: JobProperties) => boolean, reason: string): void {
    for (const [jobId, { request }] of [...this.activeJobs]) {
      if (belongs(request.properties ?? {})) this.cancelJob(jobId, reason);
    }
  }

  /** Cancels a job, if it runs. */
  cancelJob(jobId: JobId, reason: string): void {
    const job = this.activeJobs.get(jobId);
    if (job === undefined) return;
    const what = `Job ${jobId}`;
    this.failJob(job, `${what} cancelled ${reason}`, jobCancelled(what, reason, job.request.callSite));
  }

  private abortStage(stage: Stage, reason: string, cause: unknown): void {
    for (const jobId of [...stage.jobIds]) {
      const job = this.activeJobs.get(jobId);
      if (job === undefined) continue;
      const error: SparkException = jobAborted(reason, cause, job.request.callSite);
      this.failJob(job, `Job aborted due to stage failure: ${reason}`, error);
    }
  }

  private abortForFetchFailures(stage: Stage, reason: FetchFailed): void {
    this.abortStage(
      stage,
      tooManyAttempts(stage, this.options.conf.maxConsecutiveStageAttempts, reason.description),
      undefined,
    );
  }

  private abortBarrierResult(stage: Stage, reason: string): void {
    const text = `Could not recover from a failed barrier ResultStage. Most recent failure reason: ${reason}`;
    this.abortStage(stage, text, undefined);
  }

  private resubmitLater(stage: Stage, mapStage?: ShuffleMapStage): void {
    const first = !this.failed.has(stage);
    this.failed.add(stage);
    if (mapStage !== undefined) this.failed.add(mapStage);
    if (!first) return;
    if (mapStage !== undefined && isIndeterminate(mapStage.rdd)) this.rollBack(mapStage);
    this.options.resubmitAfter(RESUBMIT_TIMEOUT_MS);
  }

  /**
   * A map stage will bring other rows than before: all that was computed from them is worth nothing. Map stages above are made anew as a
   * whole; a result stage that has given results away cannot be (B13).
   */
  private rollBack(mapStage: ShuffleMapStage): void {
    const lastStages = [...this.activeJobs.values()].map((job) => job.finalStage!);
    for (const stage of stagesAbove(mapStage, lastStages)) {
      if (stage.kind === "ShuffleMapTask") {
        if (this.running.has(stage)) {
          this.options.cancelTasks(stage.id, "rolled back: its input is made anew");
          this.stageFinished(stage, `Rolled back because the indeterminate stage ${mapStage.id} runs again`);
          this.failed.add(stage);
        }
        this.options.mapOutputs.unregisterAllMapOutput(stage.shuffle);
      } else if (stage.job.numFinished > 0) {
        this.abortStage(stage, cannotRollBack(stage.id), undefined);
      }
    }
    this.options.mapOutputs.unregisterAllMapOutput(mapStage.shuffle);
  }

  /** Partitions of a stage that must be computed (B7). */
  private missingPartitions(stage: Stage): readonly number[] {
    if (this.isUntouched(stage)) return this.indices(stage.numTasks);
    const missing: number[] = [];
    if (stage.kind === "ResultTask") {
      const { finished } = stage.job;
      for (let i = 0; i < finished.length; i++) if (finished[i] === 0) missing.push(i);
    } else {
      const statuses = this.options.mapOutputs.statuses(stage.shuffle);
      for (let i = 0; i < statuses.length; i++) if (statuses[i] === undefined) missing.push(i);
    }
    return missing;
  }

  private isUntouched(stage: Stage): boolean {
    if (stage.kind === "ResultTask") return stage.job.numFinished === 0;
    return this.options.mapOutputs.numAvailableOutputs(stage.shuffle) === 0;
  }

  /** 0 … n − 1: the same array as long as the same number is asked for, as many jobs after one another do. */
  private indices(n: number): readonly number[] {
    if (this.lastIndices.length !== n) this.lastIndices = Array.from({ length: n }, (_, i) => i);
    return this.lastIndices;
  }

  /** Submits the stage, or its missing parents first (B6). */
  private submitStage(stage: Stage): void {
    if (this.waiting.has(stage) || this.running.has(stage) || this.failed.has(stage)) return;
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
      if (this.cacheLocations.isFullyCached(rdd)) continue;
      for (const dependency of rdd.dependencies) {
        if (dependency.kind === "narrow") waiting.push(dependency.rdd);
        else {
          const parent = this.graph.mapStageOf(dependency.shuffleId)!;
          if (this.isAvailable(parent)) parent.foundAvailable();
          else missing.add(parent);
        }
      }
    }
    return [...missing].sort((a, b) => a.id - b.id);
  }

  private isAvailable(stage: ShuffleMapStage): boolean {
    return this.options.mapOutputs.numAvailableOutputs(stage.shuffle) === stage.numTasks;
  }

  private submitMissingTasks(stage: Stage): void {
    const { conf, mapOutputs } = this.options;
    if (stage.nextAttempt >= conf.maxStageAttempts) {
      this.abortStage(stage, tooManyTimes(stage), undefined);
      return;
    }
    const redone = stage.kind === "ShuffleMapTask" && !this.isAvailable(stage) && isIndeterminate(stage.rdd);
    if (redone) mapOutputs.unregisterAllMapOutput(stage.shuffle);
    const partitions = this.missingPartitions(stage);
    const isBarrier = stage.isBarrier;
    if (isBarrier && stage.numTasks > this.options.maxConcurrentTasks()) {
      this.abortStage(stage, barrierNeedsSlots(stage.numTasks, this.options.maxConcurrentTasks()), undefined);
      return;
    }
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
    if (stage.kind === "ShuffleMapTask") {
      stage.clearPending();
      for (const partition of partitions) stage.addPending(partition);
    }
    const locations = this.locationsOf(stage, partitions);
    const pool = this.activeJobs.get(stage.firstJobId)?.request.properties?.["spark.scheduler.pool"];
    this.options.submitTasks({
      ...(locations === undefined ? {} : { locations }),
      ...(pool === undefined ? {} : { pool }),
      ...(isBarrier ? { isBarrier } : {}),
      stage,
      stageId: stage.id,
      stageAttempt: attempt,
      priority: stage.firstJobId,
      partitions,
      epoch: mapOutputs.epoch,
    });
  }

  private locationsOf(stage: Stage, partitions: readonly number[]): TaskLocations | undefined {
    const preferred = this.options.preferredLocations();
    if (!preferred.matterFor(stage.rdd)) return undefined;
    return packLocations(partitions.length, (i) => {
      const index = partitions[i]!;
      return preferred.of(stage.rdd, stage.kind === "ResultTask" ? stage.job.partitions[index]! : index);
    });
  }

  private submitWaitingChildren(parent: ShuffleMapStage): void {
    const children = [...this.waiting].filter((stage) => stage.parents.includes(parent));
    for (const child of children) this.waiting.delete(child);
    children.sort((a, b) => a.firstJobId - b.firstJobId);
    for (const child of children) this.submitStage(child);
  }

  /** No task of a map stage is left. If all outputs exist, jobs that wanted no more are over and stages that waited go on. */
  private mapStageFinished(stage: ShuffleMapStage): void {
    this.cacheLocations.forget();
    this.stageFinished(stage);
    if (!this.isAvailable(stage)) {
      this.submitStage(stage);
      return;
    }
    const done = [...this.activeJobs.values()].filter((job) => job.kind === "map stage" && job.finalStage === stage);
    this.submitWaitingChildren(stage);
    for (const job of done) this.jobEnded(job, undefined);
  }

  private stageFinished(stage: Stage, failureReason?: string): void {
    this.running.delete(stage);
    if (failureReason === undefined) stage.failedAttempts.clear();
    this.options.bus.post("onStageCompleted", {
      stage: stage.latestInfo!,
      submittedMs: stage.submittedMs,
      timeMs: this.options.now(),
      accumulables: this.options.accumulables(stage),
      ...(failureReason === undefined ? {} : { failureReason }),
    });
  }

  private failJob(job: ActiveJob, failure: string, error: Error): void {
    this.cancelRunningStages(job, failure);
    this.jobEnded(job, failure, error);
  }

  /** Ends the stages that only this job needs (B15). */
  private cancelRunningStages(job: ActiveJob, failure: string): void {
    for (const stage of this.graph.all()) {
      if (!stage.jobIds.has(job.jobId) || stage.jobIds.size > 1 || !this.running.has(stage)) continue;
      this.options.cancelTasks(stage.id, `Stage cancelled: ${failure}`);
      this.stageFinished(stage, failure);
    }
  }

  private jobEnded(job: ActiveJob, failure: string | undefined, error?: Error): void {
    this.activeJobs.delete(job.jobId);
    for (const stage of this.graph.forgetJob(job.jobId)) {
      this.waiting.delete(stage);
      this.running.delete(stage);
      this.failed.delete(stage);
    }
    this.options.bus.post("onJobEnd", {
      jobId: job.jobId,
      timeMs: this.options.now(),
      ...(failure === undefined ? {} : { failure }),
    });
    job.end(error);
  }
}

/** Notes the epoch of a loss; false when the loss was known at that epoch. */
function isNews(epochs: Map<ExecutorId, number>, executor: ExecutorId, epoch: number): boolean {
  if ((epochs.get(executor) ?? Number.NEGATIVE_INFINITY) >= epoch) return false;
  epochs.set(executor, epoch);
  return true;
}
