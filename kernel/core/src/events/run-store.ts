import type { JobId, Millis, StageId } from "../base/brand.js";
import { ExecutorsFold } from "./executors-fold.js";
import type {
  SparkListener,
  SparkListenerApplicationStart,
  SparkListenerBlockUpdated,
  SparkListenerDriverAccumUpdates,
  SparkListenerEnvironmentUpdate,
  SparkListenerExecutorAdded,
  SparkListenerExecutorDecommissioned,
  SparkListenerExecutorExcluded,
  SparkListenerExecutorExcludedForStage,
  SparkListenerExecutorRemoved,
  SparkListenerExecutorRequestDropped,
  SparkListenerExecutorRequested,
  SparkListenerExecutorStopped,
  SparkListenerFault,
  SparkListenerJobEnd,
  SparkListenerJobStart,
  SparkListenerNodeExcluded,
  SparkListenerNodeExcludedForStage,
  SparkListenerSQLAdaptiveExecutionUpdate,
  SparkListenerSQLExecutionEnd,
  SparkListenerSQLExecutionStart,
  SparkListenerStageCompleted,
  SparkListenerStageSubmitted,
  SparkListenerTaskSetSubmitted,
  StageInfo,
} from "./listener.js";
import type { MessageLog } from "./messages/message-log.js";
import type { PredictionVerdict } from "./prediction-verdict.js";
import { NO_TOTALS, type RunDocument, type RunFault, type RunJob, type RunProfile, type RunStage } from "./run.js";
import { SqlExecutionsFold } from "./sql-executions-fold.js";
import { stageKey } from "./stage-key.js";
import { StageTotalsFold } from "./stage-totals.js";
import { StorageMemoryFold } from "./storage-memory.js";
import { TaskTable } from "./task-table.js";

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * Folds listener events into the document of a run. A run is what one cell ran: {@link RunStore.startRun} begins the next one,
 * executors and settings stay. Stopping the fold at any event gives the picture of that moment.
 */
export class RunStore implements SparkListener {
  private application: SparkListenerApplicationStart = { appId: "", appName: "", sparkVersion: "", timeMs: 0 };
  private conf: Readonly<Record<string, string>> = {};
  private readonly executors: ExecutorsFold = new ExecutorsFold();
  /** Which stage wrote a shuffle, for the picture of skipped stages; kept for the whole application. */
  private readonly writers: Map<number, StageId> = new Map();
  private runId = 0;
  private cell: number | undefined;
  private jobs: Map<JobId, Mutable<RunJob>> = new Map();
  private stages: Map<number, Mutable<RunStage>> = new Map();
  /** Stages of running jobs that the job's start listed. */
  private pending: Map<JobId, Mutable<RunStage>[]> = new Map();
  private totals: StageTotalsFold = new StageTotalsFold();
  private sql: SqlExecutionsFold = new SqlExecutionsFold();
  private readonly storage: StorageMemoryFold = new StorageMemoryFold();
  private faults: RunFault[] = [];
  private predictions: PredictionVerdict[] = [];
  private tasks: TaskTable = new TaskTable(1);
  private startMs: Millis = Number.NaN;
  private endMs: Millis = Number.NaN;
  private readonly messages: MessageLog | undefined;

  /** @param messages what the parts of the simulation say, where there is a simulation. */
  constructor(messages?: MessageLog) {
    this.messages = messages;
  }

  /** Begins a new run; what it holds so far is forgotten. */
  startRun(cell?: number): void {
    this.cell = cell;
    // What was said before the first run, when executors registered, belongs to that.
    if (this.hasRun) this.messages?.startRun();
    this.executors.startRun(this.endMs);
    this.jobs = new Map();
    this.stages = new Map();
    this.pending = new Map();
    this.totals = new StageTotalsFold();
    this.sql = new SqlExecutionsFold();
    this.storage.startRun();
    this.faults = [];
    this.predictions = [];
    this.tasks = new TaskTable(1);
    this.startMs = Number.NaN;
    this.endMs = Number.NaN;
  }

  /** True when the run has a job. A query that the driver answers alone has none, and nothing to draw. */
  get hasRun(): boolean {
    return this.jobs.size > 0;
  }

  addPrediction(verdict: PredictionVerdict): void {
    this.predictions.push(verdict);
  }

  onApplicationStart(event: SparkListenerApplicationStart): void {
    this.application = event;
  }

  onEnvironmentUpdate(event: SparkListenerEnvironmentUpdate): void {
    this.conf = event.sparkProperties;
  }

  onExecutorAdded(event: SparkListenerExecutorAdded): void {
    this.executors.added(event);
  }

  onExecutorRequested(event: SparkListenerExecutorRequested): void {
    this.executors.requested(event);
  }

  onExecutorRequestDropped(event: SparkListenerExecutorRequestDropped): void {
    this.executors.requestDropped(event);
  }

  onExecutorStopped({ timeMs, executorId }: SparkListenerExecutorStopped): void {
    this.executors.changed(executorId, { stoppedMs: timeMs });
  }

  onExecutorDecommissioned({ timeMs, executorId }: SparkListenerExecutorDecommissioned): void {
    this.executors.changed(executorId, { decommissionedMs: timeMs });
  }

  onExecutorRemoved({ executorId, timeMs, reason }: SparkListenerExecutorRemoved): void {
    this.executors.changed(executorId, { removedMs: timeMs, removedReason: reason });
    this.touch(timeMs);
  }

  onExecutorExcluded(event: SparkListenerExecutorExcluded): void {
    this.executors.excluded(event);
  }

  onNodeExcluded(event: SparkListenerNodeExcluded): void {
    this.executors.excluded(event);
  }

  onExecutorExcludedForStage(event: SparkListenerExecutorExcludedForStage): void {
    this.executors.excluded(event);
  }

  onNodeExcludedForStage(event: SparkListenerNodeExcludedForStage): void {
    this.executors.excluded(event);
  }

  onSQLExecutionStart(event: SparkListenerSQLExecutionStart): void {
    this.touch(event.timeMs);
    this.sql.start(event);
  }

  onSQLAdaptiveExecutionUpdate(event: SparkListenerSQLAdaptiveExecutionUpdate): void {
    this.sql.adaptiveUpdate(event);
  }

  onSQLExecutionEnd(event: SparkListenerSQLExecutionEnd): void {
    this.touch(event.timeMs);
    this.sql.end(event);
  }

  onDriverAccumUpdates(event: SparkListenerDriverAccumUpdates): void {
    this.sql.driverAccumUpdates(event);
  }

  onJobStart(event: SparkListenerJobStart): void {
    this.touch(event.timeMs);
    const { jobId, callSite, cause, description, executionId } = event;
    this.jobs.set(jobId, {
      jobId,
      callSite,
      cause,
      ...(description === undefined ? {} : { description }),
      ...(executionId === undefined ? {} : { executionId }),
      startMs: event.timeMs,
      stageIds: event.stages.map((stage) => stage.stageId),
    });
    const pending: Mutable<RunStage>[] = [];
    for (const stage of event.stages) {
      const key = stageKey(stage.stageId, stage.attempt);
      if (this.stages.has(key)) continue;
      const entry: Mutable<RunStage> = { ...stageFacts(stage), jobId, status: "pending", totals: NO_TOTALS };
      this.stages.set(key, entry);
      pending.push(entry);
    }
    this.pending.set(jobId, pending);
  }

  onStageSubmitted({ stage, timeMs }: SparkListenerStageSubmitted): void {
    this.touch(timeMs);
    const key = stageKey(stage.stageId, stage.attempt);
    const listed: Mutable<RunStage> | undefined = this.stages.get(key);
    if (listed === undefined) {
      const jobId = this.jobOf(stage.stageId);
      this.stages.set(key, { ...stageFacts(stage), jobId, status: "active", submittedMs: timeMs, totals: NO_TOTALS });
      return;
    }
    listed.status = "active";
    listed.submittedMs = timeMs;
    // An attempt may have fewer tasks than the stage (B7).
    listed.numTasks = stage.numTasks;
  }

  onStageCompleted(event: SparkListenerStageCompleted): void {
    this.touch(event.timeMs);
    const entry = this.stages.get(stageKey(event.stage.stageId, event.stage.attempt));
    if (entry === undefined) return;
    entry.completedMs = event.timeMs;
    // A log says only with the first task what kind of stage it is.
    entry.kind = event.stage.kind;
    entry.status = event.failureReason === undefined ? "complete" : "failed";
    if (event.failureReason !== undefined) entry.failureReason = event.failureReason;
    if (event.stage.shuffleWriter !== undefined) entry.shuffleWriter = event.stage.shuffleWriter;
    if (event.stage.shuffleId !== undefined) this.writers.set(event.stage.shuffleId, event.stage.stageId);
    const { executionId } = this.jobs.get(entry.jobId) ?? {};
    if (executionId !== undefined) this.sql.stageCompleted(executionId, entry.stageId, event.accumulables);
  }

  onTaskSetSubmitted({
    stageId,
    attempt,
    timeMs,
    isBarrier,
    prefersPlaces,
    taskBytes,
  }: SparkListenerTaskSetSubmitted): void {
    const entry = this.stages.get(stageKey(stageId, attempt));
    if (entry === undefined) return;
    entry.tasksSubmittedMs = timeMs;
    entry.taskBytes = taskBytes;
    if (isBarrier) entry.isBarrier = true;
    if (prefersPlaces) entry.prefersPlaces = true;
  }

  onTaskTable(tasks: TaskTable): void {
    this.tasks = tasks;
    this.totals = new StageTotalsFold();
  }

  onJobEnd({ jobId, timeMs, failure }: SparkListenerJobEnd): void {
    this.touch(timeMs);
    const job = this.jobs.get(jobId);
    if (job === undefined) return;
    job.endMs = timeMs;
    if (failure !== undefined) job.failure = failure;
    for (const stage of this.pending.get(jobId) ?? []) {
      if (stage.status !== "pending") continue;
      stage.status = "skipped";
      const writer = stage.shuffleId === undefined ? undefined : this.writers.get(stage.shuffleId);
      if (writer !== undefined) stage.reusesStage = writer;
    }
    this.pending.delete(jobId);
  }

  onBlockUpdated({ timeMs, executorId, memoryBytes }: SparkListenerBlockUpdated): void {
    this.storage.update(timeMs, executorId, memoryBytes);
  }

  onFault(fault: SparkListenerFault): void {
    this.faults.push(fault);
  }

  /** The document of the run so far. Parts are copied, but the task table is the live one. */
  document(profile: RunProfile): RunDocument {
    const { byStage, lastFinishMs } = this.totals.totals(this.tasks);
    const storageMemory = this.storage.curve(this.startMs);
    return {
      appId: this.application.appId,
      appName: this.application.appName,
      runId: this.runId,
      ...(this.cell === undefined ? {} : { cell: this.cell }),
      profile,
      conf: this.conf,
      ...this.executors.ofRun(this.startMs),
      jobs: [...this.jobs.values()].map((job) => ({ ...job })),
      stages: [...this.stages]
        .map(([key, stage]) => ({ ...stage, totals: byStage.get(key) ?? NO_TOTALS }))
        .sort(byStageAttempt),
      sqlExecutions: this.sql.all(),
      ...(storageMemory === undefined ? {} : { storageMemory }),
      faults: [...this.faults],
      predictions: [...this.predictions],
      tasks: this.tasks,
      ...(this.messages === undefined ? {} : { messages: this.messages.ofRun() }),
      startMs: this.startMs,
      // An attempt may end after its job: killed ones report late.
      endMs: lastFinishMs > this.endMs ? lastFinishMs : this.endMs,
    };
  }

  private touch(timeMs: Millis): void {
    if (Number.isNaN(this.startMs)) {
      this.startMs = timeMs;
      this.runId++;
    }
    if (!(timeMs < this.endMs)) this.endMs = timeMs;
  }

  private jobOf(stageId: StageId): JobId {
    for (const job of this.jobs.values()) if (job.stageIds.includes(stageId)) return job.jobId;
    return -1;
  }
}

function stageFacts(stage: StageInfo): Omit<RunStage, "jobId" | "status" | "totals"> {
  const { stageId, attempt, name, callSite, kind, shuffleId, numReducers, shuffleWriter, numTasks, parentIds, rdds } =
    stage;
  return {
    stageId,
    attempt,
    name,
    callSite,
    kind,
    ...(shuffleId === undefined ? {} : { shuffleId }),
    ...(numReducers === undefined ? {} : { numReducers }),
    ...(shuffleWriter === undefined ? {} : { shuffleWriter }),
    numTasks,
    parentIds,
    rdds,
  };
}

function byStageAttempt(a: RunStage, b: RunStage): number {
  return a.stageId - b.stageId || a.attempt - b.attempt;
}
