import type { ExecutorId, Millis } from "../base/brand.js";
import type { CostModel } from "../cluster/cost-model.js";
import type { ExecutorPool, RegisteredExecutor } from "../cluster/executor-pool.js";
import type { ShuffleServers } from "../cluster/shuffle-servers.js";
import type { ShuffleStorage } from "../conf/shuffle-storage.js";
import type { ListenerBus } from "../events/listener-bus.js";
import type { MessageLog } from "../events/messages/message-log.js";
import type { DAGScheduler } from "../scheduler/dag/dag-scheduler.js";
import type { MapOutputTracker } from "../scheduler/map-output-tracker.js";
import type { ExecutorLossReason } from "../scheduler/task/task-end-reason.js";
import type { TaskScheduler } from "../scheduler/task/task-scheduler.js";
import type { BlockMigration } from "./block-migration.js";
import type { DecommissionConf } from "./decommission-conf.js";
import { Decommissioner } from "./decommissioner.js";
import type { ExecutorSupply } from "./executor-supply.js";
import { noteRegistration } from "./registration-messages.js";
import type { SimulatedCluster } from "./simulated-cluster.js";
import type { Simulation } from "./simulation.js";

export interface ExecutorLifecycleOptions {
  readonly simulation: Simulation;
  readonly cluster: SimulatedCluster;
  readonly pool: ExecutorPool;
  readonly bus: ListenerBus;
  readonly messages: MessageLog;
  readonly dag: DAGScheduler;
  readonly scheduler: TaskScheduler;
  readonly mapOutputs: MapOutputTracker;
  readonly cost: CostModel;
  readonly shuffleStorage: ShuffleStorage;
  readonly shuffleServers: ShuffleServers;
  readonly decommission: DecommissionConf;
  readonly migration: BlockMigration;
  /** Since when no message of an executor has come through, undefined while they do. */
  readonly cutOffSince: (executor: ExecutorId) => Millis | undefined;
  /** The loss of all executors of a machine, in the cluster manager's words. */
  readonly hostLoss: (host: string) => ExecutorLossReason;
  /** How the end of an executor's process is told, in the cluster manager's words. */
  readonly exitLoss: (executor: RegisteredExecutor, code: number) => ExecutorLossReason;
  /** Told when an executor has started, and when the driver has learned that one is lost. */
  readonly executorStarted: () => void;
  readonly executorLost: (loss: ExecutorLossReason) => void;
  /** Who asks the cluster manager for executors: told of those that come and go. */
  readonly supply: () => Pick<ExecutorSupply, "registered" | "lost">;
}

const KILLED_BY_DRIVER: ExecutorLossReason = { reason: "Executor killed by driver.", exitCausedByApp: false };

/** Executors come and go: who registers, who ends and how the driver learns of it (B12, N4). */
export class ExecutorLifecycle {
  private readonly options: ExecutorLifecycleOptions;
  private readonly losses: { readonly executor: ExecutorId; readonly loss: ExecutorLossReason }[] = [];
  /** Executors on their way, by number of the request; undefined once they came or were taken back. */
  private readonly arrivals: (RegisteredExecutor | undefined)[] = [];
  private readonly decommissioner: Decommissioner;
  /** Why each executor that leaves was told to. */
  private readonly decommissions: Map<ExecutorId, string> = new Map();
  private readonly registeredAt: Map<ExecutorId, Millis> = new Map();
  private readonly lossNoticed: number;
  private readonly arrives: number;

  constructor(options: ExecutorLifecycleOptions) {
    this.options = options;
    this.lossNoticed = options.simulation.register((ticket) => this.noticeLoss(ticket));
    const { simulation, pool, migration, decommission: conf } = options;
    this.decommissioner = new Decommissioner({
      simulation,
      pool,
      conf,
      migration,
      leave: (executor) => this.lose(executor, this.decommissionLoss(executor)),
      kill: (executor) => this.lose(executor, KILLED_BY_DRIVER, options.cost.killMs),
    });
    this.arrives = options.simulation.register((request) => this.arrive(request));
  }

  isDecommissioned(executor: ExecutorId): boolean {
    return this.decommissioner.has(executor);
  }

  /** When an executor registered; 0 for those that were there from the start. */
  registeredMs(executor: ExecutorId): Millis {
    return this.registeredAt.get(executor) ?? 0;
  }

  isRunning(executor: ExecutorId): boolean {
    return this.options.pool.isAlive(executor) && this.options.pool.isRunning(executor);
  }

  /** Notes what the executors that are there from the start have said. */
  noteInitial(): void {
    const { pool, messages, simulation } = this.options;
    for (const executor of pool.alive()) noteRegistration(messages, executor, simulation.now);
  }

  /** An executor registers now. */
  register(registered: RegisteredExecutor, requestId?: number): ExecutorId {
    const { simulation, pool, bus, scheduler, messages } = this.options;
    const executor = pool.add(registered);
    const { id, host, cores, memoryBytes } = executor;
    this.registeredAt.set(id, simulation.now);
    this.options.executorStarted();
    noteRegistration(messages, executor, simulation.now);
    const added = { timeMs: simulation.now, executorId: id, host, cores, memoryBytes };
    bus.post("onExecutorAdded", requestId === undefined ? added : { ...added, requestId });
    scheduler.executorAdded(id);
    return id;
  }

  /** An executor will register at a time. @returns the number of the request */
  registerAt(timeMs: Millis, registered: RegisteredExecutor): number {
    const { simulation, bus } = this.options;
    const requestId = this.arrivals.push(registered) - 1;
    bus.post("onExecutorRequested", { timeMs: simulation.now, requestId, cores: registered.cores });
    simulation.at(timeMs, this.arrives, requestId);
    return requestId;
  }

  /** An executor that was on its way will not come. */
  dropRequest(requestId: number): void {
    this.arrivals[requestId] = undefined;
    const { simulation, bus } = this.options;
    bus.post("onExecutorRequestDropped", { timeMs: simulation.now, requestId });
  }

  /** The process of an executor ends by itself; the driver learns of it a little later. */
  exit(executor: ExecutorId, code: number): void {
    const { pool, exitLoss } = this.options;
    this.lose(executor, exitLoss(pool.executors[executor]!, code));
  }

  /** The process of an executor is gone at once, for a reason that the driver learns a little later. */
  lose(
    executor: ExecutorId,
    loss: ExecutorLossReason,
    noticedAfterMs: Millis = this.options.cost.executorLossMs,
  ): void {
    const { pool, cluster, simulation, bus, cutOffSince } = this.options;
    if (!pool.isAlive(executor) || !pool.isRunning(executor)) return;
    pool.stop(executor);
    bus.post("onExecutorStopped", { timeMs: cutOffSince(executor) ?? simulation.now, executorId: executor });
    cluster.stopTasksOf(executor);
    this.losses.push({ executor, loss });
    simulation.after(noticedAfterMs, this.lossNoticed, this.losses.length - 1);
  }

  /** The driver lets an idle executor go: it gets no more tasks, and its process is ended (D3). */
  dismiss(executor: ExecutorId): void {
    const { messages, simulation } = this.options;
    messages.note(simulation.now, "KillExecutors", { a: executor, text: "idle" });
    this.options.pool.close(executor);
    this.lose(executor, KILLED_BY_DRIVER, this.options.cost.killMs);
  }

  /** The scheduler wants an executor gone that it has excluded (C9). @param reason in Spark's words */
  killExcluded(executor: ExecutorId, reason: string): void {
    if (this.options.decommission.insteadOfKill) this.decommission(executor);
    else this.lose(executor, { reason, exitCausedByApp: false });
  }

  /** A machine is gone, with its executors and all that lies on its disks; nothing starts there any more. */
  loseHost(host: string): void {
    const { pool, shuffleServers, hostLoss } = this.options;
    const loss = { ...hostLoss(host), lostHost: host };
    shuffleServers.hostLost(host);
    for (const { id, host: its } of pool.alive()) if (its === host) this.lose(id, loss);
  }

  /**
   * The executor takes no new tasks, hands its blocks on where that is set, and ends when its tasks are done (C14).
   * @param why in Spark's words
   */
  decommission(executor: ExecutorId, why = `Executor ${executor} is decommissioned.`): void {
    if (this.decommissioner.has(executor)) return;
    this.decommissions.set(executor, why);
    const { pool, simulation, bus, messages } = this.options;
    pool.close(executor);
    messages.note(simulation.now, "DecommissionExecutor", { executor });
    bus.post("onExecutorDecommissioned", { timeMs: simulation.now, executorId: executor });
    this.decommissioner.start(executor);
  }

  private decommissionLoss(executor: ExecutorId): ExecutorLossReason {
    const reason = `Executor decommission: ${this.decommissions.get(executor)!}`;
    return { reason, exitCausedByApp: false, isDecommission: true };
  }

  private noticeLoss(ticket: number): void {
    const { executor, loss } = this.losses[ticket]!;
    const { simulation, cluster, bus, messages, dag, scheduler, mapOutputs, shuffleStorage } = this.options;
    messages.note(simulation.now, "RemoveExecutor", { a: executor, text: loss.reason });
    // It may live on, where the driver has given it up.
    messages.note(simulation.now, "StopExecutor", { executor });
    messages.note(simulation.now, "ExecutorLost", { a: executor, text: loss.reason });
    cluster.executorLost(executor, loss);
    bus.post("onExecutorRemoved", { timeMs: simulation.now, executorId: executor, reason: loss.reason });
    const filesLost = shuffleStorage === "executor" || (shuffleStorage === "host" && loss.lostHost !== undefined);
    dag.executorLost(executor, mapOutputs.epoch, filesLost, loss.lostHost);
    scheduler.resourceOffers();
    this.options.supply().lost(executor);
    this.options.executorLost(loss);
  }

  private arrive(requestId: number): void {
    const registered = this.arrivals[requestId];
    if (registered === undefined) return; // taken back meanwhile
    this.arrivals[requestId] = undefined;
    this.options.supply().registered(requestId);
    this.register(registered, requestId);
  }
}
