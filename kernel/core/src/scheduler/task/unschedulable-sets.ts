import type { ExecutorId, Millis } from "../../base/brand.js";
import type { ActiveTaskSets } from "./active-task-sets.js";
import type { ExclusionConf } from "./exclusion.js";
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

/** Task sets with a task that may run on none of the executors: they are given up after a while, unless another executor comes (C9). */
export class UnschedulableSets {
  private readonly backend: SchedulerBackend;
  private readonly conf: ExclusionConf | undefined;
  private readonly active: ActiveTaskSets;
  private readonly sets: Map<TaskSetManager, Unschedulable> = new Map();

  constructor(backend: SchedulerBackend, conf: ExclusionConf | undefined, active: ActiveTaskSets) {
    this.backend = backend;
    this.conf = conf;
    this.active = active;
  }

  /** A set was offered slots. An idle excluded executor makes room for another where a task may run on none. */
  offered(manager: TaskSetManager, launched: boolean): void {
    if (launched && this.sets.size > 0) this.sets.clear();
    if (launched || manager.exclusion!.isEmpty || this.sets.has(manager)) return;
    const { executors } = this.backend;
    const alive = executors.aliveExecutors();
    const index = manager.completelyExcluded(alive, (executor) => executors.hostOf(executor));
    if (index < 0) return;
    const conf = this.conf!;
    const idle = alive.find((executor) => !this.isBusy(executor));
    if (idle !== undefined && conf.killExcludedExecutors) {
      this.backend.killExecutor(idle, "excluded, and no other executor may run the task");
    }
    const expiryMs = this.backend.now + conf.unschedulableTimeoutMs;
    this.sets.set(manager, { expiryMs, index, needsExecutor: idle === undefined });
    this.backend.checkUnschedulableAt(expiryMs);
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
      const { partitions, stageId, stageAttempt } = manager.taskSet;
      yield [
        manager,
        `Aborting TaskSet ${stageId}.${stageAttempt} because task ${index} (partition ${partitions[index]}) ` +
          "cannot run anywhere due to node and executor excludeOnFailure.",
      ];
    }
  }

  forget(manager: TaskSetManager): void {
    this.sets.delete(manager);
  }

  /** Executors have come. */
  clear(): void {
    this.sets.clear();
  }

  private isBusy(executor: ExecutorId): boolean {
    return this.active
      .all()
      .some((manager) => manager.runningAttempts().some(({ row }) => this.backend.executorOf(row) === executor));
  }
}
