import type { Millis } from "../base/brand.js";
import type { CostModel, TaskPricer } from "../cluster/cost-model.js";
import type { ExecutorPool } from "../cluster/executor-pool.js";
import type { TaskRunner } from "../cluster/task-runner.js";
import type { TaskExtras } from "../cluster/task-slots.js";
import { TASK_STATUSES, type TaskTable } from "../events/task-table.js";
import { ModelledRDD } from "../rdd/modelled-rdd.js";
import type { TaskSetListener } from "../scheduler/task/scheduler-backend.js";
import type { TaskSetManager } from "../scheduler/task/task-set-manager.js";
import type { PricedStages, PricedWork } from "./priced-work.js";
import { SlotHeap } from "./slot-heap.js";
import type { TaskComputation } from "./task-computation.js";
import { put, writeMetrics } from "./task-row-writer.js";
import type { WarmUp } from "./warm-up.js";

const SUCCESS = TASK_STATUSES.indexOf("Success");
/** Tasks that are really computed before the host's event loop gets a turn. */
const TASKS_PER_TURN = 20_000;
const TASKS_PER_POLL = 64;
const NO_ROWS: readonly never[] = [];

export interface ExpressLaneOptions {
  readonly pool: ExecutorPool;
  readonly runner: TaskRunner;
  readonly computation: TaskComputation;
  readonly pricer: TaskPricer;
  readonly priced: PricedStages;
  readonly warmUp: WarmUp;
  readonly cost: CostModel;
  /** True when the user wants to interrupt. */
  readonly interrupted: () => boolean;
}

/** Where the lane begins. */
export interface LaneStart {
  readonly tasks: TaskTable;
  readonly listener: TaskSetListener;
  readonly nowMs: Millis;
  /** When the driver has sent all tasks so far. */
  readonly dispatchedMs: Millis;
  /** When the next event of anything else is due. */
  readonly horizonMs: Millis;
}

/** A task that still runs where the lane ends. */
export interface LaneTask {
  readonly slot: number;
  readonly executor: number;
  readonly index: number;
  readonly row: number;
  readonly endMs: Millis;
  readonly asleepUntilMs: Millis;
  readonly result: unknown;
  /** Only of the task that was launched last: it is what ended the lane. */
  readonly extras: TaskExtras | undefined;
  readonly exitCode: number | undefined;
}

/** Where the lane ended. */
export interface LaneEnd {
  readonly nowMs: Millis;
  readonly dispatchedMs: Millis;
  /** In the order in which they were launched. */
  readonly running: readonly LaneTask[];
}

/**
 * Runs a task set that has the cluster to itself, until something else happens. With nobody to share slots with, no place to wait for and nothing
 * that fails, what the schedulers would do is known: a slot that gets free takes the next task. So a loop over busy slots does it, without
 * an event, an offer or a look at any rule for each task. What it leaves is exactly what the long way would have left; a property test
 * holds the two against each other.
 *
 * The lane ends before the set's last task does, at the next event of something else, and with a task that does anything out of the
 * ordinary (fails, ends its executor, updates an accumulator): the rest goes the long way.
 */
export class ExpressLane {
  private readonly options: ExpressLaneOptions;
  private readonly lane: Lane;

  constructor(options: ExpressLaneOptions) {
    this.options = options;
    this.lane = new Lane(options);
  }

  /**
   * Runs the set on executors that are all idle, offered in this order. @returns undefined when the set is not for the lane.
   */
  run(manager: TaskSetManager, offers: Int32Array, numOffers: number, start: LaneStart): LaneEnd | undefined {
    const { stage, partitions, stageAttempt } = manager.taskSet;
    const rdd = stage.rdd instanceof ModelledRDD ? stage.rdd : undefined;
    const work = rdd === undefined ? undefined : this.options.priced.of(rdd, stage.kind === "ResultTask");
    if (work !== undefined && partitions.length !== rdd!.numPartitions) return undefined;
    const { tasks } = start;
    const firstRow = tasks.length;
    tasks.reserve(partitions.length);
    if (stageAttempt !== 0) tasks.use("stageAttempt");
    tasks.use("deserializeMs");
    const { lane } = this;
    lane.begin(manager, work, start, offers, numOffers);
    lane.drive();
    const launched = lane.launched;
    writeIdentity(tasks, manager, firstRow, launched);
    if (work !== undefined) {
      for (const [name, values] of work.columns) {
        tasks.use(name);
        (tasks.columns[name] as Float64Array).set(
          launched < values.length ? values.subarray(0, launched) : values,
          firstRow,
        );
      }
    }
    tasks.appendRows(launched);
    return lane.end();
  }
}

/** The loop, with all that it needs at hand. One is used for every set, so that a set costs no more than its tasks. */
class Lane {
  launched = 0;
  private readonly options: ExpressLaneOptions;
  private manager!: TaskSetManager;
  private work: PricedWork | undefined;
  private start!: LaneStart;
  private firstRow = 0;
  /** Places are the slots that the set uses, numbered in the order of their first tasks. */
  private places = 0;
  private slots: Int32Array = new Int32Array(0);
  private executors: Int32Array = new Int32Array(0);
  private cores: Int32Array = new Int32Array(0);
  private indices: Int32Array = new Int32Array(0);
  private asleepUntil: Float64Array = new Float64Array(0);
  private heap: SlotHeap = new SlotHeap(0);
  private readonly results: unknown[] = [];
  private nowMs: Millis = 0;
  private dispatchedMs: Millis = 0;
  /** The place whose task ends the lane; it was launched last. */
  private special = -1;

  constructor(options: ExpressLaneOptions) {
    this.options = options;
  }

  begin(
    manager: TaskSetManager,
    work: PricedWork | undefined,
    start: LaneStart,
    offers: Int32Array,
    numOffers: number,
  ): void {
    this.launched = 0;
    this.manager = manager;
    this.work = work;
    this.start = start;
    this.firstRow = start.tasks.length;
    this.nowMs = start.nowMs;
    this.dispatchedMs = start.dispatchedMs;
    this.special = -1;
    this.reserve(this.options.pool.slotCount);
    this.layOut(offers, numOffers);
    this.heap.clear();
  }

  /** Breadth first: one slot of each executor, then another of each (C2). */
  private layOut(offers: Int32Array, numOffers: number): void {
    const { pool } = this.options;
    const { numTasks } = this.manager;
    let places = 0;
    for (let pass = 0, before = -1; places > before && places < numTasks; pass++) {
      before = places;
      for (let i = 0; i < numOffers && places < numTasks; i++) {
        const { id, firstSlot, slots } = pool.executors[offers[i]!]!;
        if (pass >= slots) continue;
        this.slots[places] = firstSlot + pass;
        this.executors[places] = id;
        this.cores[places] = pass * pool.taskCpus;
        places++;
      }
    }
    this.places = places;
  }

  private reserve(slots: number): void {
    if (slots <= this.slots.length) return;
    this.slots = new Int32Array(slots);
    this.executors = new Int32Array(slots);
    this.cores = new Int32Array(slots);
    this.indices = new Int32Array(slots);
    this.asleepUntil = new Float64Array(slots);
    this.heap = new SlotHeap(slots);
    while (this.results.length < slots) this.results.push(undefined);
  }

  drive(): void {
    const { heap, manager, start, work, options } = this;
    const { horizonMs, listener, tasks } = start;
    const { cost, runner } = options;
    const { numTasks, taskSet, speculation } = manager;
    /** Launches after which somebody may be late enough for a copy; the long way looks for such. */
    const watchFrom = speculation === undefined ? Number.POSITIVE_INFINITY : speculation.minFinished;
    let finished = 0;
    const finish = tasks.columns.finishMs as Float64Array;
    const status = tasks.columns.status as Uint8Array;
    for (let place = 0; place < this.places && this.special < 0; place++) heap.push(place, this.launch(place));
    let sinceTurn = 0;
    while (this.special < 0 && heap.topMs < horizonMs && (heap.size > 1 || this.launched < numTasks)) {
      if (work === undefined && ++sinceTurn % TASKS_PER_POLL === 0) {
        if (sinceTurn >= TASKS_PER_TURN || options.interrupted()) break;
      }
      const place = heap.top;
      const endMs = heap.topMs;
      if (endMs > this.nowMs) this.nowMs = endMs;
      this.nowMs += cost.statusUpdateMs;
      const index = this.indices[place]!;
      const row = this.firstRow + index;
      const result = this.results[place];
      finish[row] = this.nowMs;
      status[row] = SUCCESS;
      if (work === undefined) runner.taskEnded(tasks.firstTaskId + row);
      if (this.launched < numTasks) heap.replaceTop(this.launch(place));
      else heap.removeTop();
      listener.taskSucceeded(taskSet, index, row, this.executors[place]!, result);
      if (++finished === watchFrom && this.mayGetLate()) break;
    }
  }

  /** Whether an attempt may run so long, from now on, that speculation would look at it (C10). */
  private mayGetLate(): boolean {
    const { manager, work, options, start } = this;
    const { cost } = options;
    if (work === undefined && this.launched < manager.numTasks) return true;
    const overhead = cost.taskDispatchMs + cost.launchMs + cost.deserializeMs + cost.reportMs;
    let longestMs = 0;
    if (this.launched < manager.numTasks) {
      const queued = Math.max(0, this.dispatchedMs - this.nowMs) + this.places * cost.taskDispatchMs;
      longestMs = queued + overhead + work!.longestMs;
    }
    const { launchMs } = start.tasks.columns;
    for (let i = 0; i < this.heap.size; i++) {
      const row = this.firstRow + this.indices[this.heap.slotAt(i)]!;
      longestMs = Math.max(longestMs, this.heap.endAt(i) - launchMs[row]!);
    }
    const shortestMs = work === undefined ? 0 : work.shortestMs + overhead;
    // The driver handles ends one after another, so that each may seem a little longer.
    return longestMs + this.places * cost.statusUpdateMs > manager.speculation!.harmlessAbove(shortestMs);
  }

  end(): LaneEnd {
    const { firstRow, nowMs, dispatchedMs } = this;
    const { computation } = this.options;
    const running = this.heap.inOrderOfLaunch().map(({ slot: place, endMs }): LaneTask => {
      const index = this.indices[place]!;
      const isSpecial = place === this.special;
      return {
        slot: this.slots[place]!,
        executor: this.executors[place]!,
        index,
        row: firstRow + index,
        endMs,
        asleepUntilMs: this.asleepUntil[place]!,
        result: this.results[place],
        extras: isSpecial ? computation.extras : undefined,
        exitCode: isSpecial ? computation.exitCode : undefined,
      };
    });
    for (const { row } of running) this.start.tasks.columns.finishMs[row] = Number.NaN;
    // What the tasks made is kept by nobody but those who use it.
    this.results.fill(undefined, 0, this.places);
    return { nowMs, dispatchedMs, running };
  }

  /** Launches the next task on a free place. @returns when it will end. */
  private launch(place: number): Millis {
    const { work, manager, start, options } = this;
    const { columns } = start.tasks;
    const { cost, warmUp } = options;
    const index = this.launched++;
    const row = this.firstRow + index;
    const executor = this.executors[place]!;
    this.indices[place] = index;
    (columns.launchMs as Float64Array)[row] = this.nowMs;
    (columns.executor as Int32Array)[row] = executor;
    (columns.core as Int32Array)[row] = this.cores[place]!;
    if (work === undefined) this.compute(place, index, row, executor);
    else this.skim(place, index);
    if (this.nowMs > this.dispatchedMs) this.dispatchedMs = this.nowMs;
    this.dispatchedMs += cost.taskDispatchMs;
    const startMs = this.dispatchedMs + cost.launchMs;
    const deserializeMs = warmUp.deserializeMs(executor, manager, startMs);
    (columns.deserializeMs as Float64Array)[row] = deserializeMs;
    const runStart = startMs + deserializeMs;
    if (work !== undefined) {
      this.asleepUntil[place] = runStart + work.asleepMs[index]!;
      return runStart + work.runMs[index]! + work.resultSerializeMs[index]! + cost.reportMs;
    }
    const { pricer, runner } = options;
    pricer.deserializeMs = deserializeMs;
    writeMetrics(start.tasks, row, pricer, runner.metrics);
    this.asleepUntil[place] = runStart + pricer.asleepMs;
    if (options.computation.exitCode !== undefined) return runStart + pricer.runMs;
    return runStart + pricer.runMs + pricer.resultSerializeMs + cost.reportMs;
  }

  /** Really computes a task. */
  private compute(place: number, index: number, row: number, executor: number): void {
    const { options, manager, start, nowMs } = this;
    const { computation, pricer, pool, runner } = options;
    const { host } = pool.executors[executor]!;
    computation.compute(manager, index, 0, start.tasks.firstTaskId + row, executor, host, nowMs);
    pricer.price(runner.metrics);
    this.results[place] = computation.result;
    if (computation.extras !== undefined || computation.exitCode !== undefined) this.special = place;
  }

  /** A modelled task: its work is priced already, and only the job's function is to be asked for a result. */
  private skim(place: number, index: number): void {
    const { stage } = this.manager.taskSet;
    if (stage.kind !== "ResultTask") return;
    const { runner } = this.options;
    runner.partitionId = stage.job.partitions[index]!;
    this.results[place] = stage.job.request.task(NO_ROWS, runner);
  }
}

/** Writes which tasks the rows are of. */
function writeIdentity(tasks: TaskTable, { taskSet }: TaskSetManager, firstRow: number, count: number): void {
  const { stage, stageId, stageAttempt, partitions } = taskSet;
  const { columns } = tasks;
  columns.stageId.fill(stageId, firstRow, firstRow + count);
  const jobPartitions = stage.kind === "ResultTask" ? stage.job.partitions : undefined;
  for (let i = 0; i < count; i++) {
    const partition = partitions[i]!;
    columns.partition[firstRow + i] = jobPartitions === undefined ? partition : jobPartitions[partition]!;
  }
  if (stageAttempt !== 0) for (let i = 0; i < count; i++) put(tasks, "stageAttempt", firstRow + i, stageAttempt);
}
