import type { ExecutorId, Millis, TaskId } from "../base/brand.js";
import { Prng } from "../base/prng.js";
import { type CostModel, TaskPricer } from "../cluster/cost-model.js";
import type { ExecutorPool } from "../cluster/executor-pool.js";
import type { TaskRunner } from "../cluster/task-runner.js";
import { NO_TASK, TaskSlots } from "../cluster/task-slots.js";
import type { ListenerBus } from "../events/listener-bus.js";
import { TASK_STATUSES, TaskTable } from "../events/task-table.js";
import type { SchedulerBackend, TaskSetListener } from "../scheduler/task/scheduler-backend.js";
import type { ExecutorLossReason, TaskFailedReason } from "../scheduler/task/task-end-reason.js";
import type { TaskScheduler } from "../scheduler/task/task-scheduler.js";
import type { TaskSet } from "../scheduler/task/task-set.js";
import type { TaskSetManager } from "../scheduler/task/task-set-manager.js";
import { ExpressLane } from "./express-lane.js";
import { PricedStages } from "./priced-work.js";
import type { Simulation } from "./simulation.js";
import type { TaskComputation } from "./task-computation.js";
import { clearMetrics, put, writeMetrics } from "./task-row-writer.js";
import { WarmUp } from "./warm-up.js";

const SUCCESS = TASK_STATUSES.indexOf("Success");
const KILLED = TASK_STATUSES.indexOf("TaskKilled");
const RESUBMITTED = TASK_STATUSES.indexOf("Resubmitted");

export interface SimulatedClusterOptions {
  readonly simulation: Simulation;
  readonly pool: ExecutorPool;
  readonly runner: TaskRunner;
  readonly computation: TaskComputation;
  readonly cost: CostModel;
  readonly bus: ListenerBus;
  /** A local master's executor is the driver, whose classes are loaded. */
  readonly startsWarm: boolean;
  readonly seed: number;
  /** True when nothing but the tasks themselves can make them fail, and nobody wants to hear of each. */
  readonly mayUseLane: () => boolean;
}

/** An executor that ended its own process, as the one who looks after executors is told. */
export type ExecutorExitListener = (executor: ExecutorId, code: number) => void;

/**
 * The executors' slots in virtual time: a launched task is really computed at once, the cost model says how long that takes, and its
 * end is an event of the clock. Everything per task is a number in a column or in a slot.
 */
export class SimulatedCluster implements SchedulerBackend {
  /** Attempts of the current run. */
  tasks: TaskTable = newTable(0);
  readonly executors: ExecutorPool;
  /** Set once the two have met. */
  scheduler!: TaskScheduler;
  /** Whom the task scheduler tells as well; set once all have met. */
  listener!: TaskSetListener;
  /** Told when a task ends its executor. */
  onExecutorExit!: ExecutorExitListener;
  /** Told that an executor should end (C9). */
  onKillExecutor!: (executor: ExecutorId, reason: string) => void;
  private readonly options: SimulatedClusterOptions;
  private readonly slots: TaskSlots = new TaskSlots();
  private readonly warmUp: WarmUp;
  private readonly pricer: TaskPricer;
  private readonly lane: ExpressLane;
  /** Factor on the run time of tasks, by executor: slow hosts (a fault). */
  private readonly slowness: Map<ExecutorId, number> = new Map();
  /** Milliseconds that a byte takes on the executor's disks, where they are slower than the cost model says (a fault). */
  private readonly disks: Map<ExecutorId, number> = new Map();
  /** When the driver has sent all the tasks that it has launched so far. */
  private dispatchedMs: Millis = 0;
  private readonly random: Prng;
  private submitted: TaskSet[] = [];
  private readonly taskFinished: number;
  private readonly taskKilled: number;
  private readonly executorExits: number;
  private readonly tasksSubmitted: number;
  private readonly revive: number;
  private readonly speculate: number;
  private readonly unschedulable: number;

  constructor(options: SimulatedClusterOptions) {
    const { simulation, pool, cost, startsWarm } = options;
    this.options = options;
    this.executors = pool;
    this.warmUp = new WarmUp(cost, startsWarm);
    this.pricer = new TaskPricer(cost);
    const { runner, computation } = options;
    this.lane = new ExpressLane({
      pool,
      runner,
      computation,
      pricer: this.pricer,
      priced: new PricedStages(cost),
      warmUp: this.warmUp,
      cost,
      interrupted: () => simulation.isInterrupted,
    });
    this.random = Prng.named(options.seed, "jitter");
    this.taskFinished = simulation.register((slot, row) => this.finish(slot, row));
    this.taskKilled = simulation.register((slot, row) => this.endKilled(slot, row));
    this.executorExits = simulation.register((row, code) => this.exitExecutor(row, code));
    this.tasksSubmitted = simulation.register((stageId, attempt) => this.submit(stageId, attempt));
    this.revive = simulation.register(() => this.scheduler.revive());
    this.speculate = simulation.register(() => this.scheduler.checkSpeculatableTasks());
    this.unschedulable = simulation.register(() => this.scheduler.checkUnschedulable());
  }

  get now(): Millis {
    return this.options.simulation.now;
  }

  /** Starts a new table; only between runs. */
  startRun(): void {
    const firstTaskId: TaskId = this.tasks.firstTaskId + this.tasks.length;
    if (this.tasks.length > 0) this.tasks = newTable(firstTaskId);
  }

  /** Hands a task set to the scheduler once the driver has built its tasks. */
  submitAfter(delayMs: number, taskSet: TaskSet): void {
    this.submitted.push(taskSet);
    this.options.simulation.after(delayMs, this.tasksSubmitted, taskSet.stageId, taskSet.stageAttempt);
  }

  /** Forgets the task sets of a cancelled stage that are still being built. */
  cancelSubmitted(stageId: number): void {
    if (this.submitted.length > 0) this.submitted = this.submitted.filter((taskSet) => taskSet.stageId !== stageId);
  }

  describe(row: number): string {
    const { columns, firstTaskId } = this.tasks;
    const executor = columns.executor[row]!;
    const task = `${columns.partition[row]}.${columns.attempt[row]}`;
    const stage = `${columns.stageId[row]}.${columns.stageAttempt[row]}`;
    const where = `${this.executors.executors[executor]!.host} executor ${executor}`;
    return `Lost task ${task} in stage ${stage} (TID ${firstTaskId + row}) (${where})`;
  }

  executorOf(row: number): ExecutorId {
    return this.tasks.columns.executor[row]!;
  }

  launchMs(row: number): Millis {
    return this.tasks.columns.launchMs[row]!;
  }

  recordsPerMs(row: number): number {
    const { columns } = this.tasks;
    const records = columns.inputRecords[row]! + columns.shuffleReadRecords[row]!;
    return records === 0 ? 0 : records / columns.runMs[row]!;
  }

  /** Bytes of the result that an attempt sent. */
  resultBytes(row: number): number {
    return this.tasks.columns.resultBytes[row]!;
  }

  reviveAt(timeMs: Millis): void {
    this.options.simulation.at(timeMs, this.revive);
  }

  speculateAt(timeMs: Millis): void {
    this.options.simulation.at(timeMs, this.speculate);
  }

  checkUnschedulableAt(timeMs: Millis): void {
    this.options.simulation.at(timeMs, this.unschedulable);
  }

  killExecutor(executor: ExecutorId, reason: string): void {
    this.onKillExecutor(executor, reason);
  }

  /** Tasks on an executor take this many times as long from now on. */
  slowDown(executor: ExecutorId, factor: number): void {
    this.slowness.set(executor, factor);
  }

  /** The disks of an executor's host are slower from now on. */
  limitDisk(executor: ExecutorId, bytesPerMs: number): void {
    this.disks.set(executor, 1 / bytesPerMs);
  }

  launchTask(manager: TaskSetManager, index: number, executor: ExecutorId): void {
    const { simulation, computation, cost, bus, runner } = this.options;
    const { executors, slots, tasks, pricer } = this;
    const slot = executors.take(executor);
    if (slot >= slots.capacity) slots.reserve(executors.slotCount);
    if (tasks.length === 0) bus.taskTable(tasks);
    const row = tasks.append();
    const attempt = manager.launched(index, row);
    this.writeLaunch(manager, index, attempt, executor, slot, row);
    bus.taskStart(tasks, row);
    const { now } = simulation;
    const { host } = executors.executors[executor]!;
    computation.compute(manager, index, attempt, tasks.firstTaskId + row, executor, host, now);
    pricer.price(runner.metrics);
    if (this.slowness.size > 0) pricer.runMs *= this.slowness.get(executor) ?? 1;
    if (this.disks.size > 0) pricer.limitDisk(runner.metrics, this.disks.get(executor) ?? 0);
    // The driver sends its tasks one after another.
    this.dispatchedMs = Math.max(this.dispatchedMs, now) + cost.taskDispatchMs;
    const startMs = this.dispatchedMs + cost.launchMs;
    pricer.deserializeMs = this.warmUp.deserializeMs(executor, manager, startMs);
    writeMetrics(tasks, row, pricer, runner.metrics);
    const runStart = startMs + pricer.deserializeMs;
    const reportMs = cost.jitterMs === 0 ? cost.reportMs : Math.max(0, cost.reportMs + this.jitter());
    const endMs = runStart + pricer.runMs + pricer.resultSerializeMs + reportMs;
    // A process that is gone without the driver's knowledge takes tasks and never answers.
    const answers = executors.isRunning(executor);
    slots.start(slot, row, manager, index, answers ? endMs : Number.NaN, runStart + pricer.asleepMs);
    if (computation.result !== undefined) slots.results[slot] = computation.result;
    if (computation.extras !== undefined) slots.extras[slot] = computation.extras;
    simulation.hold();
    if (!answers) return;
    if (computation.exitCode === undefined) simulation.at(endMs, this.taskFinished, slot, row);
    else simulation.at(runStart + pricer.runMs, this.executorExits, row, computation.exitCode);
  }

  runAlone(manager: TaskSetManager, offers: Int32Array, numOffers: number): boolean {
    const { simulation, bus } = this.options;
    const { tasks, slots, executors } = this;
    if (!this.options.mayUseLane() || this.slowness.size > 0 || this.disks.size > 0 || this.options.cost.jitterMs > 0)
      return false;
    if (tasks.length === 0) bus.taskTable(tasks);
    const firstRow = tasks.length;
    const end = this.lane.run(manager, offers, numOffers, {
      tasks,
      listener: this.listener,
      nowMs: simulation.now,
      dispatchedMs: this.dispatchedMs,
      horizonMs: simulation.nextEventMs,
    });
    if (end === undefined) return false;
    slots.reserve(executors.slotCount);
    manager.adopt(tasks.length - firstRow, firstRow, end.running);
    if (manager.speculation !== undefined) {
      for (let row = firstRow; row < tasks.length; row++) {
        const finishMs = tasks.columns.finishMs[row]!;
        if (finishMs >= 0) this.scheduler.noteSuccess(manager, row, finishMs);
      }
    }
    simulation.passTo(end.nowMs);
    this.dispatchedMs = end.dispatchedMs;
    for (const task of end.running) {
      const { slot, row, index, endMs, executor, exitCode } = task;
      executors.takeSlot(executor, slot);
      slots.start(slot, row, manager, index, endMs, task.asleepUntilMs);
      slots.results[slot] = task.result;
      slots.extras[slot] = task.extras;
      simulation.hold();
      if (exitCode === undefined) simulation.at(endMs, this.taskFinished, slot, row);
      else simulation.at(endMs, this.executorExits, row, exitCode);
    }
    return true;
  }

  killTask(row: number, reason: string, interrupt: boolean): void {
    const slot = this.slotOf(row);
    // A process that is gone does not answer: its tasks end when the driver knows.
    if (slot === NO_TASK || this.slots.killed[slot] !== undefined || !(this.slots.endMs[slot]! >= 0)) return;
    const { simulation, cost } = this.options;
    this.slots.killed[slot] = reason;
    const soonMs = simulation.now + cost.killMs;
    // A sleeping thread that is not interrupted notices when it wakes.
    const endMs = interrupt ? soonMs : Math.max(soonMs, this.slots.asleepUntilMs[slot]!);
    simulation.at(Math.min(endMs, Math.max(this.slots.endMs[slot]!, simulation.now)), this.taskKilled, slot, row);
  }

  /** The process of an executor is gone: what runs on it never ends by itself. */
  stopTasksOf(executor: ExecutorId): void {
    const { firstSlot, slots } = this.executors.executors[executor]!;
    this.slots.reserve(this.executors.slotCount);
    this.slots.endMs.fill(Number.NaN, firstSlot, firstSlot + slots);
  }

  /** The driver learns that an executor is lost; the task scheduler is told of its attempts. */
  executorLost(executor: ExecutorId, loss: ExecutorLossReason): void {
    const { firstSlot, slots } = this.executors.executors[executor]!;
    const running: [TaskSetManager, number, number][] = [];
    this.slots.reserve(this.executors.slotCount);
    for (let slot = firstSlot; slot < firstSlot + slots; slot++) {
      const row = this.slots.rows[slot]!;
      if (row === NO_TASK) continue;
      running.push([this.slots.managers[slot]!, this.slots.indices[slot]!, row]);
      clearMetrics(this.tasks, row);
      this.end(row, TASK_STATUSES.indexOf("ExecutorLostFailure"), loss.reason);
      this.slots.clear(slot);
      this.executors.release(executor, slot);
    }
    this.executors.remove(executor);
    this.scheduler.executorLost(executor, loss, running);
  }

  /** A finished map task will run again: its row says so. */
  markResubmitted(row: number): void {
    this.tasks.columns.status[row] = RESUBMITTED;
  }

  /** Slots on which something runs. */
  busySlots(executor: ExecutorId): number {
    return this.executors.busySlots(executor);
  }

  private jitter(): Millis {
    return (2 * this.random.next() - 1) * this.options.cost.jitterMs;
  }

  private submit(stageId: number, attempt: number): void {
    const taskSet = this.submitted.find((set) => set.stageId === stageId && set.stageAttempt === attempt);
    if (taskSet === undefined) return; // cancelled meanwhile
    this.submitted = this.submitted.filter((other) => other !== taskSet);
    this.scheduler.submitTasks(taskSet);
  }

  private finish(slot: number, row: number): void {
    const { slots } = this;
    if (slots.rows[slot] !== row || !(slots.endMs[slot]! >= 0)) return; // killed or lost meanwhile
    const { simulation, cost } = this.options;
    if (slots.killed[slot] !== undefined) return; // the report of the kill is under way
    simulation.spend(cost.statusUpdateMs);
    const executor = this.tasks.columns.executor[row]!;
    const manager = slots.managers[slot]!;
    const index = slots.indices[slot]!;
    const result = slots.results[slot];
    const extras = slots.extras[slot];
    slots.clear(slot);
    this.executors.release(executor, slot);
    if (extras?.failure !== undefined) {
      this.fail(manager, index, row, executor, extras.failure);
      return;
    }
    extras?.commit?.();
    this.end(row, SUCCESS, undefined);
    this.scheduler.taskSucceeded(manager, index, row, executor, result);
  }

  private fail(manager: TaskSetManager, index: number, row: number, executor: number, failure: TaskFailedReason): void {
    // Without a result there are no metrics; an exception brings them along.
    if (failure.kind !== "ExceptionFailure") clearMetrics(this.tasks, row);
    this.end(row, TASK_STATUSES.indexOf(failure.kind), failure.description);
    this.scheduler.taskFailed(manager, index, row, executor, failure);
  }

  private endKilled(slot: number, row: number): void {
    const { slots, tasks } = this;
    if (slots.rows[slot] !== row) return; // lost with its executor meanwhile
    const description = slots.killed[slot]!;
    const executor = tasks.columns.executor[row]!;
    const manager = slots.managers[slot]!;
    const index = slots.indices[slot]!;
    const { deserializeMs, launchMs } = tasks.columns;
    const ran = this.now - launchMs[row]! - deserializeMs[row]!;
    clearMetrics(tasks, row);
    tasks.columns.runMs[row] = Math.max(0, ran);
    slots.clear(slot);
    this.executors.release(executor, slot);
    this.end(row, KILLED, description);
    this.scheduler.taskFailed(manager, index, row, executor, { kind: "TaskKilled", description });
  }

  private exitExecutor(row: number, code: number): void {
    if (this.slotOf(row) === NO_TASK) return; // killed or lost meanwhile
    this.onExecutorExit(this.executorOf(row), code);
  }

  /** The slot on which an attempt runs, by the lane in its row. */
  private slotOf(row: number): number {
    const { columns } = this.tasks;
    const { firstSlot } = this.executors.executors[columns.executor[row]!]!;
    const slot = firstSlot + columns.core[row]! / this.executors.taskCpus;
    return this.slots.rows[slot] === row ? slot : NO_TASK;
  }

  private end(row: number, status: number, reason: string | undefined): void {
    const { columns, firstTaskId } = this.tasks;
    columns.finishMs[row] = this.options.simulation.now;
    columns.status[row] = status;
    this.options.runner.taskEnded(firstTaskId + row);
    this.options.simulation.release();
    if (reason !== undefined) this.tasks.reasons.set(row, reason);
    this.options.bus.taskEnd(this.tasks, row);
  }

  private writeLaunch(
    manager: TaskSetManager,
    index: number,
    attempt: number,
    executor: ExecutorId,
    slot: number,
    row: number,
  ): void {
    const { stage, stageId, stageAttempt, partitions } = manager.taskSet;
    const { tasks } = this;
    const { columns } = tasks;
    const task = partitions[index]!;
    columns.stageId[row] = stageId;
    columns.partition[row] = stage.kind === "ResultTask" ? stage.job.partitions[task]! : task;
    columns.executor[row] = executor;
    columns.core[row] = (slot - this.executors.executors[executor]!.firstSlot) * this.executors.taskCpus;
    columns.launchMs[row] = this.options.simulation.now;
    if (stageAttempt !== 0) put(tasks, "stageAttempt", row, stageAttempt);
    if (attempt !== 0) put(tasks, "attempt", row, attempt);
    if (manager.offeredLocality !== 0) put(tasks, "locality", row, manager.offeredLocality);
    if (manager.offeredSpeculative) put(tasks, "speculative", row, 1);
  }
}

function newTable(firstTaskId: TaskId): TaskTable {
  return new TaskTable(undefined, firstTaskId, "as used");
}
