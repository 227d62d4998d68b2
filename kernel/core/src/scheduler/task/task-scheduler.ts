import { Prng } from "../../base/prng.js";
import type { TaskFailure, TaskSet } from "./task-set.js";
import { TaskSetManager } from "./task-set-manager.js";

/** What the task scheduler needs from the cluster: slots to fill, and a way to start and stop tasks. */
export interface SchedulerBackend {
  readonly numExecutors: number;
  freeSlots(executor: number): number;
  /** Starts a task on a free slot. */
  launchTask(manager: TaskSetManager, index: number, executor: number): void;
  killTask(row: number, reason: string): void;
}

/** Whom the task scheduler tells: the DAGScheduler. */
export interface TaskSetListener {
  /** `result` is what the task runner gave for it. */
  taskSucceeded(taskSet: TaskSet, index: number, executor: number, result: unknown): void;
  taskSetFailed(taskSet: TaskSet, reason: string, cause: unknown): void;
}

export interface TaskSchedulerOptions {
  readonly backend: SchedulerBackend;
  readonly listener: TaskSetListener;
  readonly maxTaskFailures: number;
  readonly seed: number;
  /** Name of an attempt for abort messages: `Lost task 3.1 in stage 0.0 (TID 9) (host executor 1)` (C8). */
  readonly describe: (row: number) => string;
}

/**
 * Spark's TaskSchedulerImpl: gives free slots to the tasks of the submitted task sets, FIFO by (job, stage), breadth first over
 * executors in a random but seeded order (C2, C3).
 */
export class TaskScheduler {
  private readonly backend: SchedulerBackend;
  private readonly listener: TaskSetListener;
  private readonly maxTaskFailures: number;
  private readonly describe: (row: number) => string;
  private readonly random: Prng;
  /** Task sets in FIFO order; done ones are removed. */
  private managers: TaskSetManager[] = [];
  private offers: Int32Array = new Int32Array(0);

  constructor(options: TaskSchedulerOptions) {
    this.backend = options.backend;
    this.listener = options.listener;
    this.maxTaskFailures = options.maxTaskFailures;
    this.describe = options.describe;
    this.random = Prng.named(options.seed, "offers");
  }

  submitTasks(taskSet: TaskSet): void {
    const manager = new TaskSetManager(taskSet);
    const after = this.managers.findIndex((other) => comesBefore(taskSet, other.taskSet));
    this.managers.splice(after === -1 ? this.managers.length : after, 0, manager);
    this.offerAll();
  }

  /**
   * A task attempt ended well. Its slot is offered first and the result is handled after, as Spark's backend and result getter do
   * (C1, C6).
   */
  taskSucceeded(manager: TaskSetManager, index: number, executor: number, result: unknown): void {
    this.offerOne(executor);
    manager.succeeded(index);
    if (manager.isDone) this.remove(manager);
    this.listener.taskSucceeded(manager.taskSet, index, executor, result);
  }

  /** A task attempt failed: its slot goes to the next pending task, itself comes after that (C6). */
  taskFailed(manager: TaskSetManager, index: number, row: number, executor: number, failure: TaskFailure): void {
    this.offerOne(executor);
    const failures = manager.failed(index);
    if (manager.isZombie) return;
    if (failures >= this.maxTaskFailures) {
      const { stageId, stageAttempt, partitions } = manager.taskSet;
      const task = `Task ${partitions[index]} in stage ${stageId}.${stageAttempt} failed ${failures} times`;
      const reason = `${task}, most recent failure: ${this.describe(row)}: ${failure.description}`;
      this.listener.taskSetFailed(manager.taskSet, reason, failure.error);
      return;
    }
    this.offerAll();
  }

  /** Kills the running attempts of a stage and launches no more (B15). */
  cancelTasks(stageId: number, reason: string): void {
    for (const manager of this.managers.filter((m) => m.taskSet.stageId === stageId)) {
      manager.isZombie = true;
      for (const { index, row } of manager.runningRows()) {
        manager.killed(index);
        this.backend.killTask(row, reason);
      }
      this.remove(manager);
    }
    this.offerAll();
  }

  /** Offers every free slot, one task an executor and pass (C2). */
  offerAll(): void {
    if (!this.managers.some((manager) => manager.hasPending)) return;
    const executors = this.shuffledOffers();
    for (const manager of this.managers) {
      let launched = true;
      while (launched && manager.hasPending) {
        launched = false;
        for (let i = 0; i < executors && manager.hasPending; i++) {
          const executor = this.offers[i]!;
          if (this.backend.freeSlots(executor) === 0) continue;
          const index = manager.takePending(executor);
          if (index < 0) continue;
          this.backend.launchTask(manager, index, executor);
          launched = true;
        }
      }
    }
  }

  /** Offers one executor's free slots, as after a status update (C1). */
  private offerOne(executor: number): void {
    for (const manager of this.managers) {
      while (manager.hasPending && this.backend.freeSlots(executor) > 0) {
        const index = manager.takePending(executor);
        if (index < 0) break;
        this.backend.launchTask(manager, index, executor);
      }
    }
  }

  private shuffledOffers(): number {
    const n = this.backend.numExecutors;
    if (this.offers.length < n) this.offers = new Int32Array(n);
    for (let i = 0; i < n; i++) this.offers[i] = i;
    this.random.shuffle(this.offers, n);
    return n;
  }

  private remove(manager: TaskSetManager): void {
    this.managers = this.managers.filter((other) => other !== manager);
  }
}

function comesBefore(a: TaskSet, b: TaskSet): boolean {
  return a.priority < b.priority || (a.priority === b.priority && a.stageId < b.stageId);
}
