import type { ExecutorId, Millis, StageId } from "../base/brand.js";
import type { CostModel } from "../cluster/cost-model.js";
import type { ExecutorPool } from "../cluster/executor-pool.js";
import type { TaskRunner } from "../cluster/task-runner.js";
import type { ListenerBus } from "../events/listener-bus.js";
import type { MessageLog } from "../events/messages/message-log.js";
import type { TaskStatus, TaskTable } from "../events/task-table.js";
import type { SchedulerBackend, TaskSetListener } from "../scheduler/task/scheduler-backend.js";
import type { ExecutorLossReason, TaskFailedReason } from "../scheduler/task/task-end-reason.js";
import type { TaskScheduler } from "../scheduler/task/task-scheduler.js";
import type { TaskSet } from "../scheduler/task/task-set.js";
import type { TaskSetManager } from "../scheduler/task/task-set-manager.js";
import { AttemptRows } from "./attempt-rows.js";
import type { CutOffExecutors } from "./cut-off-executors.js";
import type { DriverTasks } from "./driver-tasks.js";
import { type DriverEndpoint, ExecutorBackends } from "./executor-backends.js";
import { ExpressLane } from "./express-lane.js";
import type { SimulatedFileServer } from "./file-server.js";
import type { HostConditions } from "./host-conditions.js";
import { PricedStages } from "./priced-work.js";
import { ResultArrivals, type ResultArrivalsOptions } from "./result-arrivals.js";
import type { Simulation } from "./simulation.js";
import type { TaskComputation } from "./task-computation.js";
import type { TaskFaults } from "./task-faults.js";
import { clearMetrics, put } from "./task-row-writer.js";
import { TaskSetQueue } from "./task-set-queue.js";

export interface SimulatedClusterOptions extends Pick<ResultArrivalsOptions, "getter" | "limits" | "noRoomForResult"> {
  readonly simulation: Simulation;
  readonly pool: ExecutorPool;
  readonly runner: TaskRunner;
  readonly computation: TaskComputation;
  readonly cost: CostModel;
  readonly bus: ListenerBus;
  readonly messages: MessageLog;
  readonly files: SimulatedFileServer;
  /** Hosts that faults have made slower, and executors that they have cut off. */
  readonly hosts: HostConditions;
  readonly cutOff: CutOffExecutors;
  /** A local master's executor is the driver, whose classes are loaded. */
  readonly startsWarm: boolean;
  readonly seed: number;
  readonly driverTasks: DriverTasks;
  readonly faults: TaskFaults;
}

/** An executor that ended its own process, as the one who looks after executors is told. */
export type ExecutorExitListener = (executor: ExecutorId, code: number) => void;

/**
 * The driver's side of the wire, Spark's CoarseGrainedSchedulerBackend: sends tasks to the executors' slots one after another, and
 * handles what they report.
 */
export class SimulatedCluster implements SchedulerBackend, DriverEndpoint {
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
  private readonly rows: AttemptRows;
  private readonly backends: ExecutorBackends;
  private readonly taskSets: TaskSetQueue;
  private readonly arrivals: ResultArrivals;
  private readonly lane: ExpressLane;
  /** When the driver has sent all the tasks that it has launched so far. */
  private dispatchedMs: Millis = 0;
  private readonly revive: number;
  private readonly speculate: number;
  private readonly unschedulable: number;

  constructor(options: SimulatedClusterOptions) {
    const { simulation, pool, cost } = options;
    this.options = options;
    this.executors = pool;
    this.rows = new AttemptRows(pool);
    this.backends = new ExecutorBackends({ ...options, rows: this.rows, driver: this });
    this.taskSets = new TaskSetQueue(simulation, options.messages, (taskSet) => {
      const aborts = options.driverTasks.submitted(taskSet);
      if (aborts === undefined) this.scheduler.submitTasks(taskSet);
      else this.listener.taskSetFailed(taskSet, aborts.summary, aborts);
    });
    this.arrivals = new ResultArrivals({
      ...options,
      isRunning: (executor) => pool.isRunning(executor),
      scheduler: () => this.scheduler,
      tasks: () => this.rows.table,
      end: (row, status, reason) => this.end(row, status, reason),
    });
    this.lane = new ExpressLane({
      ...options,
      pricer: this.backends.pricer,
      priced: new PricedStages(cost),
      warmUp: this.backends.warmUp,
    });
    this.revive = simulation.register(() => this.scheduler.revive());
    this.speculate = simulation.register(() => this.scheduler.checkSpeculatableTasks());
    this.unschedulable = simulation.register(() => this.scheduler.checkUnschedulable());
  }

  get now(): Millis {
    return this.options.simulation.now;
  }

  /** Attempts of the current run. */
  get tasks(): TaskTable {
    return this.rows.table;
  }

  /** Starts a new table of attempts; only between runs. */
  startRun(): void {
    this.rows.startRun();
  }

  /** Hands a task set to the scheduler once the driver has built its tasks. */
  submitAfter(delayMs: number, taskSet: TaskSet): void {
    const { driverTasks } = this.options;
    const sized = driverTasks.sized(taskSet);
    this.taskSets.submitAfter(delayMs + driverTasks.serializeMs(sized), sized);
  }

  /** Forgets the task sets of a cancelled stage that are still being built. */
  cancelSubmitted(stageId: StageId, reason: string): void {
    this.options.messages.note(this.now, "killAllTaskAttempts", { a: stageId, text: reason });
    this.taskSets.cancel(stageId);
  }

  reviveOffers(): void {
    this.options.messages.note(this.now, "ReviveOffers");
    this.scheduler.resourceOffers();
  }

  describe(row: number): string {
    return this.rows.describe(row);
  }

  executorOf(row: number): ExecutorId {
    return this.rows.executorOf(row);
  }

  launchMs(row: number): Millis {
    return this.rows.launchMs(row);
  }

  finishMs(row: number): Millis {
    return this.rows.table.columns.finishMs[row]!;
  }

  recordsPerMs(row: number): number {
    return this.rows.recordsPerMs(row);
  }

  /** Bytes of the result that an attempt sent. */
  resultBytes(row: number): number {
    return this.rows.table.columns.resultBytes[row]!;
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
    this.options.messages.note(this.now, "KillExecutors", { a: executor, text: reason });
    this.onKillExecutor(executor, reason);
  }

  launchTask(manager: TaskSetManager, index: number, executor: ExecutorId): void {
    const { simulation, cost, bus, driverTasks } = this.options;
    const { rows, executors } = this;
    const { table } = rows;
    const { now } = simulation;
    const slot = executors.take(executor);
    if (table.length === 0) bus.taskTable(table);
    const row = table.append();
    const attempt = manager.launched(index, row);
    rows.launched(row, manager, index, attempt, executor, slot, now);
    bus.taskStart(table, row);
    // The driver sends its tasks one after another.
    const dispatchMs = driverTasks.dispatchMs(manager.taskSet, index);
    if (dispatchMs !== cost.taskDispatchMs) put(table, "sendMs", row, dispatchMs - cost.taskDispatchMs);
    this.dispatchedMs = Math.max(this.dispatchedMs, now) + dispatchMs;
    simulation.hold();
    this.backends.launchTask(manager, index, attempt, executor, slot, row, this.dispatchedMs + cost.launchMs);
  }

  runAlone(manager: TaskSetManager, offers: Int32Array, numOffers: number): boolean {
    const { simulation, bus } = this.options;
    const { table } = this.rows;
    if (!this.backends.areEven || !this.options.driverTasks.isOrdinary(manager.taskSet)) return false;
    if (table.length === 0) bus.taskTable(table);
    const firstRow = table.length;
    const { listener, dispatchedMs } = this;
    const end = this.lane.run(manager, offers, numOffers, { tasks: table, listener, dispatchedMs });
    manager.adopt(table.length - firstRow, firstRow, end.running);
    this.dispatchedMs = end.dispatchedMs;
    for (const { executor, slot } of end.running) {
      this.executors.takeSlot(executor, slot);
      simulation.hold();
    }
    this.backends.adopt(manager, end.running);
    if (end.mayBeLate) this.scheduler.attemptsMayBeLate(manager);
    return true;
  }

  killTask(row: number, reason: string, interrupt: boolean): void {
    this.backends.killTask(row, reason, interrupt);
  }

  /** The process of an executor is gone: what runs on it never ends by itself. */
  stopTasksOf(executor: ExecutorId): void {
    this.backends.stop(executor);
  }

  /** The driver learns that an executor is lost; the task scheduler is told of its attempts. */
  executorLost(executor: ExecutorId, loss: ExecutorLossReason): void {
    const { slots } = this.backends;
    const running: [TaskSetManager, number, number][] = [];
    for (const slot of this.backends.busySlots(executor)) {
      const row = slots.rows[slot]!;
      running.push([slots.managers[slot]!, slots.indices[slot]!, row]);
      clearMetrics(this.rows.table, row);
      this.end(row, "ExecutorLostFailure", loss.reason);
      this.free(slot, executor);
    }
    this.executors.remove(executor);
    this.scheduler.executorLost(executor, loss, running);
  }

  /** A finished map task will run again: its row says so. */
  markResubmitted(row: number): void {
    this.rows.setStatus(row, "Resubmitted");
  }

  /** Slots on which something runs. */
  busySlots(executor: ExecutorId): number {
    return this.executors.busySlots(executor);
  }

  statusUpdate(slot: number, row: number): void {
    const { slots } = this.backends;
    if (!this.backends.isRunning(slot, row) || !(slots.endMs[slot]! >= 0)) return; // killed or lost meanwhile
    if (slots.killed[slot] !== undefined) return; // the report of the kill is under way
    const { simulation, cost } = this.options;
    simulation.spend(cost.statusUpdateMs);
    const executor = this.rows.executorOf(row);
    const manager = slots.managers[slot]!;
    const index = slots.indices[slot]!;
    const result = slots.results[slot];
    const extras = slots.extras[slot];
    this.free(slot, executor);
    if (extras?.failure !== undefined) {
      this.fail(manager, index, row, executor, extras.failure);
      return;
    }
    const resultBytes = this.resultBytes(row);
    const verdict = this.options.getter.receive(manager, resultBytes);
    if (verdict !== "taken") {
      this.arrivals.handle(verdict, { manager, index, row, executor, result, commit: extras?.commit }, resultBytes);
      return;
    }
    extras?.commit?.();
    this.end(row, "Success", undefined);
    this.scheduler.taskSucceeded(manager, index, row, executor, result);
  }

  killed(slot: number, row: number): void {
    const { slots } = this.backends;
    if (!this.backends.isRunning(slot, row)) return; // lost with its executor meanwhile
    const description = slots.killed[slot]!;
    const manager = slots.managers[slot]!;
    const index = slots.indices[slot]!;
    const executor = this.rows.executorOf(row);
    const { table } = this.rows;
    const { deserializeMs, launchMs } = table.columns;
    const ran = this.now - launchMs[row]! - deserializeMs[row]!;
    clearMetrics(table, row);
    table.columns.runMs[row] = Math.max(0, ran);
    this.free(slot, executor);
    this.end(row, "TaskKilled", description);
    this.scheduler.taskFailed(manager, index, row, executor, { kind: "TaskKilled", description });
  }

  exited(row: number, code: number): void {
    this.onExecutorExit(this.executorOf(row), code);
  }

  private fail(manager: TaskSetManager, index: number, row: number, executor: number, failure: TaskFailedReason): void {
    // Without a result there are no metrics; an exception brings them along.
    if (failure.kind !== "ExceptionFailure") clearMetrics(this.rows.table, row);
    this.end(row, failure.kind, failure.description);
    this.scheduler.taskFailed(manager, index, row, executor, failure);
  }

  private free(slot: number, executor: ExecutorId): void {
    this.backends.slots.clear(slot);
    this.executors.release(executor, slot);
  }

  private end(row: number, status: TaskStatus, reason: string | undefined): void {
    const { simulation, runner, bus } = this.options;
    this.rows.ended(row, status, simulation.now, reason);
    runner.taskEnded(this.rows.taskId(row));
    simulation.release();
    bus.taskEnd(this.rows.table, row);
  }
}
