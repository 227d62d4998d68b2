import type { Millis } from "../base/brand.js";
import type { CostModel, TaskPricer } from "../cluster/cost-model.js";
import type { ExecutorPool } from "../cluster/executor-pool.js";
import type { TaskRunner } from "../cluster/task-runner.js";
import type { TaskExtras } from "../cluster/task-slots.js";
import type { ListenerBus } from "../events/listener-bus.js";
import type { TaskTable } from "../events/task-table.js";
import { ModelledRDD } from "../rdd/modelled-rdd.js";
import type { TaskSetListener } from "../scheduler/task/scheduler-backend.js";
import type { TaskSetManager } from "../scheduler/task/task-set-manager.js";
import { driveComputed } from "./lane/computed-lane.js";
import { Lane } from "./lane/lane.js";
import { writeIdentity } from "./lane/lane-rows.js";
import { drivePriced } from "./lane/priced-lane.js";
import type { PricedStages, PricedWork } from "./priced-work.js";
import type { Simulation } from "./simulation.js";
import type { TaskComputation } from "./task-computation.js";
import type { TaskFaults } from "./task-faults.js";
import type { TaskResultGetter } from "./task-result-getter.js";
import type { WarmUp } from "./warm-up.js";

export interface ExpressLaneOptions {
  readonly simulation: Simulation;
  readonly bus: ListenerBus;
  readonly pool: ExecutorPool;
  readonly runner: TaskRunner;
  readonly computation: TaskComputation;
  readonly getter: TaskResultGetter;
  readonly faults: TaskFaults;
  readonly pricer: TaskPricer;
  readonly priced: PricedStages;
  readonly warmUp: WarmUp;
  readonly cost: CostModel;
}

/** Where the lane begins. */
export interface LaneStart {
  readonly tasks: TaskTable;
  readonly listener: TaskSetListener;
  /** When the driver has sent all tasks so far. */
  readonly dispatchedMs: Millis;
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
  /** Only of tasks that ended the lane. */
  readonly extras: TaskExtras | undefined;
  readonly exitCode: number | undefined;
}

/** Where the lane ended. */
export interface LaneEnd {
  readonly dispatchedMs: Millis;
  /** In the order in which they will end: some have, while the driver was busy. */
  readonly running: readonly LaneTask[];
  /** One of them, or one to come, may be late enough for a copy (C10). */
  readonly mayBeLate: boolean;
}

/**
 * Runs a task set that has the cluster to itself, until something else happens. With nobody to share slots with, no place to wait for and nothing
 * that fails, what the schedulers would do is known: a slot that gets free takes the next task. So a loop over busy slots does it, without
 * an event, an offer or a look at any rule for each task. What it leaves is exactly what the long way would have left; a property test
 * holds the two against each other.
 *
 * The lane ends before the set's last task does, at the next event of something else, where a task may be late enough for a copy, and with a task
 * that does anything out of the ordinary (fails, ends its executor, updates an accumulator): the rest goes the long way.
 */
export class ExpressLane {
  private readonly options: ExpressLaneOptions;
  private readonly lane: Lane;

  constructor(options: ExpressLaneOptions) {
    this.options = options;
    this.lane = new Lane(options);
  }

  /** Runs the set on executors that are all idle, offered in this order, and moves the clock on. */
  run(manager: TaskSetManager, offers: Int32Array, numOffers: number, start: LaneStart): LaneEnd {
    const { lane } = this;
    const { tasks } = start;
    const { length: firstRow } = tasks;
    const { numTasks } = manager;
    const work = this.pricedWork(manager);
    tasks.reserve(numTasks);
    // Listeners may look at any row that they are told of, so all that is known is written beforehand.
    writeIdentity(tasks, manager, firstRow);
    if (work !== undefined) for (const [name, values] of work.columns) tasks.setRows(name, firstRow, numTasks, values);
    lane.begin(manager, start, offers, numOffers);
    if (work === undefined) driveComputed(lane, this.options);
    else drivePriced(lane, work, this.options);
    if (lane.launched < numTasks) tasks.clearRows(firstRow + lane.launched, firstRow + numTasks);
    return lane.end();
  }

  /** The prices of modelled tasks; undefined where the tasks are computed, as those are that a fault may strike. */
  private pricedWork({ taskSet }: TaskSetManager): PricedWork | undefined {
    const { stage, stageId, partitions } = taskSet;
    if (!(stage.rdd instanceof ModelledRDD) || stage.kind !== "ResultTask") return undefined;
    if (partitions.length !== stage.rdd.numPartitions || this.options.faults.mayStrike(stageId)) return undefined;
    const work = this.options.priced.of(stage.rdd);
    return work.bringsRows ? undefined : work;
  }
}
