import type { TaskId } from "../base/brand.js";
import type { CostModel, TaskTimes } from "../cluster/cost-model.js";
import { priceTask } from "../cluster/cost-model.js";
import type { ExecutorPool } from "../cluster/executor-pool.js";
import type { TaskRunner } from "../cluster/task-runner.js";
import { SparkError } from "../errors/spark-error.js";
import type { ListenerBus } from "../events/listener-bus.js";
import { TASK_STATUSES, TaskTable } from "../events/task-table.js";
import type { HostPort } from "../ports.js";
import type { AccumulatorV2 } from "../rdd/accumulator-v2.js";
import type { SchedulerBackend, TaskScheduler } from "../scheduler/task/task-scheduler.js";
import type { TaskFailure, TaskSet } from "../scheduler/task/task-set.js";
import type { TaskSetManager } from "../scheduler/task/task-set-manager.js";
import type { Accumulators } from "./accumulators.js";
import type { Simulation } from "./simulation.js";
import type { TaskFaults } from "./task-faults.js";

const SUCCESS = TASK_STATUSES.indexOf("Success");
const EXCEPTION = TASK_STATUSES.indexOf("ExceptionFailure");
const KILLED = TASK_STATUSES.indexOf("TaskKilled");
const NO_TASK = -1;

/** What a slot's task came to; known when it is launched, told when it finishes. */
interface Outcome {
  manager: TaskSetManager;
  index: number;
  result: unknown;
  failure: TaskFailure | undefined;
  accumulators: ReadonlyMap<number, number>;
  /** What it added to the program's own accumulators. */
  accumulatorParts: ReadonlyMap<AccumulatorV2<never, unknown>, unknown>;
}

export interface SimulatedClusterOptions {
  readonly simulation: Simulation;
  readonly pool: ExecutorPool;
  readonly runner: TaskRunner;
  readonly cost: CostModel;
  readonly faults: TaskFaults;
  readonly accumulators: Accumulators;
  readonly bus: ListenerBus;
  readonly host: HostPort;
}

/**
 * The executors in virtual time: a launched task is really computed at once, the cost model says how long that takes, and its
 * end is an event of the clock. Everything per task is a number in a column or in a slot.
 */
export class SimulatedCluster implements SchedulerBackend {
  /** Attempts of the current run. */
  tasks: TaskTable = new TaskTable();
  private readonly options: SimulatedClusterOptions;
  private readonly slotRow: Int32Array;
  private readonly outcomes: (Outcome | undefined)[];
  private readonly taskFinished: number;
  private readonly tasksSubmitted: number;
  private submitted: TaskSet[] = [];
  private readonly times: TaskTimes = {
    deserializeMs: 0,
    runMs: 0,
    fetchWaitMs: 0,
    shuffleWriteMs: 0,
    gcMs: 0,
    resultSerializeMs: 0,
  };
  /** Set once the two have met. */
  scheduler!: TaskScheduler;

  constructor(options: SimulatedClusterOptions) {
    this.options = options;
    this.slotRow = new Int32Array(options.pool.totalCores).fill(NO_TASK);
    this.outcomes = new Array(options.pool.totalCores);
    this.taskFinished = options.simulation.register((slot, row) => this.finish(slot, row));
    this.tasksSubmitted = options.simulation.register((stageId, attempt) => this.submit(stageId, attempt));
  }

  get numExecutors(): number {
    return this.options.pool.length;
  }

  freeSlots(executor: number): number {
    return this.options.pool.freeSlots(executor);
  }

  /** Starts a new table; only between runs. */
  startRun(): void {
    const firstTaskId: TaskId = this.tasks.firstTaskId + this.tasks.length;
    if (this.tasks.length > 0) this.tasks = new TaskTable(undefined, firstTaskId);
  }

  /** Hands a task set to the scheduler once the driver has built its tasks. */
  submitAfter(delayMs: number, taskSet: TaskSet): void {
    this.submitted.push(taskSet);
    this.options.simulation.after(delayMs, this.tasksSubmitted, taskSet.stageId, taskSet.stageAttempt);
  }

  /** Forgets the task sets of a cancelled stage that are still being built. */
  cancelSubmitted(stageId: number): void {
    this.submitted = this.submitted.filter((taskSet) => taskSet.stageId !== stageId);
  }

  /** `Lost task 3.1 in stage 0.0 (TID 9) (host-2 executor 1)`, for abort messages (C8). */
  describeAttempt(row: number): string {
    const { columns, firstTaskId } = this.tasks;
    const executor = columns.executor[row]!;
    const task = `${columns.partition[row]}.${columns.attempt[row]}`;
    const stage = `${columns.stageId[row]}.${columns.stageAttempt[row]}`;
    const where = `${this.options.pool.hosts[executor]} executor ${executor}`;
    return `Lost task ${task} in stage ${stage} (TID ${firstTaskId + row}) (${where})`;
  }

  launchTask(manager: TaskSetManager, index: number, executor: number): void {
    const { simulation, pool, cost, bus } = this.options;
    const core = pool.take(executor);
    const row = this.tasks.append();
    const attempt = manager.launched(index, row);
    this.writeLaunch(manager, index, attempt, executor, core, row);
    bus.taskStart(this.tasks, row);
    const slot = executor * pool.coresPerExecutor + core;
    this.outcomes[slot] = this.compute(manager, index, attempt, executor, row);
    this.slotRow[slot] = row;
    const { times } = this;
    priceTask(cost, this.options.runner.metrics, times);
    times.deserializeMs = pool.deserializeMs(executor, simulation.now, cost.firstDeserializeMs, cost.deserializeMs);
    this.writeMetrics(row);
    const busy = times.deserializeMs + times.runMs + times.resultSerializeMs;
    simulation.after(cost.launchMs + busy + cost.reportMs, this.taskFinished, slot, row);
  }

  killTask(row: number, reason: string): void {
    const { columns } = this.tasks;
    const executor = columns.executor[row]!;
    const core = columns.core[row]!;
    this.release(executor * this.options.pool.coresPerExecutor + core, executor, core);
    this.end(row, KILLED, reason);
  }

  private submit(stageId: number, attempt: number): void {
    const taskSet = this.submitted.find((set) => set.stageId === stageId && set.stageAttempt === attempt);
    if (taskSet === undefined) return; // cancelled meanwhile
    this.submitted = this.submitted.filter((other) => other !== taskSet);
    this.scheduler.submitTasks(taskSet);
  }

  private finish(slot: number, row: number): void {
    if (this.slotRow[slot] !== row) return; // killed meanwhile
    const { columns } = this.tasks;
    const executor = columns.executor[row]!;
    const { manager, index, result, failure, accumulators, accumulatorParts } = this.outcomes[slot]!;
    this.release(slot, executor, columns.core[row]!);
    if (failure === undefined) {
      this.options.accumulators.add(manager.taskSet.stageId, accumulators);
      for (const [accumulator, part] of accumulatorParts) accumulator.merge(part);
      this.end(row, SUCCESS, undefined);
      this.scheduler.taskSucceeded(manager, index, executor, result);
    } else {
      this.end(row, EXCEPTION, failure.description);
      this.scheduler.taskFailed(manager, index, row, executor, failure);
    }
  }

  private release(slot: number, executor: number, core: number): void {
    this.slotRow[slot] = NO_TASK;
    // What a task made is kept by nobody but those who use it.
    this.outcomes[slot] = undefined;
    this.options.pool.release(executor, core);
  }

  private end(row: number, status: number, reason: string | undefined): void {
    const { columns } = this.tasks;
    columns.finishMs[row] = this.options.simulation.now;
    columns.status[row] = status;
    if (reason !== undefined) this.tasks.reasons.set(row, reason);
    this.options.bus.taskEnd(this.tasks, row);
  }

  private compute(manager: TaskSetManager, index: number, attempt: number, executor: number, row: number): Outcome {
    const { runner, pool, simulation, faults } = this.options;
    const { stage, stageId, stageAttempt, partitions } = manager.taskSet;
    runner.metrics.reset();
    runner.stageId = stageId;
    runner.stageAttemptNumber = stageAttempt;
    runner.attemptNumber = attempt;
    runner.taskAttemptId = this.tasks.firstTaskId + row;
    runner.executorId = executor;
    runner.host = pool.hosts[executor]!;
    runner.launchMs = simulation.now;
    const outcome: Outcome = {
      manager,
      index,
      result: undefined,
      failure: undefined,
      accumulators: NOTHING,
      accumulatorParts: NO_PARTS,
    };
    try {
      outcome.result = runner.run(stage, partitions[index]!);
    } catch (error) {
      outcome.failure = { kind: "ExceptionFailure", description: this.describeError(error), error };
    }
    const verdict = faults.verdict({ stage: stageId, partition: runner.partitionId, attempt });
    if (verdict !== undefined && outcome.failure === undefined) this.injectFailure(outcome, verdict.fail);
    const { accumulators, accumulatorParts } = runner.metrics;
    if (accumulators.size > 0) outcome.accumulators = new Map(accumulators);
    if (accumulatorParts.size > 0) outcome.accumulatorParts = new Map(accumulatorParts);
    return outcome;
  }

  private injectFailure(outcome: Outcome, text: string): void {
    const description = `java.lang.RuntimeException: ${text}`;
    outcome.failure = { kind: "ExceptionFailure", description, error: new Error(description) };
    const { runner, bus } = this.options;
    const where = `Task ${runner.partitionId}.${runner.attemptNumber} of stage ${runner.stageId}`;
    bus.post("onFault", {
      timeMs: runner.launchMs,
      description: `${where} fails: ${text}`,
      executorId: runner.executorId,
    });
  }

  /** The error as Spark would print it, with the user's own line. */
  private describeError(error: unknown): string {
    if (error instanceof SparkError) return `[${error.condition}] ${error.summary}`;
    if (!(error instanceof Error)) return `Error: ${String(error)}`;
    const frame = this.options.host.userFrame(error.stack ?? "");
    return `${error.name}: ${error.message}${frame === undefined ? "" : ` (at ${frame.file}:${frame.line})`}`;
  }

  private writeLaunch(
    manager: TaskSetManager,
    index: number,
    attempt: number,
    executor: number,
    core: number,
    row: number,
  ): void {
    const { stage, stageId, stageAttempt, partitions } = manager.taskSet;
    const { columns } = this.tasks;
    const task = partitions[index]!;
    columns.stageId[row] = stageId;
    columns.stageAttempt[row] = stageAttempt;
    columns.partition[row] = stage.kind === "ResultTask" ? stage.job.partitions[task]! : task;
    columns.attempt[row] = attempt;
    columns.executor[row] = executor;
    columns.core[row] = core;
    columns.launchMs[row] = this.options.simulation.now;
  }

  private writeMetrics(row: number): void {
    const { columns } = this.tasks;
    const { metrics } = this.options.runner;
    const { times } = this;
    columns.deserializeMs[row] = times.deserializeMs;
    columns.runMs[row] = times.runMs;
    columns.fetchWaitMs[row] = times.fetchWaitMs;
    columns.shuffleWriteMs[row] = times.shuffleWriteMs;
    columns.gcMs[row] = times.gcMs;
    columns.resultSerializeMs[row] = times.resultSerializeMs;
    columns.inputBytes[row] = metrics.inputBytes;
    columns.inputRecords[row] = metrics.inputRecords;
    columns.outputBytes[row] = metrics.outputBytes;
    columns.outputRecords[row] = metrics.outputRecords;
    columns.shuffleReadBytes[row] = metrics.shuffleLocalBytes + metrics.shuffleRemoteBytes;
    columns.shuffleRemoteBytes[row] = metrics.shuffleRemoteBytes;
    columns.shuffleReadRecords[row] = metrics.shuffleReadRecords;
    columns.shuffleWriteBytes[row] = metrics.shuffleWriteBytes;
    columns.shuffleWriteRecords[row] = metrics.shuffleWriteRecords;
    columns.memorySpillBytes[row] = metrics.memorySpillBytes;
    columns.diskSpillBytes[row] = metrics.diskSpillBytes;
    columns.peakMemoryBytes[row] = metrics.peakMemoryBytes;
    columns.resultBytes[row] = metrics.resultBytes;
  }
}

const NOTHING: ReadonlyMap<number, number> = new Map();
const NO_PARTS: ReadonlyMap<AccumulatorV2<never, unknown>, unknown> = new Map();
