import type { Millis } from "../../base/brand.js";
import { DelayScheduling, type LocalityWaits } from "./delay-scheduling.js";
import { type ExclusionConf, TaskSetExclusion } from "./exclusion.js";
import { PendingTasks } from "./pending-tasks.js";
import type { Pool } from "./pool.js";
import type { SchedulerExecutors } from "./scheduler-executors.js";
import { type SpeculationConf, SpeculationStatistics } from "./speculation.js";
import { ANY, NO_PREF } from "./task-locality.js";
import type { TaskSet } from "./task-set.js";
import type { Verdict } from "./task-stack.js";

const NOT_RUNNING = -1;

export interface TaskSetManagerOptions {
  readonly executors: SchedulerExecutors;
  readonly waits: LocalityWaits;
  readonly speculation: SpeculationConf | undefined;
  readonly exclusion: ExclusionConf | undefined;
  /** Executor of an attempt. */
  readonly executorOf: (row: number) => number;
}

/** A running attempt. */
export interface RunningAttempt {
  readonly index: number;
  readonly row: number;
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
  /** No offer was rejected for locality since the timer was last set back (C5). */
  noRejectsSinceReset = true;
  readonly exclusion: TaskSetExclusion | undefined;
  readonly speculation: SpeculationStatistics | undefined;
  private readonly executors: SchedulerExecutors;
  private readonly executorOf: (row: number) => number;
  private readonly pending: PendingTasks;
  private readonly delay: DelayScheduling | undefined;
  /** Tasks that shall get a copy. */
  private speculatable: PendingTasks | undefined;
  private readonly speculated: Set<number> = new Set();
  /** Row in the task table of the running attempt of each task, −1 when none runs; of the copy in `copyRows`. */
  private readonly runningRow: Int32Array;
  private readonly copyRows: Map<number, number> = new Map();
  private readonly copiesRunning: Uint8Array;
  /** Hosts where attempts of a task failed: no copy goes there (C10). */
  private readonly pastHosts: Map<number, number[]> = new Map();
  private readonly attempts: Uint16Array;
  private readonly successful: Uint8Array;
  /** Row of the successful attempt, for outputs that can be lost with its executor. */
  private readonly doneRow: Int32Array | undefined;
  private failures: Uint16Array | undefined;
  private waitingCount: number;
  private successCount = 0;
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
    this.numTasks = n;
    this.waitingCount = n;
    this.runningRow = new Int32Array(n).fill(NOT_RUNNING);
    this.copiesRunning = new Uint8Array(n);
    this.attempts = new Uint16Array(n);
    this.successful = new Uint8Array(n);
    this.doneRow = taskSet.stage.kind === "ShuffleMapTask" ? new Int32Array(n) : undefined;
    this.pending = new PendingTasks(taskSet.locations, options.executors, n);
    const { speculation, exclusion, waits } = options;
    if (taskSet.locations !== undefined) {
      this.delay = new DelayScheduling(this.pending, waits, (index) => this.isStale(index), now);
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
    return this.successCount === this.numTasks;
  }

  /** The locality levels to go through, undefined when the tasks do not mind where they run. */
  get localityLevels(): readonly number[] | undefined {
    return this.delay?.validLevels;
  }

  isSuccessful(index: number): boolean {
    return this.successful[index] === 1;
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
    return index;
  }

  /** The round is over: the timer is set back when somebody was launched and nobody rejected for locality (C5). */
  offersDone(launched: boolean, rejected: boolean, allResources: boolean, bestLaunched: number, now: Millis): void {
    if (this.delay === undefined) return;
    if (rejected) this.noRejectsSinceReset = false;
    else if (launched && (allResources || this.noRejectsSinceReset)) {
      this.delay.reset(now, bestLaunched);
      this.noRejectsSinceReset = true;
    }
  }

  /** Notes a launch and returns the attempt number. */
  launched(index: number, row: number): number {
    if (this.runningRow[index] === NOT_RUNNING) this.runningRow[index] = row;
    else this.copyRows.set(index, row);
    if (!this.offeredSpeculative) this.waitingCount--;
    this.copiesRunning[index]!++;
    this.runningCount++;
    this.pool?.changeRunning(1);
    return this.attempts[index]!++;
  }

  /** Not begun, and nothing but the next free slot decides where its tasks will run. */
  get isPlain(): boolean {
    if (this.delay !== undefined || this.taskSet.isBarrier === true || this.isZombie) return false;
    return this.pending.isUntouched && this.waitingCount === this.numTasks;
  }

  /** The first `launched` tasks were launched in order, in rows from `firstRow` on, and all but the running ones have succeeded. */
  adopt(launched: number, firstRow: number, running: readonly RunningAttempt[]): void {
    for (const { index, row } of running) {
      this.runningRow[index] = row;
      this.copiesRunning[index] = 1;
    }
    for (let index = 0; index < launched; index++) {
      this.attempts[index] = 1;
      this.successful[index] = 1 - this.copiesRunning[index]!;
      if (this.doneRow !== undefined) this.doneRow[index] = firstRow + index;
    }
    this.pending.skip(launched);
    this.waitingCount -= launched;
    this.runningCount += running.length;
    this.successCount += launched - running.length;
    this.pool?.changeRunning(running.length);
  }

  /** An attempt runs no more; what came of it is told after its slot was offered (C6). */
  stoppedRunning(): void {
    this.runningCount--;
    this.pool?.changeRunning(-1);
  }

  /** An attempt succeeded. False when another one had before: then this one does not count. */
  succeeded(index: number, row: number): boolean {
    this.stopped(index, row);
    if (this.successful[index] === 1) return false;
    this.markSuccessful(index, row);
    return true;
  }

  /** Another attempt of the stage brought this partition: it need not run here. */
  partitionCompleted(index: number): void {
    if (this.successful[index] === 1) return;
    if (this.copiesRunning[index] === 0) this.waitingCount--;
    this.markSuccessful(index, NOT_RUNNING);
  }

  /** A fetch failed: the set launches nothing more, and counts the task as done, since the stage's next attempt will run it (B11). */
  fetchFailed(index: number, row: number): void {
    this.stopped(index, row);
    if (this.successful[index] === 0) this.markSuccessful(index, NOT_RUNNING);
    this.isZombie = true;
  }

  /** An attempt ended without success; the task waits again, on top of the others (C6), unless it runs or has succeeded elsewhere. */
  attemptLost(index: number, row: number): void {
    this.stopped(index, row);
    if (this.speculation !== undefined) {
      this.pastHosts.set(index, [...(this.pastHosts.get(index) ?? []), this.hostOfRow(row)]);
    }
    if (this.isZombie || this.successful[index] === 1 || this.copiesRunning[index]! > 0) return;
    this.waitAgain(index);
  }

  /** Counts a failure and returns how often the task has failed (C7). */
  countFailure(index: number): number {
    this.failures ??= new Uint16Array(this.numTasks);
    return ++this.failures[index]!;
  }

  /** Finished tasks whose outputs went with the executor: they wait again (B12). Gives the attempts that had made them. */
  outputsLost(executor: number): RunningAttempt[] {
    if (this.doneRow === undefined || this.isZombie) return [];
    const lost: RunningAttempt[] = [];
    for (let index = 0; index < this.numTasks; index++) {
      const row = this.doneRow[index]!;
      if (this.successful[index] === 0 || row === NOT_RUNNING || this.executorOf(row) !== executor) continue;
      this.successful[index] = 0;
      this.successCount--;
      if (this.copiesRunning[index] === 0) this.waitAgain(index);
      lost.push({ index, row });
    }
    return lost;
  }

  /** Executors came or went. */
  recomputeLocality(): void {
    if (!this.isZombie) this.delay?.recompute();
  }

  /** The other running attempts of a task. */
  otherRows(index: number, row: number): number[] {
    return [this.runningRow[index]!, this.copyRows.get(index) ?? NOT_RUNNING].filter(
      (other) => other !== NOT_RUNNING && other !== row,
    );
  }

  /** The attempts that run now. */
  runningAttempts(): RunningAttempt[] {
    const rows: RunningAttempt[] = [];
    this.runningRow.forEach((row, index) => {
      if (row !== NOT_RUNNING) rows.push({ index, row });
    });
    for (const [index, row] of this.copyRows) rows.push({ index, row });
    return rows;
  }

  /** Tasks with one running attempt that no copy was asked for. */
  *speculationCandidates(): Iterable<RunningAttempt> {
    for (let index = 0; index < this.numTasks; index++) {
      if (this.copiesRunning[index] !== 1 || this.successful[index] === 1 || this.speculated.has(index)) continue;
      const row = this.runningRow[index]!;
      yield { index, row: row === NOT_RUNNING ? this.copyRows.get(index)! : row };
    }
  }

  /** Asks for a copy of a running task (C10). */
  speculate(index: number): void {
    this.speculatable ??= new PendingTasks(this.taskSet.locations, this.executors, 0);
    this.speculatable.add(index);
    this.speculated.add(index);
  }

  /** A task that waits and may run on none of the executors (C9); −1 when there is none. */
  completelyExcluded(executors: Iterable<number>, hostOf: (executor: number) => number): number {
    const { exclusion } = this;
    if (exclusion === undefined || exclusion.isEmpty || !this.hasPending) return -1;
    for (let index = this.numTasks - 1; index >= 0; index--) {
      if (this.successful[index] === 1 || this.copiesRunning[index]! > 0) continue;
      let somewhere = false;
      for (const executor of executors) {
        const host = hostOf(executor);
        if (!exclusion.isExcluded(executor, host) && !exclusion.isTaskExcluded(index, executor, host)) somewhere = true;
      }
      if (!somewhere) return index;
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
      if (index < 0 || !this.isStale(index)) return index;
    }
  }

  private isStale(index: number): boolean {
    return this.copiesRunning[index] !== 0 || this.successful[index] === 1;
  }

  private judgeTask(index: number): Verdict {
    if (this.isStale(index)) return "drop";
    return this.exclusion?.isTaskExcluded(index, this.offerExecutor, this.offerHost) === true ? "keep" : "take";
  }

  private judgeSpeculative(index: number): Verdict {
    if (this.successful[index] === 1 || this.copiesRunning[index] !== 1) {
      this.speculated.delete(index);
      return "drop";
    }
    if (this.exclusion?.isTaskExcluded(index, this.offerExecutor, this.offerHost) === true) return "keep";
    if (this.pastHosts.get(index)?.includes(this.offerHost) === true) return "keep";
    return this.otherRows(index, NOT_RUNNING).some((row) => this.hostOfRow(row) === this.offerHost) ? "keep" : "take";
  }

  private waitAgain(index: number): void {
    this.pending.add(index);
    this.waitingCount++;
  }

  private markSuccessful(index: number, row: number): void {
    this.successful[index] = 1;
    this.successCount++;
    if (this.doneRow !== undefined) this.doneRow[index] = row;
    if (this.speculated.size > 0) this.speculated.delete(index);
    if (this.isDone) this.isZombie = true;
  }

  private stopped(index: number, row: number): void {
    if (this.runningRow[index] === row) this.runningRow[index] = NOT_RUNNING;
    else this.copyRows.delete(index);
    this.copiesRunning[index]!--;
  }
}
