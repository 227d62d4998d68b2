import type { Millis } from "../../base/brand.js";
import type { SchedulerBackend } from "./scheduler-backend.js";
import type { SpeculationConf } from "./speculation.js";
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

  /** An attempt succeeded: there may be a threshold now. */
  succeeded(manager: TaskSetManager, row: number): void {
    const { backend } = this;
    const speculation = manager.speculation!;
    this.note(manager, row, backend.now);
    if (speculation.finished >= speculation.minFinished && manager.running > 0) this.wake(backend.now);
  }

  /** Notes an attempt that has ended. */
  note(manager: TaskSetManager, row: number, finishMs: Millis): void {
    const durationMs = finishMs - this.backend.launchMs(row);
    manager.speculation!.succeeded(durationMs, durationMs, this.backend.recordsPerMs(row) * durationMs);
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
    const threshold = this.thresholdOf(manager);
    if (threshold === undefined) return false;
    let found = false;
    let earliest = Number.POSITIVE_INFINITY;
    for (const { index, row } of manager.speculationCandidates()) {
      const runtime = now - this.backend.launchMs(row);
      if (runtime > threshold && speculation.isInefficient(runtime, threshold, this.backend.recordsPerMs(row))) {
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

  private thresholdOf(manager: TaskSetManager): Millis | undefined {
    const speculation = manager.speculation!;
    if (speculation.finished >= speculation.minFinished && manager.numTasks > 1) return speculation.thresholdMs();
    return undefined;
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
