/**
 * The composition root: every part of the simulation, named once, in the order in which data goes through them. Read this file
 * first.
 *
 * A user's program builds a plan or a lineage with the DSL (`spark`, `sc`). An action asks the query execution for rows: the plan
 * is analyzed, optimized and planned into a lineage of RDDs. The job runner submits the lineage to the DAGScheduler, which cuts it
 * into stages; the TaskScheduler gives their tasks to slots; the cluster computes each task for real, and the cost model says how
 * long it took on the virtual clock. Everything that happens is told to the listener bus. The run store folds it into the document
 * that the views draw; nothing flows back.
 */
import type { QueryRunner } from "./backend.js";
import { BlockStore } from "./cluster/block-store.js";
import { type CostModel, costModel } from "./cluster/cost-model.js";
import { ExecutorMemory } from "./cluster/executor-memory.js";
import { ExecutorPool } from "./cluster/executor-pool.js";
import { MapStatusCache } from "./cluster/map-status-cache.js";
import { ShuffleStore } from "./cluster/shuffle-store.js";
import { TaskRunner } from "./cluster/task-runner.js";
import type { RuntimeConfig } from "./conf/runtime-config.js";
import { DEFAULT_SPARK_VERSION, SPARK_VERSIONS } from "./conf/spark-version.js";
import { JOB_GROUP, LabellingJobRunner, LocalProperties } from "./dsl/local-properties.js";
import { SparkContext } from "./dsl/spark-context.js";
import { ListenerBus } from "./events/listener-bus.js";
import { RunStore } from "./events/run-store.js";
import { type ClusterManager, createClusterManager, pageBytes } from "./platform/index.js";
import type { Ports } from "./ports.js";
import { LocalQueryRunner } from "./query/index.js";
import { RDDContext } from "./rdd/rdd-context.js";
import { DAGScheduler } from "./scheduler/dag/dag-scheduler.js";
import { dagSchedulerConf } from "./scheduler/dag/dag-scheduler-conf.js";
import { PreferredLocations } from "./scheduler/dag/preferred-locations.js";
import { MapOutputTracker } from "./scheduler/map-output-tracker.js";
import { TaskScheduler } from "./scheduler/task/task-scheduler.js";
import { taskSchedulerConf } from "./scheduler/task/task-scheduler-conf.js";
import { Accumulators } from "./sim/accumulators.js";
import { type ActionObserver, ActionTracker } from "./sim/action-tracker.js";
import { clusterShape } from "./sim/cluster.js";
import { ExecutorLifecycle } from "./sim/executor-lifecycle.js";
import { ExecutorSupply } from "./sim/executor-supply.js";
import { ClusterFaults } from "./sim/faults/cluster-faults.js";
import { FaultDesk } from "./sim/faults/fault-desk.js";
import { Interrupt } from "./sim/interrupt.js";
import { SimulatedCluster } from "./sim/simulated-cluster.js";
import { SimulatedJobRunner } from "./sim/simulated-job-runner.js";
import { Simulation } from "./sim/simulation.js";
import { TaskComputation } from "./sim/task-computation.js";
import { TaskFaults } from "./sim/task-faults.js";
import { TaskResults } from "./sim/task-results.js";

/** Version of Spark that is simulated unless `spark.stageplay.sparkVersion` says another. */
export const SPARK_VERSION: string = SPARK_VERSIONS[DEFAULT_SPARK_VERSION];

/** A running application: its parts, wired. */
export interface LocalApplication {
  readonly sc: SparkContext;
  readonly jobs: SimulatedJobRunner;
  readonly queries: QueryRunner;
  readonly actions: ActionTracker;
  readonly simulation: Simulation;
  readonly cluster: SimulatedCluster;
  readonly manager: ClusterManager;
  readonly pool: ExecutorPool;
  readonly dag: DAGScheduler;
  readonly bus: ListenerBus;
  readonly store: RunStore;
  readonly faults: TaskFaults;
  readonly clusterFaults: ClusterFaults;
  readonly lifecycle: ExecutorLifecycle;
  readonly rddContext: RDDContext;
  readonly cost: CostModel;
}

/** Builds an application of the simulated cluster that `conf` describes. */
export function createApplication(ports: Ports, conf: RuntimeConfig, observer: ActionObserver): LocalApplication {
  const cost = costModel(conf);
  const seed = conf.getInt("spark.stageplay.seed");
  const bus = new ListenerBus();
  const store = new RunStore();
  bus.add(store);

  // The cluster: who gives executors, their slots, the blocks and shuffle files on them, and what a task is.
  const manager = createClusterManager(conf, cost.executorReplacementMs);
  const { isLocal } = manager;
  const shuffleServiceEnabled = conf.getBoolean("spark.shuffle.service.enabled");
  const pool = new ExecutorPool(conf.getInt("spark.task.cpus"), manager.name === "yarn");
  const memory = new ExecutorMemory({
    maxBytes: (executor) => pool.executors[executor]!.memoryBytes,
    heapBytes: (executor) => pool.executors[executor]!.heapBytes ?? manager.heapBytes,
    containerBytes: (executor) => pool.executors[executor]!.containerBytes ?? Number.POSITIVE_INFINITY,
    slots: (executor) => pool.executors[executor]!.slots,
    pageBytes: (executor) => pageBytes(conf, manager.heapBytes, pool.executors[executor]!.cores),
    executors: () => pool.length,
    storageFraction: conf.getDouble("spark.memory.storageFraction"),
    unrollBytes: conf.getBytes("spark.storage.unrollMemoryThreshold"),
    spillBytes: conf.getBytes("spark.shuffle.spill.initialMemoryThreshold"),
  });
  const blocks = new BlockStore(memory);
  const shuffles = new ShuffleStore();
  const mapOutputs = new MapOutputTracker();
  const interrupt = new Interrupt(ports.host);
  const servesShuffle = (executor: number): boolean => shuffleServiceEnabled || pool.isRunning(executor);
  const runner = new TaskRunner({
    blocks,
    shuffles,
    mapStatuses: new MapStatusCache(mapOutputs),
    servesShuffle,
    memory,
    interrupt,
  });

  // Virtual time, and the executors in it.
  const simulation = new Simulation({
    breathe: () => ports.host.breathe(),
    interrupted: () => interrupt.isWanted,
    interruptKnown: () => interrupt.isKnown,
    poll: () => {
      if (interrupt.take()) jobs.cancelAll("because the cell was interrupted");
    },
    stuck: () => jobs.cancelAll("because it waits for resources that will never come: no executor is left"),
  });
  const faults = new TaskFaults();
  bus.add({ onJobEnd: ({ failure }) => failure !== undefined && faults.jobFailed() });
  const accumulators = new Accumulators();
  const computation = new TaskComputation({ runner, cost, faults, accumulators, bus, host: ports.host });
  const cluster = new SimulatedCluster({
    simulation,
    pool,
    runner,
    computation,
    cost,
    bus,
    startsWarm: isLocal,
    seed,
    mayUseLane: () => faults.isEmpty && !bus.hasTaskListeners,
  });

  const preferredLocations = (): PreferredLocations =>
    new PreferredLocations({
      mapOutputs,
      cachedOn: (rdd, partition) => dag.cachedOn(rdd, partition),
      hostOf: (executor) => pool.hostOf(executor),
      hostId: (host) => pool.hostId(host),
      reduceLocality: conf.getBoolean("spark.shuffle.reduceLocality.enabled"),
    });

  // The schedulers: jobs to stages, stages to tasks, tasks to slots.
  const dag: DAGScheduler = new DAGScheduler({
    conf: dagSchedulerConf(conf),
    mapOutputs,
    bus,
    now: () => simulation.now,
    blockExecutor: (rdd, partition) => blocks.get(rdd, partition)?.executor ?? -1,
    preferredLocations,
    submitTasks: (taskSet) => cluster.submitAfter(cost.stageSubmitMs, taskSet),
    cancelTasks: (stageId, reason) => {
      cluster.cancelSubmitted(stageId);
      scheduler.cancelTasks(stageId, reason);
    },
    resubmitAfter: (delayMs) => simulation.after(delayMs, resubmit),
    executorLost: (executor) => blocks.removeExecutor(executor),
    isDecommissioned: (executor) => lifecycle.isDecommissioned(executor),
    hostNameOf: (executor) => pool.executors[executor]!.host,
    maxConcurrentTasks: () => pool.totalSlots,
    accumulables: (stage) => accumulators.takeStage(stage.id),
  });
  const resubmit = simulation.register(() => dag.resubmitFailedStages());
  const results = new TaskResults({ dag, shuffles, pool, resubmitted: (row) => cluster.markResubmitted(row) });
  const scheduler: TaskScheduler = new TaskScheduler({
    backend: cluster,
    listener: results,
    conf: taskSchedulerConf(conf, isLocal),
    seed,
  });
  cluster.scheduler = scheduler;
  cluster.listener = results;
  const lifecycle: ExecutorLifecycle = new ExecutorLifecycle({
    simulation,
    cluster,
    pool,
    bus,
    dag,
    scheduler,
    mapOutputs,
    cost,
    shuffleServiceEnabled,
    replacement: (lost, now) => supply.replace(lost, now),
  });
  cluster.onExecutorExit = (id, code) => {
    const executor = pool.executors[id]!;
    lifecycle.lose(id, manager.overuse(executor, memory.physicalBytes(id)) ?? manager.exited(executor, code));
  };
  cluster.onKillExecutor = (executor, reason) => lifecycle.lose(executor, { reason, exitCausedByApp: false });
  const supply = new ExecutorSupply(manager, pool);
  supply.start((timeMs, executor) => lifecycle.registerAt(timeMs, executor));

  // The driver's side: who submits jobs, and the entry to RDDs.
  const jobs: SimulatedJobRunner = new SimulatedJobRunner({ simulation, dag, blocks, mapOutputs, cost });
  const clusterFaults = new ClusterFaults({
    desk: new FaultDesk(simulation, bus),
    simulation,
    pool,
    cluster,
    lifecycle,
    blocks,
    heartbeatMs: conf.getMillis("spark.executor.heartbeatInterval"),
    networkTimeoutMs: conf.getMillis("spark.network.timeout"),
    killDriver: (reason) => jobs.stop(reason),
  });
  const actions = new ActionTracker(observer);
  const rddContext = new RDDContext();
  rddContext.partitionHosts = () => {
    const preferred = preferredLocations();
    return (rdd, partition) => preferred.of(rdd, partition).map(({ host }) => pool.hosts[host]!);
  };
  const properties = new LocalProperties();
  const labelled = new LabellingJobRunner(jobs, properties);
  const sc = new SparkContext({
    conf,
    ports,
    jobs: labelled,
    properties,
    cancelJobGroup: (group, reason) => jobs.cancelJobs((set) => set[JOB_GROUP] === group, reason),
    cancelJob: (jobId, reason) => dag.cancelJob(jobId, reason),
    cancelAllJobs: (reason) => jobs.cancelAll(reason),
    rddContext,
    totalCores: () => pool.alive().reduce((sum, executor) => sum + executor.cores, 0),
    isLocal,
    clusterShape: () => clusterShape(pool.alive()),
    dropBlocks: (rdd) => {
      blocks.remove(rdd);
      bus.post("onUnpersistRDD", { rddId: rdd.id });
    },
    storageInfo: (rdd) => blocks.storageInfo(rdd),
    track: (action) => actions.track(action),
  });

  // The way of a query: analyzer, optimizer, planner, lineage.
  const queries = new LocalQueryRunner({
    rdds: rddContext,
    jobs: labelled,
    files: ports.files,
    sql: ports.sql,
    conf,
    bus,
    now: () => simulation.now,
    planningMs: cost.queryPlanningMs,
    defaultParallelism: () => sc.defaultParallelism,
    dropBlocks: (rdd) => sc.dropBlocks(rdd),
  });
  return {
    sc,
    jobs,
    queries,
    actions,
    simulation,
    cluster,
    manager,
    pool,
    dag,
    bus,
    store,
    faults,
    clusterFaults,
    lifecycle,
    rddContext,
    cost,
  };
}
