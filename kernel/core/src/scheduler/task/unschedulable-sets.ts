import type { ExecutorId, Millis } from "../../base/brand.js";
import type { ActiveTaskSets } from "./active-task-sets.js";
import type { ExclusionConf } from "./exclusion.js";
import type { HealthTracker } from "./health-tracker.js";
import type { SchedulerBackend } from "./scheduler-backend.js";
import type { TaskSetManager } from "./task-set-manager.js";

interface Unschedulable {
  /** When the set is given up. */
  readonly expiryMs: Millis;
  /** The task that may run nowhere. */
  readonly index: number;
  /** No executor was idle, so that none could make room. */
  readonly needsExecutor: boolean;
}

/**
 * Task sets with a task that may run on none of the executors (C9). An idle executor is ended to make room for another, or dynamic allocation
 * brings one; without either the set is given up at once, else after a while in which none of its tasks could start.
 */
export class UnschedulableSets {
  private readonly backend: SchedulerBackend;
  private readonly conf: ExclusionConf | undefined;
  private readonly health: HealthTracker | undefined;
  private readonly active: ActiveTaskSets;
  private readonly sets: Map<TaskSetManager, Unschedulable> = new Map();

  constructor(
    backend: SchedulerBackend,
    conf: ExclusionConf | undefined,
    health: HealthTracker | undefined,
    active: ActiveTaskSets,
  ) {
    this.backend = backend;
    this.conf = conf;
    this.health = health;
    this.active = active;
  }

  /** A set was offered slots. @returns the reason to abort it now, in Spark's words */
  offered(manager: TaskSetManager, launched: boolean): string | undefined {
    if (launched && this.sets.size > 0) this.sets.clear();
    const isExcludedAnywhere = !manager.exclusion!.isEmpty || this.health?.hasAny === true;
    if (launched || !isExcludedAnywhere || this.sets.has(manager)) return undefined;
    const { executors, now } = this.backend;
    const alive = executors.aliveExecutors();
    if (alive.length === 0) return undefined; // none has registered, or all are to be replaced
    const hostOf = (executor: ExecutorId): number => executors.hostOf(executor);
    const healthy = alive.filter((executor) => this.health?.isExcluded(executor, hostOf(executor), now) !== true);
    const index = manager.completelyExcluded(healthy, hostOf);
    if (index < 0) return undefined;
    const conf = this.conf!;
    const idle = alive.find((executor) => !this.isBusy(executor));
    if (idle === undefined && !conf.mayGrow) return cannotRun(manager, index);
    if (idle !== undefined) {
      const why = `Killing excluded idle executor id ${idle} because of task unschedulability and trying to acquire a new executor.`;
      this.backend.killExecutor(idle, why);
    }
    const expiryMs = now + conf.unschedulableTimeoutMs;
    this.sets.set(manager, { expiryMs, index, needsExecutor: idle === undefined });
    this.backend.checkUnschedulableAt(expiryMs);
    return undefined;
  }

  /** Sets that only another executor can help: dynamic allocation asks for one. */
  get needingExecutor(): number {
    let count = 0;
    for (const { needsExecutor } of this.sets.values()) if (needsExecutor) count++;
    return count;
  }

  /** Takes the sets whose time is over, each with the reason to abort it, in Spark's words. */
  *expired(): Iterable<[TaskSetManager, string]> {
    for (const [manager, { expiryMs, index }] of [...this.sets]) {
      if (expiryMs > this.backend.now) continue;
      this.sets.delete(manager);
      yield [manager, cannotRun(manager, index)];
    }
  }

  forget(manager: TaskSetManager): void {
    this.sets.delete(manager);
  }

  private isBusy(executor: ExecutorId): boolean {
    return this.active
      .all()
      .some((manager) => manager.runningAttempts().some(({ row }) => this.backend.executorOf(row) === executor));
  }
}

function cannotRun({ taskSet, exclusion }: TaskSetManager, index: number): string {
  const { partitions, stageId, stageAttempt } = taskSet;
  return [
    `Aborting TaskSet ${stageId}.${stageAttempt} because task ${index} (partition ${partitions[index]})`,
    "cannot run anywhere due to node and executor excludeOnFailure.",
    "Most recent failure:",
    exclusion!.latestFailure,
    "",
    "ExcludeOnFailure behavior can be configured via spark.excludeOnFailure.*.",
  ].join("\n");
}
