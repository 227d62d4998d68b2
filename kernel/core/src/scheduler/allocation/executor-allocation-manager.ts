import type { ExecutorId, Millis } from "../../base/brand.js";
import type { AllocationConf } from "./allocation-conf.js";
import type { ExecutorMonitor } from "./executor-monitor.js";
import type { BacklogListener, StageLoad } from "./stage-load.js";

/** Spark looks at load and timeouts ten times a second. */
export const SCHEDULE_INTERVAL_MS = 100;

/** What dynamic allocation asks of the cluster: Spark's ExecutorAllocationClient. */
export interface ExecutorAllocationClient {
  /** From now on the application wants this many executors in all. */
  requestTotalExecutors(total: number): void;
  /** Idle executors shall go: at once, or once their blocks have been handed on. */
  removeExecutors(executors: readonly ExecutorId[]): void;
}

export interface ExecutorAllocationManagerOptions {
  readonly conf: AllocationConf;
  readonly client: ExecutorAllocationClient;
  readonly monitor: ExecutorMonitor;
  readonly load: () => StageLoad;
  /** Task sets that are excluded from every executor (C9). */
  readonly unschedulableSets: () => number;
  readonly now: () => Millis;
}

/**
 * How many executors an application wants, by its load: Spark's ExecutorAllocationManager, a state machine that is looked at by
 * {@link schedule}. While tasks wait it asks for 1, 2, 4, 8 … executors more, second after second, up to what the load needs (D2); what
 * the load needs no more it takes back at once; executors that are idle for too long go (D3).
 */
export class ExecutorAllocationManager implements BacklogListener {
  private readonly options: ExecutorAllocationManagerOptions;
  private targetCount: number;
  private numToAdd = 1;
  /** When executors are to be added; undefined while nothing waits. */
  private addMs: Millis | undefined;
  /** The executors of the start are still coming: the target stays, however small the load. */
  private isInitializing = true;

  constructor(options: ExecutorAllocationManagerOptions) {
    this.options = options;
    this.targetCount = options.conf.initialExecutors;
  }

  /** Executors that the application wants now. */
  get target(): number {
    return this.targetCount;
  }

  /** Executors that all tasks that run or wait would fill, and one more for what none of those there may run (D1). */
  get needed(): number {
    const { conf, monitor, unschedulableSets } = this.options;
    const sets = unschedulableSets();
    if (sets === 0) return this.neededByTasks;
    const more = Math.ceil((sets * conf.allocationRatio) / conf.tasksPerExecutor);
    return Math.max(this.neededByTasks, monitor.count + more);
  }

  private get neededByTasks(): number {
    const { conf, load } = this.options;
    const { pending, pendingSpeculative, running } = load();
    const needed = Math.ceil(((pending + pendingSpeculative + running) * conf.allocationRatio) / conf.tasksPerExecutor);
    // A copy must run on another host than its original.
    return needed === 1 && conf.tasksPerExecutor > 1 && pendingSpeculative > 0 ? 2 : needed;
  }

  /** Tasks wait that did not before. */
  backlogged(): void {
    this.isInitializing = false;
    this.addMs ??= this.options.now() + this.options.conf.schedulerBacklogTimeoutMs;
  }

  /** No task waits any more. */
  queueEmpty(): void {
    this.addMs = undefined;
    this.numToAdd = 1;
  }

  /** Looks at load and timeouts, and asks for executors or lets them go. */
  schedule(): void {
    const { monitor, now } = this.options;
    const timedOut = monitor.timedOut();
    if (timedOut.length > 0) this.isInitializing = false;
    if (!this.isInitializing) this.updateTarget(now());
    if (timedOut.length > 0) this.remove(timedOut);
  }

  /** When {@link schedule} can do something next, if nothing else happens meanwhile; Infinity for never. */
  get nextScheduleMs(): Millis {
    const { conf, load, monitor, now } = this.options;
    // Tasks end: what the load needs changes all the time.
    if (load().running > 0) return now();
    const { needed, targetCount } = this;
    const adds = this.addMs !== undefined && targetCount < Math.min(needed, conf.maxExecutors);
    const lowers = !this.isInitializing && needed < targetCount && targetCount > conf.minExecutors;
    return Math.min(
      adds ? this.addMs! : Number.POSITIVE_INFINITY,
      lowers ? now() : Number.POSITIVE_INFINITY,
      monitor.nextTimeoutMs,
    );
  }

  private updateTarget(now: Millis): void {
    const { conf, client } = this.options;
    const { needed, targetCount } = this;
    if (needed < targetCount) {
      this.targetCount = Math.max(needed, conf.minExecutors);
      this.numToAdd = 1;
    } else if (this.addMs !== undefined && now >= this.addMs) this.add(needed, now);
    if (this.targetCount !== targetCount) client.requestTotalExecutors(this.targetCount);
  }

  /** Asks for as many executors more as the ramp is at, but not for more than the load needs (D2). */
  private add(needed: number, now: Millis): void {
    const { conf, monitor } = this.options;
    const before = this.targetCount;
    if (before >= conf.maxExecutors) {
      this.numToAdd = 1;
      return;
    }
    // What is there already need not be ramped up to.
    const ramped = Math.min(Math.max(before, monitor.count) + this.numToAdd, needed);
    this.targetCount = Math.max(Math.min(ramped, conf.maxExecutors), conf.minExecutors);
    const added = this.targetCount - before;
    this.numToAdd = added === this.numToAdd ? this.numToAdd * 2 : 1;
    if (added > 0) this.addMs = now + conf.sustainedSchedulerBacklogTimeoutMs;
  }

  /** Lets idle executors go, but keeps what the load or the minimum wants (D3). */
  private remove(idle: readonly ExecutorId[]): void {
    const { conf, client, monitor } = this.options;
    const staying = monitor.count - monitor.leavingCount;
    const surplus = staying - Math.max(conf.minExecutors, this.targetCount);
    const removed = idle.slice(0, Math.max(0, surplus));
    if (removed.length === 0) return;
    monitor.leaving(removed);
    client.removeExecutors(removed);
  }
}
