import type { Bytes, Millis } from "../../base/brand.js";
import { DelayScheduling, type LocalityWaits } from "./delay-scheduling.js";
import { type ExclusionConf, TaskSetExclusion } from "./exclusion.js";
import { PendingTasks } from "./pending-tasks.js";
import type { Pool } from "./pool.js";
import type { SchedulerExecutors } from "./scheduler-executors.js";
import { type SpeculationConf, SpeculationStatistics } from "./speculation.js";
import { type RunningAttempt, TaskAttempts } from "./task-attempts.js";
import { ANY, NO_PREF } from "./task-locality.js";
import type { TaskSet } from "./task-set.js";
import type { Verdict } from "./task-stack.js";

export interface TaskSetManagerOptions {
  readonly executors: SchedulerExecutors;
  readonly waits: LocalityWaits;
  /** Every launch sets the wait for a better locality back (C5, before 3.1). */
  readonly resetsWaitOnLaunch: boolean;
  readonly speculation: SpeculationConf | undefined;
  readonly exclusion: ExclusionConf | undefined;
  /** Executor of an attempt. */
  readonly executorOf: (row: number) => number;
}

/**
 * Schedules the tasks of one task set: which are pending, running, done, and how often each failed. All by index into the set, in
 * typed arrays: nothing is allocated for a task. Spark's TaskSetManager.
 */
export class TaskSetManager {
  readonly taskSet: TaskSet;
  readonly numTasks: number;
  /** The pool that it stands in (C3); undefined where there are none. */
  pool: Pool | undefined;
  /** Launches nothing any more: done, aborted, or overtaken by a new attempt of its stage. */
  isZombie = false;
  /** Locality of the offer that was taken last, and whether it is for a speculative copy. */
  offeredLocality = 0;
  offeredSpeculative = false;
  /** The last offer was refused though tasks wait: for the delay scheduling's timer (C5). */
  offerRejected = false;
  /** Attempts that were to be killed because another one had succeeded: what they bring counts no more (C10). */
  readonly killedByOtherAttempt: Set<number> = new Set();
  /** No offer was rejected for locality since the timer was last set back (C5). */
  noRejectsSinceReset = true;
  /** Results that have reached the driver so far, refused ones too, and what of their bytes counts (C11). */
  resultCount = 0;
  resultBytes: Bytes = 0;
  readonly exclusion: TaskSetExclusion | undefined;
  readonly speculation: SpeculationStatistics | undefined;
  private readonly executors: SchedulerExecutors;
  private readonly executorOf: (row: number) => number;
  private readonly resetsWaitOnLaunch: boolean;
  private readonly pending: PendingTasks;
  private readonly delay: DelayScheduling | undefined;
  /** Tasks that shall get a copy. */
  private speculatable: PendingTasks | undefined;
  private readonly speculated: Set<number> = new Set();
  private readonly attempts: TaskAttempts;
  /** Hosts where attempts of a task failed: no copy goes there (C10). */
  private readonly pastHosts: Map<number, Set<number>> = new Map();
  private failures: Uint16Array | undefined;
  private waitingCount: number;
  private runningCount = 0;
  /** Reused for searches: where an offer comes from. */
  private offerExecutor = 0;
  private offerHost = 0;
  private readonly judge: (index: number) => Verdict = (index) => this.judgeTask(index);
  private readonly judgeCopy: (index: number) => Verdict = (index) => this.judgeSpeculative(index);

  constructor(taskSet: TaskSet, options: TaskSetManagerOptions, now: Millis) {
    const n = taskSet.partitions.length;
    this.taskSet = taskSet;
    this.executors = options.executors;
    this.executorOf = options.executorOf;
    this.resetsWaitOnLaunch = options.resetsWaitOnLaunch;
    this.numTasks = n;
    this.waitingCount = n;
    this.attempts = new TaskAttempts(n, taskSet.stage.kind === "ShuffleMapTask");
    this.pending = new PendingTasks(taskSet.locations, options.executors, n);
    const { speculation, exclusion, waits } = options;
    if (taskSet.locations !== undefined) {
      this.delay = new DelayScheduling(this.pending, waits, (index) => this.attempts.isTaken(index), now);
    }
    if (speculation !== undefined && taskSet.isBarrier !== true) {
      if (n > 1 || speculation.taskDurationThresholdMs !== undefined)
        this.speculation = new SpeculationStatistics(speculation, n);
    }
    if (exclusion !== undefined) this.exclusion = new TaskSetExclusion(exclusion);
  }

  /** Whether a task waits that an offer could start. */
  get hasPending(): boolean {
    return !this.isZombie && (this.waitingCount > 0 || this.speculated.size > 0);
  }

  /** Whether offers matter: even with nothing to start they move the locality on (C5). */
  get wantsOffers(): boolean {
    return this.hasPending || (!this.isZombie && this.delay !== undefined && !this.delay.isAtLast);
  }

  /** Tasks that wait for a slot, copies not counted. */
  get pendingCount(): number {
    return this.isZombie ? 0 : this.waitingCount;
  }

  /** Copies that wait for a slot. */
  get pendingSpeculative(): number {
    return this.isZombie ? 0 : this.speculated.size;
  }

  get running(): number {
    return this.runningCount;
  }

  get isDone(): boolean {
    return this.attempts.successCount === this.numTasks;
  }

  /** The locality levels to go through, undefined when the tasks do not mind where they run. */
  get localityLevels(): readonly number[] | undefined {
    return this.delay?.validLevels;
  }

  isSuccessful(index: number): boolean {
    return this.attempts.isSuccessful(index);
  }

  /** The next task for a free slot of an executor, not farther away than `maxLocality`; −1 when there is none (C4–C6). */
  resourceOffer(executor: number, host: number, maxLocality: number, now: Millis): number {
    this.offerRejected = false;
    if (this.isZombie) return -1;
    if (this.delay === undefined && this.speculated.size === 0 && (this.exclusion?.isEmpty ?? true)) {
      return this.takeFirst();
    }
    if (this.exclusion?.isExcluded(executor, host) === true) return -1;
    let allowed = maxLocality;
    if (this.delay !== undefined && maxLocality !== NO_PREF) allowed = Math.min(maxLocality, this.delay.allowed(now));
    this.offerExecutor = executor;
    this.offerHost = host;
    let index = this.waitingCount === 0 ? -1 : this.pending.take(executor, host, allowed, this.judge);
    this.offeredLocality = this.pending.locality;
    this.offeredSpeculative = false;
    if (index < 0 && this.speculated.size > 0) {
      index = this.speculatable!.take(executor, host, allowed, this.judgeCopy);
      this.offeredLocality = this.speculatable!.locality;
      this.offeredSpeculative = true;
      if (index >= 0) this.speculated.delete(index);
    }
    this.offerRejected = index < 0 && maxLocality === ANY && this.hasPending;
    if (this.resetsWaitOnLaunch && index >= 0 && maxLocality !== NO_PREF) this.delay?.reset(now, this.offeredLocality);
    return index;
  }

  /** The round is over: the timer is set back when somebody was launched and nobody rejected for locality (C5). */
  offersDone(launched: boolean, rejected: boolean, allResources: boolean, bestLaunched: number, now: Millis): void {
    if (this.delay === undefined || this.resetsWaitOnLaunch) return;
    if (rejected) this.noRejectsSinceReset = false;
    else if (launched && (allResources || this.noRejectsSinceReset)) {
      this.delay.reset(now, bestLaunched);
      this.noRejectsSinceReset = true;
    }
  }

  /** Notes a launch and returns the attempt number. */
  launched(index: number, row: number): number {
    if (!this.offeredSpeculative) this.waitingCount--;
    this.runningCount++;
    this.pool?.changeRunning(1);
    return this.attempts.launched(index, row);
  }

  /** Not begun, and nothing but the next free slot decides where its tasks will run. */
  get isPlain(): boolean {
    if (this.delay !== undefined || this.taskSet.isBarrier === true || this.isZombie) return false;
    if (this.speculation?.givenThresholdMs !== undefined) return false;
    return this.pending.isUntouched && this.waitingCount === this.numTasks;
  }

  /** The first `launched` tasks were launched in order, in rows from `firstRow` on, and all but the running ones have succeeded. */
  adopt(launched: number, firstRow: number, running: readonly RunningAttempt[]): void {
    this.attempts.adopt(launched, firstRow, running);
    this.speculation?.adopt({ firstRow, count: launched, running });
    this.pending.skip(launched);
    this.waitingCount -= launched;
    this.runningCount += running.length;
    this.pool?.changeRunning(running.length);
  }

  /** An attempt runs no more; what came of it is told after its slot was offered (C6). */
  stoppedRunning(): void {
    this.runningCount--;
    this.pool?.changeRunning(-1);
  }

  /** An attempt succeeded. False when another one had before: then this one does not count. */
  succeeded(index: number, row: number): boolean {
    this.attempts.stopped(index, row);
    if (this.attempts.isSuccessful(index)) return false;
    this.markSuccessful(index, row);
    return true;
  }

  /** Another attempt of the stage brought this partition: it need not run here. */
  partitionCompleted(index: number): void {
    if (this.attempts.isSuccessful(index)) return;
    if (this.attempts.running(index) === 0) this.waitingCount--;
    this.markSuccessful(index);
  }

  /** A fetch failed: the set launches nothing more, and counts the task as done, since the stage's next attempt will run it (B11). */
  fetchFailed(index: number, row: number): void {
    this.attempts.stopped(index, row);
    if (!this.attempts.isSuccessful(index)) this.markSuccessful(index);
    this.isZombie = true;
  }

  /** An attempt ended without success; the task waits again, on top of the others (C6), unless it runs or has succeeded elsewhere. */
  attemptLost(index: number, row: number): void {
    this.attempts.stopped(index, row);
    if (this.speculation !== undefined) {
      const hosts = this.pastHosts.get(index);
      if (hosts === undefined) this.pastHosts.set(index, new Set([this.hostOfRow(row)]));
      else hosts.add(this.hostOfRow(row));
    }
    if (this.isZombie || this.attempts.isTaken(index)) return;
    this.waitAgain(index);
  }

  /** Counts a failure and returns how often the task has failed (C7). */
  countFailure(index: number): number {
    this.failures ??= new Uint16Array(this.numTasks);
    return ++this.failures[index]!;
  }

  /**
   * Finished tasks whose outputs went with the executor: they wait again (B12). Gives the attempts that had made them.
   * @param isKept tasks whose outputs are safe all the same
   */
  outputsLost(executor: number, isKept?: (index: number) => boolean): RunningAttempt[] {
    if (this.isZombie) return [];
    const lost = this.attempts.takeBack((index, row) => this.executorOf(row) === executor && isKept?.(index) !== true);
    for (const { index } of lost) if (this.attempts.running(index) === 0) this.waitAgain(index);
    return lost;
  }

  /** Executors came or went. */
  recomputeLocality(): void {
    if (!this.isZombie) this.delay?.recompute();
  }

  /** The other running attempts of a task. */
  otherRows(index: number, row: number): number[] {
    return this.attempts.rowsOf(index, row);
  }

  /** The attempts that run now. */
  runningAttempts(): RunningAttempt[] {
    return this.runningCount === 0 ? [] : this.attempts.all();
  }

  /** Tasks with one running attempt that no copy was asked for. */
  *speculationCandidates(): Iterable<RunningAttempt> {
    for (const attempt of this.attempts.single()) if (!this.speculated.has(attempt.index)) yield attempt;
  }

  /** Asks for a copy of a running task (C10). */
  speculate(index: number): void {
    this.speculatable ??= new PendingTasks(this.taskSet.locations, this.executors, 0);
    this.speculatable.add(index);
    this.speculated.add(index);
  }

  /** A task that waits and may run on none of these executors (C9); −1 when there is none. */
  completelyExcluded(executors: readonly number[], hostOf: (executor: number) => number): number {
    const { exclusion } = this;
    if (exclusion === undefined || !this.hasPending) return -1;
    for (let index = this.numTasks - 1; index >= 0; index--) {
      if (this.attempts.isTaken(index)) continue;
      const mayRunOn = (executor: number): boolean => {
        const host = hostOf(executor);
        return !exclusion.isExcluded(executor, host) && !exclusion.isTaskExcluded(index, executor, host);
      };
      if (!executors.some(mayRunOn)) return index;
    }
    return -1;
  }

  private hostOfRow(row: number): number {
    return this.executors.hostOf(this.executorOf(row));
  }

  private takeFirst(): number {
    this.offeredLocality = 0;
    this.offeredSpeculative = false;
    for (;;) {
      const index = this.pending.pop();
      if (index < 0 || !this.attempts.isTaken(index)) return index;
    }
  }

  private judgeTask(index: number): Verdict {
    if (this.attempts.isTaken(index)) return "drop";
    return this.exclusion?.isTaskExcluded(index, this.offerExecutor, this.offerHost) === true ? "keep" : "take";
  }

  private judgeSpeculative(index: number): Verdict {
    if (this.attempts.isSuccessful(index) || this.attempts.running(index) !== 1) {
      this.speculated.delete(index);
      return "drop";
    }
    if (this.exclusion?.isTaskExcluded(index, this.offerExecutor, this.offerHost) === true) return "keep";
    if (this.pastHosts.get(index)?.has(this.offerHost) === true) return "keep";
    return this.attempts.rowsOf(index).some((row) => this.hostOfRow(row) === this.offerHost) ? "keep" : "take";
  }

  private waitAgain(index: number): void {
    this.pending.add(index);
    this.waitingCount++;
  }

  private markSuccessful(index: number, row?: number): void {
    this.attempts.succeeded(index, row);
    if (this.speculated.size > 0) this.speculated.delete(index);
    if (this.isDone) this.isZombie = true;
  }
}
