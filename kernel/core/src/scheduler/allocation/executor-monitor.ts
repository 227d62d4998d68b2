import type { ExecutorId, JobId, Millis, ShuffleId, StageId } from "../../base/brand.js";
import type {
  SparkListener,
  SparkListenerExecutorAdded,
  SparkListenerExecutorRemoved,
  SparkListenerJobEnd,
  SparkListenerJobStart,
} from "../../events/listener.js";
import { TASK_STATUSES, type TaskTable } from "../../events/task-table.js";
import type { AllocationConf } from "./allocation-conf.js";

const SUCCESS = TASK_STATUSES.indexOf("Success");

interface TrackedExecutor {
  running: number;
  /** Since when nothing runs on it. */
  idleSinceMs: Millis;
  /** Shuffles whose files it holds, as far as they are tracked. */
  readonly shuffles: Set<ShuffleId>;
  /** One of them belongs to a running job: it may not go. */
  hasActiveShuffle: boolean;
  /** It was told to go. */
  isLeaving: boolean;
}

export interface ExecutorMonitorOptions {
  readonly conf: AllocationConf;
  readonly now: () => Millis;
  /** Whether an executor holds cached blocks. */
  readonly hasCachedBlocks: (executor: ExecutorId) => boolean;
}

/**
 * Which executors have been idle for too long (D3): Spark's ExecutorMonitor. An executor with cached blocks or tracked shuffle files has a
 * timeout of its own, and one whose shuffle files a running job may need does not go at all.
 */
export class ExecutorMonitor implements SparkListener {
  private readonly options: ExecutorMonitorOptions;
  private readonly executors: Map<ExecutorId, TrackedExecutor> = new Map();
  private readonly shuffleOfStage: Map<StageId, ShuffleId> = new Map();
  private readonly jobsOfShuffle: Map<ShuffleId, Set<JobId>> = new Map();
  private readonly stagesOfJob: Map<JobId, readonly StageId[]> = new Map();

  constructor(options: ExecutorMonitorOptions) {
    this.options = options;
  }

  /** Executors that are registered. */
  get count(): number {
    return this.executors.size;
  }

  /** Of those, the ones that were told to go. */
  get leavingCount(): number {
    let count = 0;
    for (const { isLeaving } of this.executors.values()) if (isLeaving) count++;
    return count;
  }

  /** Executors that have been idle for too long, in the order of their ids as text. */
  timedOut(): ExecutorId[] {
    const now = this.options.now();
    const ids = [...this.executors].filter(([id, executor]) => this.deadlineOf(id, executor) <= now).map(([id]) => id);
    return ids.sort((a, b) => (String(a) < String(b) ? -1 : 1));
  }

  /** When the next executor will have been idle for too long; Infinity for never. */
  get nextTimeoutMs(): Millis {
    const now = this.options.now();
    let next = Number.POSITIVE_INFINITY;
    for (const [id, executor] of this.executors) {
      const deadline = this.deadlineOf(id, executor);
      if (deadline > now && deadline < next) next = deadline;
    }
    return next;
  }

  /** They were told to go. */
  leaving(executors: readonly ExecutorId[]): void {
    for (const id of executors) {
      const executor = this.executors.get(id);
      if (executor !== undefined) executor.isLeaving = true;
    }
  }

  onExecutorAdded({ executorId }: SparkListenerExecutorAdded): void {
    this.executors.set(executorId, {
      running: 0,
      idleSinceMs: this.options.now(),
      shuffles: new Set(),
      hasActiveShuffle: false,
      isLeaving: false,
    });
  }

  onExecutorRemoved({ executorId }: SparkListenerExecutorRemoved): void {
    this.executors.delete(executorId);
  }

  onTaskStart(tasks: TaskTable, row: number): void {
    const executor = this.executors.get(tasks.columns.executor[row]!);
    if (executor !== undefined) executor.running++;
  }

  onTaskEnd({ columns }: TaskTable, row: number): void {
    const executor = this.executors.get(columns.executor[row]!);
    if (executor === undefined) return;
    if (this.options.conf.shuffleTracking && columns.status[row] === SUCCESS) {
      const shuffle = this.shuffleOfStage.get(columns.stageId[row]!);
      if (shuffle !== undefined) this.holdsShuffle(executor, shuffle);
    }
    if (--executor.running === 0) executor.idleSinceMs = this.options.now();
  }

  /** Files of a shuffle have come to an executor from one that leaves (C14). */
  shuffleArrived(id: ExecutorId, shuffle: ShuffleId): void {
    const executor = this.executors.get(id);
    if (executor !== undefined && this.options.conf.shuffleTracking) this.holdsShuffle(executor, shuffle);
  }

  onJobStart({ jobId, stages }: SparkListenerJobStart): void {
    if (!this.options.conf.shuffleTracking) return;
    const written = stages.filter(({ shuffleId }) => shuffleId !== undefined);
    for (const { stageId, shuffleId } of written) {
      this.shuffleOfStage.set(stageId, shuffleId!);
      const jobs = this.jobsOfShuffle.get(shuffleId!) ?? new Set();
      this.jobsOfShuffle.set(shuffleId!, jobs.add(jobId));
    }
    this.stagesOfJob.set(
      jobId,
      written.map(({ stageId }) => stageId),
    );
    this.updateActive();
  }

  onJobEnd({ jobId }: SparkListenerJobEnd): void {
    for (const stageId of this.stagesOfJob.get(jobId) ?? []) this.shuffleOfStage.delete(stageId);
    this.stagesOfJob.delete(jobId);
    for (const [shuffle, jobs] of this.jobsOfShuffle) {
      jobs.delete(jobId);
      if (jobs.size === 0) this.jobsOfShuffle.delete(shuffle);
    }
    this.updateActive();
  }

  private holdsShuffle(executor: TrackedExecutor, shuffle: ShuffleId): void {
    executor.shuffles.add(shuffle);
    executor.hasActiveShuffle = true;
  }

  private updateActive(): void {
    for (const executor of this.executors.values()) {
      executor.hasActiveShuffle = [...executor.shuffles].some((shuffle) => this.jobsOfShuffle.has(shuffle));
    }
  }

  /** When an executor will have been idle for too long; Infinity while that cannot be. */
  private deadlineOf(id: ExecutorId, executor: TrackedExecutor): Millis {
    if (executor.running > 0 || executor.hasActiveShuffle || executor.isLeaving) return Number.POSITIVE_INFINITY;
    const { conf, hasCachedBlocks } = this.options;
    const holds: Millis[] = [];
    if (hasCachedBlocks(id)) holds.push(conf.cachedExecutorIdleTimeoutMs);
    if (executor.shuffles.size > 0) holds.push(conf.shuffleTimeoutMs);
    return executor.idleSinceMs + (holds.length === 0 ? conf.executorIdleTimeoutMs : Math.max(...holds));
  }
}
