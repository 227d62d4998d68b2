import type { ExecutorId, Millis } from "../../base/brand.js";
import { Prng } from "../../base/prng.js";
import { HealthTracker } from "./health-tracker.js";
import { RootPool } from "./root-pool.js";
import type { SchedulerBackend, TaskSetListener } from "./scheduler-backend.js";
import { SpeculationTimer } from "./speculation-timer.js";
import { countsTowardsTaskFailures, type ExecutorLossReason, type TaskFailedReason } from "./task-end-reason.js";
import { NO_LOCALITY, NO_PREF } from "./task-locality.js";
import type { TaskSchedulerConf } from "./task-scheduler-conf.js";
import type { TaskSet } from "./task-set.js";
import { TaskSetManager } from "./task-set-manager.js";

export interface TaskSchedulerOptions {
  readonly backend: SchedulerBackend;
  readonly listener: TaskSetListener;
  readonly conf: TaskSchedulerConf;
  readonly seed: number;
}

/** Levels that offers of a set without preferences go through: one is enough. */
const ONE_LEVEL: readonly number[] = [NO_PREF];

/**
 * Spark's TaskSchedulerImpl: offers free slots to the tasks of the submitted task sets, breadth first over executors in a random but
 * seeded order (C1, C2), and follows each attempt to its end (C6, C7).
 */
export class TaskScheduler {
  private readonly backend: SchedulerBackend;
  private readonly listener: TaskSetListener;
  private readonly conf: TaskSchedulerConf;
  private readonly random: Prng;
  private readonly root: RootPool;
  private readonly health: HealthTracker | undefined;
  private readonly speculation: SpeculationTimer;
  /** Every set that has tasks to run or running, by stage. */
  private readonly managers: Map<number, TaskSetManager[]> = new Map();
  /** When sets that can run nowhere are given up (C9). */
  private readonly unschedulable: Map<TaskSetManager, { readonly expiryMs: Millis; readonly index: number }> =
    new Map();
  private offers: Int32Array = new Int32Array(64);
  private reviveMs: Millis = Number.NaN;
  /** The best locality launched in the current round. */
  private bestLaunched = NO_LOCALITY;

  constructor({ backend, listener, conf, seed }: TaskSchedulerOptions) {
    this.backend = backend;
    this.listener = listener;
    this.conf = conf;
    this.random = Prng.named(seed, "offers");
    this.root = new RootPool(conf.mode, conf.pools);
    this.health = conf.exclusion === undefined ? undefined : new HealthTracker(conf.exclusion);
    this.speculation = new SpeculationTimer(conf.speculation, backend);
  }

  submitTasks(taskSet: TaskSet): void {
    const { conf, backend } = this;
    const manager = new TaskSetManager(
      taskSet,
      {
        executors: backend.executors,
        waits: conf.waits,
        speculation: conf.speculation,
        exclusion: conf.exclusion,
        executorOf: (row) => backend.executorOf(row),
      },
      backend.now,
    );
    const others = this.managers.get(taskSet.stageId) ?? [];
    // A new attempt of a stage overtakes the old ones.
    for (const other of others) other.isZombie = true;
    this.managers.set(taskSet.stageId, [...others, manager]);
    this.root.add(manager);
    this.resourceOffers();
  }

  /** Tasks that wait for a slot, and those that run: the load that dynamic allocation looks at (D1). */
  load(): { readonly pending: number; readonly pendingSpeculative: number; readonly running: number } {
    const load = { pending: 0, pendingSpeculative: 0, running: 0 };
    for (const managers of this.managers.values()) {
      for (const manager of managers) {
        load.pending += manager.pendingCount;
        load.pendingSpeculative += manager.pendingSpeculative;
        load.running += manager.running;
      }
    }
    return load;
  }

  /**
   * An attempt ended well. Its slot is offered first and the result is handled after, as Spark's backend and result getter do
   * (C1, C6).
   */
  taskSucceeded(manager: TaskSetManager, index: number, row: number, executor: ExecutorId, result: unknown): void {
    manager.stoppedRunning();
    this.offerExecutor(executor);
    const { speculation } = manager;
    if (speculation !== undefined) this.speculation.succeeded(manager, row);
    if (!manager.succeeded(index, row)) {
      this.removeIfOver(manager);
      return;
    }
    if (speculation !== undefined) {
      for (const other of manager.otherRows(index, row))
        this.backend.killTask(other, "another attempt succeeded", true);
    }
    const attempts = this.managers.get(manager.taskSet.stageId);
    if (attempts !== undefined && attempts.length > 1) this.markPartitionCompleted(manager, index, attempts);
    if (manager.isDone) this.taskSetSucceeded(manager);
    this.removeIfOver(manager);
    this.listener.taskSucceeded(manager.taskSet, index, row, executor, result);
  }

  /** An attempt failed or was killed: its slot goes to the next pending task, itself comes after that (C6). */
  taskFailed(
    manager: TaskSetManager,
    index: number,
    row: number,
    executor: ExecutorId,
    reason: TaskFailedReason,
  ): void {
    manager.stoppedRunning();
    this.offerExecutor(executor);
    this.handleFailedTask(manager, index, row, executor, reason);
    if (!manager.isZombie) this.resourceOffers();
  }

  /** Lets nothing more of a stage start and kills its running attempts (B15, B16). */
  cancelTasks(stageId: number, reason: string): void {
    for (const manager of [...(this.managers.get(stageId) ?? [])]) {
      manager.isZombie = true;
      for (const { row } of manager.runningAttempts()) this.backend.killTask(row, reason, false);
      this.removeIfOver(manager);
    }
  }

  executorAdded(): void {
    this.recomputeLocality();
    this.unschedulable.clear();
    this.resourceOffers();
  }

  /**
   * An executor is gone, from the backend's executors as well. `running` are its attempts; finished map tasks whose outputs it held run
   * again (B12). The slots that are left are to be offered when the DAGScheduler knows, too.
   */
  executorLost(
    executor: ExecutorId,
    loss: ExecutorLossReason,
    running: readonly [TaskSetManager, number, number][],
  ): void {
    if (!this.conf.shuffleServiceEnabled) {
      for (const managers of [...this.managers.values()]) {
        for (const manager of managers) {
          for (const { index, row } of manager.outputsLost(executor)) {
            this.listener.taskResubmitted(manager.taskSet, index, row);
          }
        }
      }
    }
    const { reason: description, exitCausedByApp } = loss;
    for (const [manager, index, row] of running) {
      manager.stoppedRunning();
      this.handleFailedTask(manager, index, row, executor, {
        kind: "ExecutorLostFailure",
        description,
        exitCausedByApp,
      });
    }
    this.recomputeLocality();
  }

  /** The clock: free slots are offered once a second, for tasks that waited for a better place (C1). */
  revive(): void {
    if (this.backend.now < this.reviveMs) return;
    this.reviveMs = Number.NaN;
    this.resourceOffers();
  }

  /** The clock: looks for attempts that take too long (C10). */
  checkSpeculatableTasks(): void {
    if (this.speculation.check(this.root.sorted())) this.resourceOffers();
  }

  /** The clock: gives up sets that could run nowhere for too long (C9). */
  checkUnschedulable(): void {
    for (const [manager, { expiryMs, index }] of [...this.unschedulable]) {
      if (expiryMs > this.backend.now) continue;
      this.unschedulable.delete(manager);
      this.abortUnschedulable(manager, index);
    }
  }

  /** Offers every free slot, one task an executor and pass (C2). */
  resourceOffers(): void {
    const sets = this.root.sorted();
    if (!sets.some((manager) => manager.wantsOffers)) return;
    const count = this.shuffleOffers();
    if (count === 0) return;
    if (sets.length === 1 && this.isAlone(sets[0]!) && this.backend.runAlone(sets[0]!, this.offers, count)) return;
    for (const manager of [...sets]) if (manager.wantsOffers) this.offerTo(manager, count, true);
    this.reviveLater();
  }

  /** A task succeeded without having been offered: speculation counts it all the same. */
  noteSuccess(manager: TaskSetManager, row: number, finishMs: Millis): void {
    if (manager.speculation !== undefined) this.speculation.note(manager, row, finishMs);
  }

  /** A set that has not begun, and nothing else runs or is kept from running. */
  private isAlone(manager: TaskSetManager): boolean {
    if (!manager.isPlain) return false;
    return this.managers.size === 1 && this.managers.get(manager.taskSet.stageId)!.length === 1 && !this.health?.hasAny;
  }

  /** Offers one executor's free slots, as after a status update (C1). */
  private offerExecutor(executor: ExecutorId): void {
    if (this.backend.executors.freeSlots(executor) === 0) return;
    this.offers[0] = executor;
    const sets = this.root.sorted();
    for (let i = 0; i < sets.length; i++) {
      const manager = sets[i]!;
      if (manager.wantsOffers) this.offerTo(manager, 1, false);
    }
  }

  /** Goes over the offers with each level that the set may have, as long as something is launched (C2). */
  private offerTo(manager: TaskSetManager, count: number, allResources: boolean): void {
    if (manager.taskSet.isBarrier === true && !this.hasRoomForAll(manager, count)) return;
    this.bestLaunched = NO_LOCALITY;
    let rejected = false;
    const levels = manager.localityLevels ?? ONE_LEVEL;
    for (let i = 0; i < levels.length; i++) {
      let before: number;
      do {
        before = manager.running;
        if (this.pass(manager, count, levels[i]!)) rejected = true;
      } while (manager.running > before);
    }
    const launched = this.bestLaunched < NO_LOCALITY;
    if (manager.localityLevels !== undefined) {
      manager.offersDone(launched, rejected, allResources, this.bestLaunched, this.backend.now);
    }
    if (manager.exclusion !== undefined) this.lookForUnschedulable(manager, launched);
  }

  /** One task for each executor that has room. @returns whether an offer was rejected for locality. */
  private pass(manager: TaskSetManager, count: number, level: number): boolean {
    const { backend, health } = this;
    const { executors } = backend;
    let rejected = false;
    for (let i = 0; i < count && manager.wantsOffers; i++) {
      const executor = this.offers[i]!;
      if (executors.freeSlots(executor) === 0) continue;
      const host = executors.hostOf(executor);
      if (health?.isExcluded(executor, host, backend.now) === true) continue;
      const index = manager.resourceOffer(executor, host, level, backend.now);
      if (manager.offerRejected) rejected = true;
      if (index < 0) continue;
      if (manager.offeredLocality < this.bestLaunched) this.bestLaunched = manager.offeredLocality;
      backend.launchTask(manager, index, executor);
    }
    return rejected;
  }

  /** A barrier stage starts with all of its tasks or not at all (B14). */
  private hasRoomForAll(manager: TaskSetManager, count: number): boolean {
    const { executors } = this.backend;
    let free = 0;
    for (let i = 0; i < count; i++) free += executors.freeSlots(this.offers[i]!);
    return free >= manager.numTasks;
  }

  private shuffleOffers(): number {
    const open = this.backend.executors.openExecutors;
    if (this.offers.length < open.length) this.offers = new Int32Array(open.length * 2);
    for (let i = 0; i < open.length; i++) this.offers[i] = open[i]!;
    // In order of id first: which executor got free when must not matter.
    this.offers.subarray(0, open.length).sort();
    this.random.shuffle(this.offers, open.length);
    return open.length;
  }

  /** A slot is free and a task waits: for a better place, or for another executor. The next round is at the next full second. */
  private reviveLater(): void {
    const { backend, conf } = this;
    if (backend.executors.openExecutors.length === 0 || backend.now < this.reviveMs) return;
    if (!this.root.sorted().some((manager) => manager.hasPending)) return;
    this.reviveMs = (Math.floor(backend.now / conf.reviveIntervalMs) + 1) * conf.reviveIntervalMs;
    backend.reviveAt(this.reviveMs);
  }

  /** Spark's TaskSetManager.handleFailedTask. */
  private handleFailedTask(
    manager: TaskSetManager,
    index: number,
    row: number,
    executor: ExecutorId,
    reason: TaskFailedReason,
  ): void {
    const wasZombie = manager.isZombie;
    if (reason.kind === "FetchFailed") manager.fetchFailed(index, row);
    else if (manager.taskSet.isBarrier === true) {
      manager.isZombie = true;
      manager.attemptLost(index, row);
    } else manager.attemptLost(index, row);
    this.listener.taskFailed(manager.taskSet, index, row, reason);
    if (!wasZombie && !manager.isZombie) this.countFailure(manager, index, row, executor, reason);
    this.removeIfOver(manager);
  }

  private countFailure(
    manager: TaskSetManager,
    index: number,
    row: number,
    executor: ExecutorId,
    reason: TaskFailedReason,
  ): void {
    if (!countsTowardsTaskFailures(reason)) return;
    manager.exclusion?.taskFailed(index, executor, this.backend.executors.hostOf(executor));
    const { stageId, stageAttempt, partitions } = manager.taskSet;
    const task = `Task ${partitions[index]} in stage ${stageId}.${stageAttempt}`;
    const lost = `${this.backend.describe(row)}: ${reason.description}`;
    const cause = reason.kind === "ExceptionFailure" ? reason.error : undefined;
    if (reason.kind === "ExceptionFailure" && reason.fatal === true) {
      this.abort(manager, `${task} had a failure that trying again cannot mend: ${lost}`, cause);
      return;
    }
    const failures = manager.countFailure(index);
    if (failures < this.conf.maxTaskFailures) return;
    this.abort(manager, `${task} failed ${failures} times, most recent failure: ${lost}`, cause);
  }

  private abort(manager: TaskSetManager, reason: string, cause: unknown): void {
    manager.isZombie = true;
    this.listener.taskSetFailed(manager.taskSet, reason, cause);
  }

  private taskSetSucceeded(manager: TaskSetManager): void {
    if (this.health === undefined || manager.exclusion === undefined) return;
    const excluded = this.health.taskSetSucceeded(manager.exclusion, this.backend.now);
    if (this.conf.exclusion?.killExcludedExecutors !== true) return;
    for (const executor of excluded) this.backend.killExecutor(executor, "excluded for too many task failures");
  }

  /** Other attempts of the stage need not run what one of them brought. */
  private markPartitionCompleted(done: TaskSetManager, index: number, attempts: readonly TaskSetManager[]): void {
    const partition = done.taskSet.partitions[index]!;
    for (const other of attempts) {
      if (other === done) continue;
      const at = other.taskSet.partitions.indexOf(partition);
      if (at >= 0) other.partitionCompleted(at);
      this.removeIfOver(other);
    }
  }

  /** A set is forgotten when nothing of it runs or will. */
  private removeIfOver(manager: TaskSetManager): void {
    if (!manager.isZombie || manager.running > 0) return;
    this.root.remove(manager);
    this.unschedulable.delete(manager);
    const { stageId } = manager.taskSet;
    const others = this.managers.get(stageId)?.filter((other) => other !== manager);
    if (others === undefined || others.length === 0) this.managers.delete(stageId);
    else this.managers.set(stageId, others);
  }

  private recomputeLocality(): void {
    for (const managers of this.managers.values()) for (const manager of managers) manager.recomputeLocality();
  }

  /** A task that may run on no executor: an idle excluded one makes room for another, or the set is given up after a while (C9). */
  private lookForUnschedulable(manager: TaskSetManager, launched: boolean): void {
    if (launched && this.unschedulable.size > 0) this.unschedulable.clear();
    if (launched || manager.exclusion!.isEmpty || this.unschedulable.has(manager)) return;
    const { executors } = this.backend;
    const alive = executors.aliveExecutors();
    const index = manager.completelyExcluded(alive, (executor) => executors.hostOf(executor));
    if (index < 0) return;
    const { exclusion } = this.conf;
    const idle = alive.find((executor) => !this.isBusy(executor));
    if (idle !== undefined && exclusion!.killExcludedExecutors) {
      this.backend.killExecutor(idle, "excluded, and no other executor may run the task");
    }
    const expiryMs = this.backend.now + exclusion!.unschedulableTimeoutMs;
    this.unschedulable.set(manager, { expiryMs, index });
    this.backend.checkUnschedulableAt(expiryMs);
  }

  private isBusy(executor: ExecutorId): boolean {
    for (const managers of this.managers.values()) {
      for (const manager of managers) {
        if (manager.runningAttempts().some(({ row }) => this.backend.executorOf(row) === executor)) return true;
      }
    }
    return false;
  }

  private abortUnschedulable(manager: TaskSetManager, index: number): void {
    const { partitions, stageId } = manager.taskSet;
    const reason =
      `Aborting TaskSet ${stageId}.${manager.taskSet.stageAttempt} because task ${index} (partition ${partitions[index]}) ` +
      "cannot run anywhere due to node and executor excludeOnFailure.";
    this.abort(manager, reason, undefined);
    this.removeIfOver(manager);
  }
}
