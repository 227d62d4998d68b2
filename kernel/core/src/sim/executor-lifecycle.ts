import type { ExecutorId, Millis } from "../base/brand.js";
import type { CostModel } from "../cluster/cost-model.js";
import type { ExecutorPool, RegisteredExecutor } from "../cluster/executor-pool.js";
import type { ListenerBus } from "../events/listener-bus.js";
import type { DAGScheduler } from "../scheduler/dag/dag-scheduler.js";
import type { MapOutputTracker } from "../scheduler/map-output-tracker.js";
import type { ExecutorLossReason } from "../scheduler/task/task-end-reason.js";
import type { TaskScheduler } from "../scheduler/task/task-scheduler.js";
import type { SimulatedCluster } from "./simulated-cluster.js";
import type { Simulation } from "./simulation.js";

export interface ExecutorLifecycleOptions {
  readonly simulation: Simulation;
  readonly cluster: SimulatedCluster;
  readonly pool: ExecutorPool;
  readonly bus: ListenerBus;
  readonly dag: DAGScheduler;
  readonly scheduler: TaskScheduler;
  readonly mapOutputs: MapOutputTracker;
  readonly cost: CostModel;
  readonly shuffleServiceEnabled: boolean;
  /** What the cluster manager gives in place of a lost executor, and when; undefined for nothing. */
  readonly replacement: (
    lost: ExecutorId,
    now: Millis,
  ) => { readonly executor: RegisteredExecutor; readonly atMs: Millis } | undefined;
}

const DECOMMISSION_CHECK_MS = 1000;
const DECOMMISSIONED: ExecutorLossReason = { reason: "Finished decommissioning", exitCausedByApp: false };

/** Executors come and go: who registers, who ends and how the driver learns of it (B12, N4). */
export class ExecutorLifecycle {
  private readonly options: ExecutorLifecycleOptions;
  private readonly losses: { readonly executor: ExecutorId; readonly loss: ExecutorLossReason }[] = [];
  private readonly arrivals: RegisteredExecutor[] = [];
  private readonly decommissioned: Set<ExecutorId> = new Set();
  private readonly lossNoticed: number;
  private readonly arrives: number;
  private readonly mayLeave: number;

  constructor(options: ExecutorLifecycleOptions) {
    this.options = options;
    this.lossNoticed = options.simulation.register((ticket) => this.noticeLoss(ticket));
    this.mayLeave = options.simulation.register((executor) => this.leaveWhenIdle(executor));
    this.arrives = options.simulation.register((ticket) => void this.register(this.arrivals[ticket]!));
  }

  isDecommissioned(executor: ExecutorId): boolean {
    return this.decommissioned.has(executor);
  }

  /** An executor registers now. */
  register(registered: RegisteredExecutor): ExecutorId {
    const { simulation, pool, bus, scheduler } = this.options;
    const { id, host, cores, memoryBytes } = pool.add(registered);
    bus.post("onExecutorAdded", { timeMs: simulation.now, executorId: id, host, cores, memoryBytes });
    scheduler.executorAdded();
    return id;
  }

  /** An executor will register at a time. */
  registerAt(timeMs: Millis, registered: RegisteredExecutor): void {
    this.arrivals.push(registered);
    this.options.simulation.at(timeMs, this.arrives, this.arrivals.length - 1);
  }

  /** The process of an executor ends by itself; the driver learns of it a little later. */
  exit(executor: ExecutorId, code: number): void {
    this.lose(executor, { reason: `Command exited with code ${code}`, exitCausedByApp: true });
  }

  /** The process of an executor is gone at once, for a reason that the driver learns a little later. */
  lose(
    executor: ExecutorId,
    loss: ExecutorLossReason,
    noticedAfterMs: Millis = this.options.cost.executorLossMs,
  ): void {
    const { pool, cluster, simulation } = this.options;
    if (!pool.isAlive(executor) || !pool.isRunning(executor)) return;
    pool.stop(executor);
    cluster.stopTasksOf(executor);
    this.losses.push({ executor, loss });
    simulation.after(noticedAfterMs, this.lossNoticed, this.losses.length - 1);
  }

  /** The executor takes no new tasks, and its process ends when the ones that it has are done: it looks once a second (C14). */
  decommission(executor: ExecutorId): void {
    if (this.decommissioned.has(executor)) return;
    this.decommissioned.add(executor);
    this.options.pool.close(executor);
    this.options.simulation.after(DECOMMISSION_CHECK_MS, this.mayLeave, executor);
  }

  private leaveWhenIdle(executor: ExecutorId): void {
    const { pool, simulation } = this.options;
    if (!pool.isAlive(executor)) return;
    if (pool.busySlots(executor) === 0) this.lose(executor, DECOMMISSIONED);
    else simulation.after(DECOMMISSION_CHECK_MS, this.mayLeave, executor);
  }

  private noticeLoss(ticket: number): void {
    const { executor, loss } = this.losses[ticket]!;
    const { simulation, cluster, bus, dag, scheduler, mapOutputs, shuffleServiceEnabled } = this.options;
    cluster.executorLost(executor, loss);
    bus.post("onExecutorRemoved", { timeMs: simulation.now, executorId: executor, reason: loss.reason });
    dag.executorLost(executor, mapOutputs.epoch, !shuffleServiceEnabled);
    scheduler.resourceOffers();
    const next = this.options.replacement(executor, simulation.now);
    if (next !== undefined) this.registerAt(next.atMs, next.executor);
  }
}
