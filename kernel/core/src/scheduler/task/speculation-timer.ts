import type { Millis } from "../../base/brand.js";
import type { SchedulerBackend } from "./scheduler-backend.js";
import type { SpeculationConf, SpeculationStatistics } from "./speculation.js";
import type { TaskSetManager } from "./task-set-manager.js";

/**
 * Spark's thread that looks every 100 ms for attempts that take too long (C10). Looking is put off to the next tick of that thread at
 * which it can find something, so that hours of waiting cost nothing.
 */
export class SpeculationTimer {
  private readonly conf: SpeculationConf | undefined;
  private readonly backend: SchedulerBackend;
  private nextMs: Millis = Number.POSITIVE_INFINITY;

  constructor(conf: SpeculationConf | undefined, backend: SchedulerBackend) {
    this.conf = conf;
    this.backend = backend;
  }

  /** A set was submitted: its attempts may be late by a threshold that is given. */
  submitted({ speculation }: TaskSetManager): void {
    const givenMs = speculation?.givenThresholdMs;
    if (givenMs !== undefined) this.wake(this.backend.now + givenMs);
  }

  /** An attempt succeeded: there may be a threshold now. */
  succeeded(manager: TaskSetManager, row: number): void {
    // Nobody is left who could be late.
    if (manager.running === 0 && !manager.hasPending) return;
    const { backend } = this;
    const speculation = manager.speculation!;
    this.readAdopted(speculation);
    this.note(speculation, row, backend.now);
    this.watch(manager);
  }

  /** Looks at the set at the next tick, if enough of it has succeeded. */
  watch(manager: TaskSetManager): void {
    const speculation = manager.speculation!;
    this.readAdopted(speculation);
    if (speculation.finished >= speculation.minFinished && manager.running > 0) this.wake(this.backend.now);
  }

  /** Asks for copies. @returns whether there are any to launch. */
  check(managers: readonly TaskSetManager[]): boolean {
    const { now } = this.backend;
    if (now < this.nextMs) return false;
    this.nextMs = Number.POSITIVE_INFINITY;
    let found = false;
    for (const manager of managers) if (this.checkSet(manager, now)) found = true;
    return found;
  }

  private checkSet(manager: TaskSetManager, now: Millis): boolean {
    const { speculation } = manager;
    if (speculation === undefined || manager.isZombie) return false;
    const medianMs = this.medianThresholdOf(manager);
    const threshold = medianMs ?? speculation.givenThresholdMs;
    if (threshold === undefined) return false;
    let found = false;
    // What starts from now on is not late before a given threshold; before one of the median, somebody ends.
    let earliest = medianMs === undefined ? now + threshold : Number.POSITIVE_INFINITY;
    for (const { index, row } of manager.speculationCandidates()) {
      const runtime = now - this.backend.launchMs(row);
      const isSlow = (): boolean =>
        medianMs === undefined || speculation.isInefficient(runtime, threshold, this.backend.recordsPerMs(row));
      if (runtime > threshold && isSlow()) {
        manager.speculate(index);
        found = true;
      } else {
        const limit = runtime > threshold ? this.conf!.longRunTaskFactor * threshold : threshold;
        earliest = Math.min(earliest, this.backend.launchMs(row) + limit);
      }
    }
    if (earliest < Number.POSITIVE_INFINITY) this.wake(Math.max(earliest, now));
    return found;
  }

  private medianThresholdOf(manager: TaskSetManager): Millis | undefined {
    const speculation = manager.speculation!;
    this.readAdopted(speculation);
    if (speculation.finished >= speculation.minFinished && manager.numTasks > 1) return speculation.thresholdMs();
    return undefined;
  }

  private note(speculation: SpeculationStatistics, row: number, finishMs: Millis): void {
    const durationMs = finishMs - this.backend.launchMs(row);
    speculation.succeeded(durationMs, durationMs, this.backend.recordsPerMs(row) * durationMs);
  }

  /** Notes the attempts that had ended before the set was offered anything. */
  private readAdopted(speculation: SpeculationStatistics): void {
    const unread = speculation.takeUnread();
    if (unread === undefined) return;
    const running = new Set(unread.running.map(({ row }) => row));
    for (let row = unread.firstRow; row < unread.firstRow + unread.count; row++) {
      if (!running.has(row)) this.note(speculation, row, this.backend.finishMs(row));
    }
  }

  /** Looks again at the first tick after a time. */
  private wake(after: Millis): void {
    const { intervalMs } = this.conf!;
    const tick = (Math.floor(after / intervalMs) + 1) * intervalMs;
    if (tick >= this.nextMs) return;
    this.nextMs = tick;
    this.backend.speculateAt(tick);
  }
}
