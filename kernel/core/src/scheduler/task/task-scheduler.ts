import type { ExecutorId, Millis } from "../../base/brand.js";
import { Prng } from "../../base/prng.js";
import { RESULT_REFUSED } from "../../driver/result-limits.js";
import type { SparkError } from "../../errors/index.js";
import type { ListenerBus } from "../../events/listener-bus.js";
import { ActiveTaskSets, type TaskLoad } from "./active-task-sets.js";
import { FailureExclusion } from "./failure-exclusion.js";
import { ResourceOffers } from "./resource-offers.js";
import { RootPool } from "./root-pool.js";
import type { SchedulerBackend, TaskSetListener } from "./scheduler-backend.js";
import { SpeculationTimer } from "./speculation-timer.js";
import { countsTowardsTaskFailures, type ExecutorLossReason, type TaskFailedReason } from "./task-end-reason.js";
import type { TaskSchedulerConf } from "./task-scheduler-conf.js";
import { averageTaskBytes, type TaskSet } from "./task-set.js";
import { TaskSetManager } from "./task-set-manager.js";
import { UnschedulableSets } from "./unschedulable-sets.js";

export interface TaskSchedulerOptions {
  readonly backend: SchedulerBackend;
  readonly listener: TaskSetListener;
  readonly conf: TaskSchedulerConf;
  readonly seed: number;
  /** Told of task sets and of what is excluded. */
  readonly bus?: ListenerBus;
  /** Whether the output of a finished map task lies elsewhere by now. */
  readonly outputMoved?: (taskSet: TaskSet, index: number, executor: ExecutorId) => boolean;
}

/**
 * Spark's TaskSchedulerImpl: offers free slots to the tasks of the submitted task sets, breadth first over executors in a random but
 * seeded order (C1, C2), and follows each attempt to its end (C6, C7).
 */
export class TaskScheduler {
  private readonly backend: SchedulerBackend;
  private readonly listener: TaskSetListener;
  private readonly conf: TaskSchedulerConf;
  private readonly bus: ListenerBus | undefined;
  private readonly outputMoved: TaskSchedulerOptions["outputMoved"];
  private readonly root: RootPool;
  private readonly exclusion: FailureExclusion;
  private readonly speculation: SpeculationTimer;
  private readonly sets: ActiveTaskSets = new ActiveTaskSets();
  private readonly offers: ResourceOffers;
  private readonly unschedulable: UnschedulableSets;
  private reviveMs: Millis = Number.NaN;

  constructor({ backend, listener, conf, seed, bus, outputMoved }: TaskSchedulerOptions) {
    this.backend = backend;
    this.listener = listener;
    this.conf = conf;
    this.bus = bus;
    this.outputMoved = outputMoved;
    this.root = new RootPool(conf.mode, conf.pools);
    this.exclusion = new FailureExclusion(backend, conf.exclusion, bus);
    this.speculation = new SpeculationTimer(conf.speculation, backend);
    this.offers = new ResourceOffers(backend, this.exclusion.health, Prng.named(seed, "offers"));
    this.unschedulable = new UnschedulableSets(backend, conf.exclusion, this.exclusion.health, this.sets);
  }

  submitTasks(taskSet: TaskSet): void {
    const { conf, backend } = this;
    const manager = new TaskSetManager(
      taskSet,
      {
        executors: backend.executors,
        waits: conf.waits,
        resetsWaitOnLaunch: conf.resetsWaitOnLaunch,
        speculation: conf.speculation,
        exclusion: conf.exclusion,
        executorOf: (row) => backend.executorOf(row),
      },
      backend.now,
    );
    this.sets.add(manager);
    this.root.add(manager);
    this.speculation.submitted(manager);
    this.bus?.post("onTaskSetSubmitted", {
      stageId: taskSet.stageId,
      attempt: taskSet.stageAttempt,
      timeMs: backend.now,
      isBarrier: taskSet.isBarrier === true,
      prefersPlaces: taskSet.locations !== undefined,
      taskBytes: averageTaskBytes(taskSet),
    });
    this.backend.reviveOffers();
  }

  /** Tasks that wait for a slot, and those that run: the load that dynamic allocation looks at (D1). */
  load(): TaskLoad {
    return this.sets.load();
  }

  /** Task sets that no executor may run any more: only another one can help (C9, D1). */
  get setsNeedingExecutor(): number {
    return this.unschedulable.needingExecutor;
  }

  /**
   * An attempt ended well. Its slot is offered first and the result is handled after, as Spark's backend and result getter do
   * (C1, C6).
   */
  taskSucceeded(manager: TaskSetManager, index: number, row: number, executor: ExecutorId, result: unknown): void {
    this.attemptStopped(manager, executor);
    this.resultArrived(manager, index, row, executor, result);
  }

  /** An attempt runs no more, and its result is still to be fetched: its slot is free at once (C11). */
  attemptStopped(manager: TaskSetManager, executor: ExecutorId): void {
    manager.stoppedRunning();
    this.offerExecutor(executor);
  }

  /** The driver has the result of an attempt that stopped before. */
  resultArrived(manager: TaskSetManager, index: number, row: number, executor: ExecutorId, result: unknown): void {
    const { speculation } = manager;
    if (speculation !== undefined) this.speculation.succeeded(manager, row);
    if (!manager.succeeded(index, row)) {
      this.removeIfOver(manager);
      return;
    }
    if (speculation !== undefined) {
      for (const other of manager.otherRows(index, row)) {
        manager.killedByOtherAttempt.add(other);
        this.backend.killTask(other, "another attempt succeeded", true);
      }
    }
    const attempts = this.sets.of(manager.taskSet.stageId);
    if (attempts.length > 1) this.markPartitionCompleted(manager, index, attempts);
    if (manager.isDone) this.exclusion.taskSetSucceeded(manager);
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
    this.attemptStopped(manager, executor);
    this.resultFailed(manager, index, row, executor, reason);
  }

  /** An attempt that stopped before has failed after all: the driver did not get its result. */
  resultFailed(
    manager: TaskSetManager,
    index: number,
    row: number,
    executor: ExecutorId,
    reason: TaskFailedReason,
  ): void {
    this.handleFailedTask(manager, index, row, executor, reason);
    if (!manager.isZombie) this.backend.reviveOffers();
  }

  /** The results of a set are too large together: its stage is aborted, with this attempt and those that run (C11). */
  resultRefused(manager: TaskSetManager, index: number, row: number, executor: ExecutorId, tooLarge: SparkError): void {
    this.attemptStopped(manager, executor);
    this.abort(manager, tooLarge.summary, tooLarge);
    this.handleFailedTask(manager, index, row, executor, { kind: "TaskKilled", description: RESULT_REFUSED });
  }

  /** Lets nothing more of a stage start and kills its running attempts (B15, B16). */
  cancelTasks(stageId: number, reason: string, interrupt = false): void {
    for (const manager of this.sets.of(stageId)) {
      manager.isZombie = true;
      for (const { row } of manager.runningAttempts()) this.backend.killTask(row, reason, interrupt);
      this.removeIfOver(manager);
    }
  }

  /** An executor has registered: its slots are offered, and only they (C1). */
  executorAdded(executor: ExecutorId): void {
    this.recomputeLocality();
    this.offerExecutor(executor);
    this.reviveLater();
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
    if (!this.conf.outputsOutliveExecutors) {
      for (const manager of this.sets.all()) {
        const kept = this.keptOutputs(manager.taskSet, executor, loss);
        for (const { index, row } of manager.outputsLost(executor, kept)) {
          this.listener.taskResubmitted(manager.taskSet, index, row);
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

  /** An executor that left in order has handed its outputs on (C14). */
  private keptOutputs(
    taskSet: TaskSet,
    executor: ExecutorId,
    { isDecommission }: ExecutorLossReason,
  ): ((index: number) => boolean) | undefined {
    const { outputMoved } = this;
    if (isDecommission !== true || outputMoved === undefined) return undefined;
    return (index) => outputMoved(taskSet, index, executor);
  }

  /** The clock: free slots are offered once a second, for tasks that waited for a better place (C1). */
  revive(): void {
    if (this.backend.now < this.reviveMs) return;
    this.reviveMs = Number.NaN;
    this.backend.reviveOffers();
  }

  /** Attempts of a set that ran alone are to be looked at, like those of sets that did not (C10). */
  attemptsMayBeLate(manager: TaskSetManager): void {
    this.speculation.watch(manager);
  }

  /** The clock: looks for attempts that take too long (C10). */
  checkSpeculatableTasks(): void {
    if (this.speculation.check(this.root.sorted())) this.backend.reviveOffers();
  }

  /** The clock: gives up sets that could run nowhere for too long (C9). */
  checkUnschedulable(): void {
    for (const [manager, reason] of this.unschedulable.expired()) {
      this.abort(manager, reason, undefined);
      this.removeIfOver(manager);
    }
  }

  /** Offers every free slot, one task an executor and pass (C2). */
  resourceOffers(): void {
    const sets = this.root.sorted();
    if (!sets.some((manager) => manager.wantsOffers)) return;
    const { offers } = this;
    offers.shuffle();
    if (offers.count === 0) return;
    const [first] = sets as readonly [TaskSetManager];
    if (sets.length === 1 && this.isAlone(first) && this.backend.runAlone(first, offers.executors, offers.count))
      return;
    for (const manager of [...sets]) if (manager.wantsOffers) this.offerTo(manager, true);
    this.reviveLater();
  }

  /** A set that has not begun, and nothing else runs or is kept from running. */
  private isAlone(manager: TaskSetManager): boolean {
    return manager.isPlain && this.sets.isOnly(manager) && this.exclusion.health?.hasAny !== true;
  }

  /** Offers one executor's free slots, as after a status update (C1). */
  private offerExecutor(executor: ExecutorId): void {
    if (this.backend.executors.freeSlots(executor) === 0) return;
    this.offers.only(executor);
    const sets = this.root.sorted();
    for (let i = 0; i < sets.length; i++) {
      const manager = sets[i]!;
      if (manager.wantsOffers) this.offerTo(manager, false);
    }
  }

  private offerTo(manager: TaskSetManager, allResources: boolean): void {
    const launched = this.offers.offerTo(manager, allResources);
    if (manager.exclusion === undefined || launched === undefined) return;
    const reason = this.unschedulable.offered(manager, launched);
    if (reason === undefined) return;
    this.abort(manager, reason, undefined);
    this.removeIfOver(manager);
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
    if (reason.kind === "FetchFailed") {
      manager.fetchFailed(index, row);
      this.exclusion.sourceFailed(reason.executor);
    } else if (manager.taskSet.isBarrier === true) {
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
    const { stageId, stageAttempt, partitions } = manager.taskSet;
    const task = `Task ${partitions[index]} in stage ${stageId}.${stageAttempt}`;
    const lost = `${this.backend.describe(row)}: ${reason.description}`;
    this.exclusion.taskFailed(manager, index, executor, lost);
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
    this.unschedulable.forget(manager);
    this.sets.remove(manager);
  }

  private recomputeLocality(): void {
    for (const manager of this.sets.all()) manager.recomputeLocality();
  }
}
