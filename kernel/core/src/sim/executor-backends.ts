import type { ExecutorId, Millis } from "../base/brand.js";
import { Prng } from "../base/prng.js";
import { type CostModel, TaskPricer } from "../cluster/cost-model.js";
import type { ExecutorPool } from "../cluster/executor-pool.js";
import type { TaskRunner } from "../cluster/task-runner.js";
import { NO_TASK, TaskSlots } from "../cluster/task-slots.js";
import type { MessageLog } from "../events/messages/message-log.js";
import type { TaskSetManager } from "../scheduler/task/task-set-manager.js";
import type { AttemptRows } from "./attempt-rows.js";
import { changePace } from "./changed-pace.js";
import type { CutOffExecutors } from "./cut-off-executors.js";
import type { LaneTask } from "./express-lane.js";
import type { SimulatedFileServer } from "./file-server.js";
import type { HostConditions, HostPace } from "./host-conditions.js";
import type { Simulation } from "./simulation.js";
import type { TaskComputation } from "./task-computation.js";
import { writeMetrics } from "./task-row-writer.js";
import { WarmUp } from "./warm-up.js";

/** What reaches the driver from executors. */
export interface DriverEndpoint {
  /** StatusUpdate: an attempt has ended, by itself. */
  statusUpdate(slot: number, row: number): void;
  /** StatusUpdate: an attempt has been killed, as the driver asked. */
  killed(slot: number, row: number): void;
  /** The process in which an attempt ran has ended with a code; nobody sends this, the cluster manager sees it. */
  exited(row: number, code: number): void;
}

export interface ExecutorBackendsOptions {
  readonly simulation: Simulation;
  readonly pool: ExecutorPool;
  readonly runner: TaskRunner;
  readonly computation: TaskComputation;
  readonly cost: CostModel;
  readonly rows: AttemptRows;
  readonly messages: MessageLog;
  readonly files: SimulatedFileServer;
  readonly driver: DriverEndpoint;
  /** Hosts that faults have made slower. */
  readonly hosts: HostConditions;
  /** Executors whose messages do not get through. */
  readonly cutOff: CutOffExecutors;
  /** A local master's executor is the driver, whose classes are loaded. */
  readonly startsWarm: boolean;
  readonly seed: number;
}

/**
 * The executors' side of the wire, all of them in one: Spark's CoarseGrainedExecutorBackend. A task that arrives is really computed at
 * once, the cost model says how long that takes, and the status update that tells the driver is an event of the clock. Everything per
 * task is a number in a column or in a slot.
 */
export class ExecutorBackends {
  readonly slots: TaskSlots = new TaskSlots();
  readonly warmUp: WarmUp;
  readonly pricer: TaskPricer;
  private readonly options: ExecutorBackendsOptions;
  private readonly random: Prng;
  private readonly statusUpdate: number;
  private readonly killed: number;
  private readonly exits: number;

  constructor(options: ExecutorBackendsOptions) {
    const { simulation, cost, startsWarm, driver, rows } = options;
    this.options = options;
    this.warmUp = new WarmUp(cost, startsWarm, options.messages, options.files);
    this.pricer = new TaskPricer(cost);
    this.random = Prng.named(options.seed, "jitter");
    const { cutOff } = options;
    options.hosts.onChange = (host, before, after) => this.changePaceOn(host, before, after);
    this.statusUpdate = simulation.register((slot, row) => {
      if (this.runsLonger(slot, row)) return;
      if (cutOff.isEmpty || !cutOff.has(rows.executorOf(row))) driver.statusUpdate(slot, row);
      else cutOff.hold(rows.executorOf(row), () => driver.statusUpdate(slot, row));
    });
    this.killed = simulation.register((slot, row) => {
      if (cutOff.isEmpty || !cutOff.has(rows.executorOf(row))) driver.killed(slot, row);
      else cutOff.hold(rows.executorOf(row), () => driver.killed(slot, row));
    });
    this.exits = simulation.register((row, code) => {
      const slot = rows.slotOf(row);
      // Not killed or lost meanwhile, nor slowed down.
      if (this.isRunning(slot, row) && !this.runsLonger(slot, row)) driver.exited(row, code);
    });
  }

  /** Every executor does the same work in the same time. */
  get areEven(): boolean {
    const { hosts, cutOff, cost } = this.options;
    return hosts.areEven && cutOff.isEmpty && cost.jitterMs === 0;
  }

  isRunning(slot: number, row: number): boolean {
    return this.slots.rows[slot] === row;
  }

  /** LaunchTask: the attempt arrives at `startMs`. */
  launchTask(
    manager: TaskSetManager,
    index: number,
    attempt: number,
    executor: ExecutorId,
    slot: number,
    row: number,
    startMs: Millis,
  ): void {
    const { simulation, computation, cost, runner, pool, rows, hosts, cutOff } = this.options;
    const { slots, pricer } = this;
    if (slot >= slots.capacity) slots.reserve(pool.slotCount);
    const { host } = pool.executors[executor]!;
    computation.compute(manager, index, attempt, rows.taskId(row), executor, host, simulation.now);
    pricer.price(runner.metrics);
    if (!hosts.areEven) {
      const { slowness, diskMsPerByte } = hosts.paceOf(host);
      pricer.runMs *= slowness;
      pricer.limitDisk(runner.metrics, diskMsPerByte);
    }
    pricer.deserializeMs = this.warmUp.deserializeMs(executor, manager, startMs);
    writeMetrics(rows.table, row, pricer, runner.metrics);
    const runStart = startMs + pricer.deserializeMs;
    const reportMs = cost.jitterMs === 0 ? cost.reportMs : Math.max(0, cost.reportMs + this.jitter());
    const { exitCode } = computation;
    const runEndMs = runStart + pricer.runMs;
    const endMs = exitCode === undefined ? runEndMs + pricer.resultSerializeMs + reportMs : runEndMs;
    // A process that is gone without the driver's knowledge takes tasks and never answers.
    const answers = pool.isRunning(executor);
    slots.start(slot, row, manager, index, answers ? endMs : Number.NaN, runStart + pricer.asleepMs);
    slots.fullMs[slot] = pricer.runMs;
    if (exitCode !== undefined) slots.exitCodes[slot] = exitCode;
    if (computation.result !== undefined) slots.results[slot] = computation.result;
    if (computation.extras !== undefined) slots.extras[slot] = computation.extras;
    if (!answers) return;
    if (!cutOff.isEmpty && cutOff.has(executor)) {
      this.holdLaunch(executor, slot, row, endMs - startMs);
      return;
    }
    this.endLater(slot, row);
  }

  /** Takes over what still runs where the express lane ended. */
  adopt(manager: TaskSetManager, running: readonly LaneTask[]): void {
    const { pool, rows } = this.options;
    const { slots } = this;
    slots.reserve(pool.slotCount);
    for (const { slot, row, index, endMs, asleepUntilMs, result, extras, exitCode } of running) {
      slots.start(slot, row, manager, index, endMs, asleepUntilMs);
      slots.results[slot] = result;
      slots.extras[slot] = extras;
      slots.exitCodes[slot] = exitCode;
      slots.fullMs[slot] = rows.table.columns.runMs[row]!;
      this.endLater(slot, row);
    }
  }

  /** KillTask: the status update comes when the task's thread has noticed. */
  killTask(row: number, reason: string, interrupt: boolean): void {
    const { simulation, cost, rows, messages, pool, cutOff } = this.options;
    const { slots } = this;
    const slot = rows.slotOf(row);
    // A process that is gone does not answer: its tasks end when the driver knows.
    if (!this.isRunning(slot, row) || slots.killed[slot] !== undefined) return;
    const executor = rows.executorOf(row);
    const arrivesLater = pool.isRunning(executor) && cutOff.has(executor);
    if (!arrivesLater && !(slots.endMs[slot]! >= 0)) return;
    slots.killed[slot] = reason;
    messages.note(simulation.now, "KillTask", { executor, a: rows.taskId(row), text: reason });
    const kill = (): void => {
      if (!this.isRunning(slot, row)) return; // lost meanwhile
      const soonMs = simulation.now + cost.killMs;
      // A sleeping thread that is not interrupted notices when it wakes.
      const endMs = interrupt ? soonMs : Math.max(soonMs, slots.asleepUntilMs[slot]!);
      simulation.at(Math.min(endMs, Math.max(slots.endMs[slot]!, simulation.now)), this.killed, slot, row);
    };
    if (arrivesLater) cutOff.hold(executor, kill);
    else kill();
  }

  /** The process of an executor is gone: what runs on it never ends by itself. */
  stop(executor: ExecutorId): void {
    const { pool } = this.options;
    const { firstSlot, slots } = pool.executors[executor]!;
    this.slots.reserve(pool.slotCount);
    this.slots.endMs.fill(Number.NaN, firstSlot, firstSlot + slots);
  }

  /** Slots of an executor on which, for all that the driver knows, something runs. */
  busySlots(executor: ExecutorId): number[] {
    const { pool } = this.options;
    const { firstSlot, slots } = pool.executors[executor]!;
    this.slots.reserve(pool.slotCount);
    const busy: number[] = [];
    for (let slot = firstSlot; slot < firstSlot + slots; slot++) if (this.slots.rows[slot] !== NO_TASK) busy.push(slot);
    return busy;
  }

  /** The attempt arrives when the network is back, and takes as long as it would have taken. */
  private holdLaunch(executor: ExecutorId, slot: number, row: number, durationMs: Millis): void {
    const { simulation, cutOff } = this.options;
    const { slots } = this;
    slots.endMs[slot] = Number.NaN;
    cutOff.hold(executor, () => {
      if (!this.isRunning(slot, row)) return; // lost meanwhile
      slots.endMs[slot] = simulation.now + durationMs;
      this.endLater(slot, row);
    });
  }

  /** The attempt ends at the time that its slot says. */
  private endLater(slot: number, row: number): void {
    const { simulation } = this.options;
    const { endMs, exitCodes } = this.slots;
    const exitCode = exitCodes[slot];
    if (exitCode === undefined) simulation.at(endMs[slot]!, this.statusUpdate, slot, row);
    else simulation.at(endMs[slot]!, this.exits, row, exitCode);
  }

  /** Its end was put off since this one was announced. */
  private runsLonger(slot: number, row: number): boolean {
    return this.isRunning(slot, row) && this.options.simulation.now < this.slots.endMs[slot]!;
  }

  /** What runs on the host goes on faster or slower for the rest of its work. */
  private changePaceOn(host: string, before: HostPace, after: HostPace): void {
    const { pool } = this.options;
    for (const { id, host: its } of pool.alive()) {
      if (its !== host || !pool.isRunning(id)) continue;
      for (const slot of this.busySlots(id)) this.changePaceOf(slot, before, after);
    }
  }

  private changePaceOf(slot: number, before: HostPace, after: HostPace): void {
    const { simulation, cost, rows } = this.options;
    const { slots } = this;
    const { table } = rows;
    const endMs = slots.endMs[slot]!;
    if (slots.killed[slot] !== undefined || !(endMs > simulation.now)) return;
    const row = slots.rows[slot]!;
    const afterRunMs = slots.exitCodes[slot] === undefined ? table.columns.resultSerializeMs[row]! + cost.reportMs : 0;
    const attempt = { row, runEndMs: endMs - afterRunMs, fullMs: slots.fullMs[slot]! };
    const { longerMs, fullMs } = changePace(table, attempt, simulation.now, before, after, cost);
    slots.fullMs[slot] = fullMs;
    if (longerMs === 0) return;
    slots.endMs[slot] = endMs + longerMs;
    if (slots.asleepUntilMs[slot]! > simulation.now) slots.asleepUntilMs[slot]! += longerMs;
    this.endLater(slot, row);
  }

  private jitter(): Millis {
    return (2 * this.random.next() - 1) * this.options.cost.jitterMs;
  }
}
