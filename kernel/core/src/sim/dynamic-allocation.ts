import type { ExecutorId, Millis, ShuffleId } from "../base/brand.js";
import type { BlockStore } from "../cluster/block-store.js";
import type { RuntimeConfig } from "../conf/runtime-config.js";
import type { SparkListener } from "../events/listener.js";
import type { ListenerBus } from "../events/listener-bus.js";
import type { TaskTable } from "../events/task-table.js";
import { allocationConf } from "../scheduler/allocation/allocation-conf.js";
import {
  ExecutorAllocationManager,
  SCHEDULE_INTERVAL_MS,
} from "../scheduler/allocation/executor-allocation-manager.js";
import { ExecutorMonitor } from "../scheduler/allocation/executor-monitor.js";
import { StageLoad } from "../scheduler/allocation/stage-load.js";
import type { TaskScheduler } from "../scheduler/task/task-scheduler.js";
import type { ExecutorLifecycle } from "./executor-lifecycle.js";
import type { ExecutorSupply } from "./executor-supply.js";
import type { Simulation } from "./simulation.js";

export interface DynamicAllocationOptions {
  readonly simulation: Simulation;
  readonly bus: ListenerBus;
  readonly conf: RuntimeConfig;
  /** Executors that the application asks for at its start (D2). */
  readonly initialExecutors: number;
  readonly supply: ExecutorSupply;
  readonly lifecycle: ExecutorLifecycle;
  readonly blocks: BlockStore;
  readonly scheduler: TaskScheduler;
}

/**
 * Dynamic allocation in virtual time: it hears what the listeners hear, looks ten times a second as Spark does, and asks the cluster
 * manager for executors or lets them go. Where nothing can come of it, it does not look: its ticks keep nobody waiting, and an
 * application that is done is still.
 */
export class DynamicAllocation {
  private readonly simulation: Simulation;
  private readonly machine: ExecutorAllocationManager;
  private readonly load: StageLoad;
  private readonly monitor: ExecutorMonitor;
  private readonly looks: number;
  /** The look that is due; those before it count no more. */
  private ticket = 0;
  private dueMs: Millis = Number.POSITIVE_INFINITY;

  constructor({
    simulation,
    bus,
    conf,
    initialExecutors,
    supply,
    lifecycle,
    blocks,
    scheduler,
  }: DynamicAllocationOptions) {
    this.simulation = simulation;
    const now = (): Millis => simulation.now;
    const settings = allocationConf(conf, initialExecutors);
    this.monitor = new ExecutorMonitor({ conf: settings, now, hasCachedBlocks: (id) => blocks.hasBlocks(id) });
    const decommissions = conf.getBoolean("spark.decommission.enabled");
    this.machine = new ExecutorAllocationManager({
      conf: settings,
      monitor: this.monitor,
      load: () => this.load,
      unschedulableSets: () => scheduler.setsNeedingExecutor,
      now,
      client: {
        requestTotalExecutors: (total) => supply.setTarget(total),
        removeExecutors: (executors) => {
          for (const id of executors) {
            if (decommissions) lifecycle.decommission(id, "spark scale down");
            else lifecycle.dismiss(id);
          }
        },
      },
    });
    this.load = new StageLoad(this.machine, () => scheduler.load().pendingSpeculative);
    this.looks = simulation.register((ticket) => this.look(ticket));
    for (const listener of [this.monitor, this.load, this.waker()]) bus.add(listener);
  }

  /** Executors that the application wants now. */
  get target(): number {
    return this.machine.target;
  }

  /** Files of a shuffle have come to an executor from one that leaves (C14). */
  shuffleArrived(executor: ExecutorId, shuffle: ShuffleId): void {
    this.monitor.shuffleArrived(executor, shuffle);
  }

  /** A finished map task runs again, since its output went with an executor (B12). */
  taskResubmitted(tasks: TaskTable, row: number): void {
    this.load.taskResubmitted(tasks, row);
    this.wake();
  }

  /** Whatever may change what there is to do is a reason to look. */
  private waker(): SparkListener {
    const wake = (): void => this.wake();
    return {
      onExecutorAdded: wake,
      onExecutorRemoved: wake,
      onStageSubmitted: wake,
      onStageCompleted: wake,
      onJobEnd: wake,
      onTaskStart: wake,
      onUnpersistRDD: wake,
    };
  }

  /** Something happened: it is looked at when the next tenth of a second is full. */
  private wake(): void {
    this.lookAt(this.simulation.now);
  }

  private look(ticket: number): void {
    if (ticket !== this.ticket) return;
    this.dueMs = Number.POSITIVE_INFINITY;
    this.machine.schedule();
    this.lookAt(this.machine.nextScheduleMs);
  }

  /** Looks at a time, or at the full tenth of a second after it, unless it will look before; at Infinity never. */
  private lookAt(timeMs: Millis): void {
    if (timeMs >= this.dueMs) return;
    const { now } = this.simulation;
    const soonest = Math.floor(now / SCHEDULE_INTERVAL_MS) + 1;
    const dueMs = Math.max(Math.ceil(timeMs / SCHEDULE_INTERVAL_MS), soonest) * SCHEDULE_INTERVAL_MS;
    if (dueMs >= this.dueMs) return;
    this.dueMs = dueMs;
    this.simulation.at(dueMs, this.looks, ++this.ticket);
  }
}
