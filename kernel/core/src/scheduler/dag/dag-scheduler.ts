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
import {
  INTERRUPT_ON_CANCEL,
  JOB_GROUP,
  type JobProperties,
  type JobRequest,
  type MapStageRequest,
} from "../../backend.js";
import type { ExecutorId, JobId, StageId } from "../../base/brand.js";
import { jobCancelled, SparkError, type SparkException } from "../../errors/index.js";
import type { ControlMessageName } from "../../events/messages/message-kinds.js";
import type { MessageContent } from "../../events/messages/message-log.js";
import type { RDDLineage } from "../../rdd/rdd-lineage.js";
import type { MapStatus } from "../map-output-tracker.js";
import type { FetchFailed } from "../task/task-end-reason.js";
import { type ActiveJob, MapStageJob, ResultJob } from "./active-job.js";
import { checkBarrierStage, SLOTS_CHECK_FAILED } from "./barrier-checks.js";
import { CacheLocations } from "./cache-locations.js";
import type { DAGSchedulerOptions } from "./dag-scheduler-options.js";
import { isIndeterminate } from "./determinism.js";
import { ExecutorLosses } from "./executor-losses.js";
import { jobAborted } from "./job-errors.js";
import type { ResultStage, ShuffleMapStage, Stage } from "./stage.js";
import { StageFailures } from "./stage-failures.js";
import { StageGraph } from "./stage-graph.js";
import { StageSubmission } from "./stage-submission.js";

export class DAGScheduler {
  private readonly options: DAGSchedulerOptions;
  private readonly graph: StageGraph;
  private nextJobId: JobId = 0;
  private readonly activeJobs: Map<JobId, ActiveJob> = new Map();
  /** Jobs that wait for slots, with the checks that they have failed. */
  private readonly waitingForSlots: Map<JobId, { readonly job: ResultJob; readonly failures: number }> = new Map();
  private readonly cacheLocations: CacheLocations;
  private readonly submission: StageSubmission;
  private readonly failures: StageFailures;
  private readonly losses: ExecutorLosses;
  /** Groups whose future jobs are cancelled as well. */
  private readonly cancelledGroups: Set<string> = new Set();

  constructor(options: DAGSchedulerOptions) {
    this.options = options;
    this.graph = new StageGraph(options.mapOutputs, (rdd, numTasks) =>
      checkBarrierStage(rdd, numTasks, options.barrier),
    );
    this.cacheLocations = new CacheLocations(options.blockExecutors);
    const { graph, cacheLocations } = this;
    this.losses = new ExecutorLosses(options.mapOutputs, (executor) => {
      options.executorLost(executor);
      cacheLocations.forget();
    });
    this.submission = new StageSubmission(options, graph, cacheLocations, {
      jobOf: (stage) => this.activeJobs.get(stage.firstJobId),
      abortStage: (stage, reason) => this.abortStage(stage, reason, undefined),
      nothingToCompute: (stage) => {
        if (stage.kind === "ShuffleMapTask") this.mapStageFinished(stage);
        else this.stageFinished(stage);
      },
    });
    this.failures = new StageFailures(options, graph, this.submission, {
      lastStages: () => [...this.activeJobs.values()].map((job) => job.finalStage!),
      stageFinished: (stage, reason) => this.stageFinished(stage, reason),
      abortStage: (stage, reason) => this.abortStage(stage, reason, undefined),
      executorLost: (executor, epoch, lostHost) => this.executorLost(executor, epoch, true, lostHost),
    });
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
    this.cacheLocations.forget();
    const jobId = this.nextJobId++;
    const partitions = request.partitions ?? this.submission.indices(request.rdd.numPartitions);
    const job = new ResultJob(jobId, request, partitions, onEnd);
    if (this.isRefused(job)) return jobId;
    if (partitions.length === 0) this.start(job, []);
    else this.createStages(job);
    return jobId;
  }

  /** Looks again whether there are slots for a job with a barrier stage (B14). */
  resubmitJob(jobId: JobId): void {
    const waiting = this.waitingForSlots.get(jobId);
    if (waiting === undefined) return; // cancelled meanwhile
    this.cacheLocations.forget();
    this.createStages(waiting.job);
  }

  /** A job was submitted that writes a shuffle: its last stage is the map stage itself (B17). */
  submitMapStage(request: MapStageRequest, onEnd: (failure: Error | undefined) => void): JobId {
    this.cacheLocations.forget();
    const jobId = this.nextJobId++;
    const job = new MapStageJob(jobId, request, onEnd);
    if (this.isRefused(job)) return jobId;
    try {
      job.finalStage = this.graph.getOrCreateMapStage(request.shuffle);
    } catch (error) {
      job.end(error as Error);
      return jobId;
    }
    this.start(job, this.graph.registerForJob(job.finalStage, jobId));
    return jobId;
  }

  /** The job begins, or fails before it has begun; when it only lacks slots it is tried again later (B14). */
  private createStages(job: ResultJob): void {
    const { jobId } = job;
    const failures = (this.waitingForSlots.get(jobId)?.failures ?? 0) + 1;
    this.waitingForSlots.delete(jobId);
    try {
      job.finalStage = this.graph.createResultStage(job);
    } catch (error) {
      const { barrierCheckIntervalMs, maxBarrierCheckFailures } = this.options.conf;
      const mayHelp = error instanceof SparkError && error.condition === SLOTS_CHECK_FAILED;
      if (!mayHelp || failures > maxBarrierCheckFailures) job.end(error as Error);
      else {
        this.waitingForSlots.set(jobId, { job, failures });
        this.options.resubmitJobAfter(barrierCheckIntervalMs, jobId);
      }
      return;
    }
    this.start(job, this.graph.registerForJob(job.finalStage, jobId));
  }

  private start(job: ActiveJob, stages: readonly Stage[]): void {
    const { jobId } = job;
    const { callSite, cause, executionId, description } = job.request;
    this.note(job.kind === "map stage" ? "MapStageSubmitted" : "JobSubmitted", {
      a: jobId,
      b: job.numPartitions,
      text: callSite.short,
    });
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
      this.note("JobSucceeded", { a: jobId });
      job.end(undefined);
    } else {
      this.activeJobs.set(jobId, job);
      this.submission.submit(job.finalStage);
    }
  }

  /** A task of a map stage wrote its output, knowing the outputs of `epoch`. */
  mapTaskSucceeded(stage: ShuffleMapStage, attempt: number, partition: number, status: MapStatus, epoch: number): void {
    const { mapOutputs } = this.options;
    const isOld = attempt < (stage.latestInfo?.attempt ?? attempt);
    // An output that is made anew as a whole must not be mixed with an old attempt's (B13).
    if (isOld && isIndeterminate(stage.rdd)) return;
    stage.removePending(partition);
    if (this.losses.isBelieved(status.executorId, epoch)) {
      mapOutputs.registerMapOutput(stage.shuffle, partition, status);
    }
    if (stage.hasPendingPartitions || !this.submission.running.has(stage)) return;
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
    this.failures.fetchFailed(stage, attempt, reason, epoch);
  }

  /**
   * An executor is gone: its cached blocks, and its outputs unless a service keeps them (B12).
   *
   * @param epoch what the task that noticed it knew; an executor that was found lost since is not lost once more.
   * @param lostHost the host whose outputs are lost altogether
   */
  executorLost(executor: ExecutorId, epoch: number, filesLost: boolean, lostHost?: string): void {
    this.losses.lost(executor, epoch, filesLost, lostHost);
  }

  /** Submits the stages that fetch failures ended, and those that they need (B11). */
  resubmitFailedStages(): void {
    this.submission.resubmitFailed();
  }

  /** A task of a barrier stage failed: the whole attempt is over, and all of it is run again (B14). */
  barrierTaskFailed(stage: Stage, attempt: number, partition: number, reason: string): void {
    this.failures.barrierTaskFailed(stage, attempt, partition, reason);
  }

  /** A task failed too often: every job that needs the stage is aborted (C8, B15). */
  taskSetFailed(stageId: StageId, reason: string, cause: unknown): void {
    const stage = this.graph.get(stageId);
    this.note("TaskSetFailed", { a: stageId, b: stage?.latestInfo?.attempt ?? 0, text: reason });
    if (stage !== undefined) this.abortStage(stage, reason, cause);
  }

  /** Executors that held the block of a partition when the locations were looked up last (B5). */
  cachedOn(rdd: RDDLineage<unknown>, partition: number): readonly ExecutorId[] {
    return this.cacheLocations.of(rdd, partition);
  }

  /** Cancels every job; their promises reject with SPARK_JOB_CANCELLED, or with what the application ended in. */
  cancelAllJobs(reason: string, errorOf?: () => SparkError): void {
    for (const { jobId } of this.unfinishedJobs()) this.cancelJob(jobId, reason, errorOf);
  }

  /** Cancels the jobs of a group, or those with a tag (B15). */
  cancelJobs(belongs: (properties: JobProperties) => boolean, reason: string): void {
    for (const { jobId, request } of this.unfinishedJobs()) {
      if (belongs(request.properties ?? {})) this.cancelJob(jobId, reason);
    }
  }

  /** Jobs of a group that come from now on are cancelled before they start; of so many groups, the last ones (B15). */
  refuseGroup(group: string): void {
    this.cancelledGroups.delete(group);
    this.cancelledGroups.add(group);
    const [oldest] = this.cancelledGroups;
    if (this.cancelledGroups.size > this.options.conf.maxCancelledGroups) this.cancelledGroups.delete(oldest!);
  }

  /** Cancels all jobs that need a stage (B15). */
  cancelStage(stageId: StageId, reason: string | undefined): void {
    const jobIds = [...(this.graph.get(stageId)?.jobIds ?? [])];
    for (const jobId of jobIds) this.cancelJob(jobId, `because ${reason ?? `Stage ${stageId} was cancelled`}`);
  }

  /** Cancels a job, if it runs or waits for slots. */
  cancelJob(jobId: JobId, reason: string, errorOf?: () => SparkError): void {
    const job = this.activeJobs.get(jobId) ?? this.waitingForSlots.get(jobId)?.job;
    if (job === undefined) return;
    this.note("JobCancelled", { a: jobId, text: reason });
    const what = `Job ${jobId}`;
    const error = errorOf?.() ?? jobCancelled(what, reason, job.request.callSite);
    if (this.waitingForSlots.delete(jobId)) job.end(error);
    else this.failJob(job, `${what} cancelled ${reason}`, error);
  }

  /** A job of a cancelled group has its number, and no more. */
  private isRefused(job: ActiveJob): boolean {
    const group = job.request.properties?.[JOB_GROUP];
    if (group === undefined || !this.cancelledGroups.has(group)) return false;
    job.end(jobCancelled(`Job ${job.jobId}`, `part of cancelled job group ${group}`, job.request.callSite));
    return true;
  }

  private unfinishedJobs(): ActiveJob[] {
    return [...this.activeJobs.values(), ...[...this.waitingForSlots.values()].map(({ job }) => job)];
  }

  private note(name: ControlMessageName, content: Partial<MessageContent>): void {
    this.options.messages.note(this.options.now(), name, content);
  }

  private abortStage(stage: Stage, reason: string, cause: unknown): void {
    for (const jobId of [...stage.jobIds]) {
      const job = this.activeJobs.get(jobId);
      if (job === undefined) continue;
      const error: SparkException = jobAborted(reason, cause, job.request.callSite);
      this.failJob(job, `Job aborted due to stage failure: ${reason}`, error);
    }
  }

  /** No task of a map stage is left. If all outputs exist, jobs that wanted no more are over and stages that waited go on. */
  private mapStageFinished(stage: ShuffleMapStage): void {
    this.cacheLocations.forget();
    this.stageFinished(stage);
    if (!this.submission.isAvailable(stage)) {
      this.submission.submit(stage);
      return;
    }
    const done = [...this.activeJobs.values()].filter((job) => job.kind === "map stage" && job.finalStage === stage);
    this.submission.submitWaitingChildren(stage);
    for (const job of done) this.jobEnded(job, undefined);
  }

  private stageFinished(stage: Stage, failureReason?: string): void {
    this.submission.running.delete(stage);
    if (failureReason === undefined) stage.failedAttempts.clear();
    this.options.bus.post("onStageCompleted", {
      stage: stage.completedInfo(),
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
      if (!stage.jobIds.has(job.jobId) || stage.jobIds.size > 1 || !this.submission.running.has(stage)) continue;
      const interrupt = job.request.properties?.[INTERRUPT_ON_CANCEL] === "true";
      this.options.cancelTasks(stage.id, `Stage cancelled: ${failure}`, interrupt);
      this.stageFinished(stage, failure);
    }
  }

  private jobEnded(job: ActiveJob, failure: string | undefined, error?: Error): void {
    this.activeJobs.delete(job.jobId);
    for (const stage of this.graph.forgetJob(job.jobId)) this.submission.forget(stage);
    this.options.bus.post("onJobEnd", {
      jobId: job.jobId,
      timeMs: this.options.now(),
      ...(failure === undefined ? {} : { failure }),
    });
    this.note(failure === undefined ? "JobSucceeded" : "JobFailed", { a: job.jobId, text: failure ?? "" });
    job.end(error);
  }
}
