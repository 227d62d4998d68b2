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
import { BroadcastStore } from "./cluster/broadcast-store.js";
import { type CostModel, costModel } from "./cluster/cost-model.js";
import { ExecutorMemory } from "./cluster/executor-memory.js";
import { ExecutorPool } from "./cluster/executor-pool.js";
import { fetchLimits } from "./cluster/fetch-limits.js";
import { hostLocalReads } from "./cluster/host-local-reads.js";
import { MapStatusCache } from "./cluster/map-status-cache.js";
import { memoryConf } from "./cluster/memory-conf.js";
import { Network } from "./cluster/network.js";
import { NetworkDistance } from "./cluster/network-distance.js";
import { ShuffleHolders } from "./cluster/shuffle-holders.js";
import { fetchRetries, ShuffleServers } from "./cluster/shuffle-servers.js";
import { ShuffleStore } from "./cluster/shuffle-store.js";
import { shuffleWriteConf } from "./cluster/shuffle-write-memory.js";
import { TaskRunner } from "./cluster/task-runner.js";
import type { RuntimeConfig } from "./conf/runtime-config.js";
import { shuffleStorage } from "./conf/shuffle-storage.js";
import { DEFAULT_SPARK_VERSION, SPARK_VERSIONS } from "./conf/spark-version.js";
import { DriverMemory } from "./driver/driver-memory.js";
import { maxMessageBytes } from "./driver/max-message-bytes.js";
import { resultLimits } from "./driver/result-limits.js";
import { torrent, torrentMs } from "./driver/torrent.js";
import { LabellingJobRunner } from "./dsl/labelling-job-runner.js";
import { LocalProperties } from "./dsl/local-properties.js";
import { serveConfigured } from "./dsl/served-files.js";
import { SessionOperations } from "./dsl/session-operations.js";
import { SparkContext } from "./dsl/spark-context.js";
import { ListenerBus } from "./events/listener-bus.js";
import { MessageLog } from "./events/messages/message-log.js";
import { RunStore } from "./events/run-store.js";
import {
  type ClusterManager,
  createClusterManager,
  initialExecutors,
  offHeapBytes,
  pageBytes,
} from "./platform/index.js";
import { readTextFile } from "./platform/read-text-file.js";
import type { Ports } from "./ports.js";
import { LocalQueryRunner } from "./query/index.js";
import { RDDContext } from "./rdd/rdd-context.js";
import { isDynamicAllocationEnabled } from "./scheduler/allocation/allocation-conf.js";
import { DAGScheduler } from "./scheduler/dag/dag-scheduler.js";
import { dagSchedulerConf } from "./scheduler/dag/dag-scheduler-conf.js";
import { PreferredLocations } from "./scheduler/dag/preferred-locations.js";
import { MapOutputTracker } from "./scheduler/map-output-tracker.js";
import { sizePrecision } from "./scheduler/size-precision.js";
import { allocationFile } from "./scheduler/task/allocation-file.js";
import { TaskScheduler } from "./scheduler/task/task-scheduler.js";
import { taskSchedulerConf } from "./scheduler/task/task-scheduler-conf.js";
import { Accumulators } from "./sim/accumulators.js";
import { type ActionObserver, ActionTracker } from "./sim/action-tracker.js";
import { BlockMigration } from "./sim/block-migration.js";
import { clusterShape } from "./sim/cluster.js";
import { CutOffExecutors } from "./sim/cut-off-executors.js";
import { decommissionConf } from "./sim/decommission-conf.js";
import { DriverBroadcasts } from "./sim/driver-broadcasts.js";
import { DriverProcess } from "./sim/driver-process.js";
import { DriverTasks } from "./sim/driver-tasks.js";
import { DynamicAllocation } from "./sim/dynamic-allocation.js";
import { ExecutorLifecycle } from "./sim/executor-lifecycle.js";
import { ExecutorSupply } from "./sim/executor-supply.js";
import { ClusterFaults } from "./sim/faults/cluster-faults.js";
import { FaultDesk } from "./sim/faults/fault-desk.js";
import { SimulatedFileServer } from "./sim/file-server.js";
import { heartbeatConf } from "./sim/heartbeat-conf.js";
import { HeartbeatReceiver } from "./sim/heartbeat-receiver.js";
import { HostConditions } from "./sim/host-conditions.js";
import { Interrupt } from "./sim/interrupt.js";
import { SimulatedCluster } from "./sim/simulated-cluster.js";
import { SimulatedJobRunner } from "./sim/simulated-job-runner.js";
import { Simulation } from "./sim/simulation.js";
import { TaskComputation } from "./sim/task-computation.js";
import { TaskFaults } from "./sim/task-faults.js";
import { TaskResultGetter } from "./sim/task-result-getter.js";
import { TaskResults } from "./sim/task-results.js";

/** Version of Spark that is simulated unless `spark.stageplay.sparkVersion` says another. */
export const SPARK_VERSION: string = SPARK_VERSIONS[DEFAULT_SPARK_VERSION];

/** A running application: its parts, wired. */
export interface LocalApplication {
  readonly sc: SparkContext;
  readonly jobs: SimulatedJobRunner;
  readonly driver: DriverProcess;
  readonly driverMemory: DriverMemory;
  readonly queries: QueryRunner;
  readonly operations: SessionOperations;
  readonly actions: ActionTracker;
  readonly simulation: Simulation;
  readonly cluster: SimulatedCluster;
  readonly manager: ClusterManager;
  readonly pool: ExecutorPool;
  readonly dag: DAGScheduler;
  readonly bus: ListenerBus;
  readonly store: RunStore;
  readonly faultDesk: FaultDesk;
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
  const heartbeats = heartbeatConf(conf);
  const messages = new MessageLog({
    dispatchMs: cost.taskDispatchMs,
    launchMs: cost.launchMs,
    reportMs: cost.reportMs,
    heartbeatMs: heartbeats.heartbeatMs,
  });
  const store = new RunStore(messages);
  bus.add(store);

  // The cluster: who gives executors, their slots, the blocks and shuffle files on them, and what a task is.
  const manager = createClusterManager(conf, cost.executorReplacementMs);
  const { isLocal } = manager;
  const isDynamic = isDynamicAllocationEnabled(conf, isLocal);
  const storage = shuffleStorage(conf);
  const decommission = decommissionConf(conf);
  const pool = new ExecutorPool(conf.getInt("spark.task.cpus"), manager.name === "yarn");
  const memory = new ExecutorMemory({
    maxBytes: (executor, mode) => (mode === "onHeap" ? pool.executors[executor]!.memoryBytes : offHeapBytes(conf)),
    heapBytes: (executor) => pool.executors[executor]!.heapBytes ?? manager.heapBytes,
    containerBytes: (executor) => pool.executors[executor]!.containerBytes ?? Number.POSITIVE_INFINITY,
    slots: (executor) => pool.executors[executor]!.slots,
    pageBytes: (executor) => pageBytes(conf, manager.heapBytes, pool.executors[executor]!.cores),
    tungstenMode: offHeapBytes(conf) > 0 ? "offHeap" : "onHeap",
    executors: () => pool.length,
    gcContention: cost.gcContention,
    ...memoryConf(conf),
  });
  const network = new Network();
  const blocks = new BlockStore({
    memory,
    peers: () => pool.aliveExecutors().filter((executor) => pool.isRunning(executor)),
    hostOf: (executor) => pool.hostOf(executor),
    canFetch: (holder, reader) =>
      pool.isRunning(holder) && network.reaches(pool.executors[reader]!.host, pool.executors[holder]!.host),
    replicatesProactively: conf.getBoolean("spark.storage.replication.proactive"),
    movesBlocks: decommission.movesBlocks,
    onUpdated: (executorId, memoryBytes) =>
      bus.post("onBlockUpdated", { timeMs: simulation.now, executorId, memoryBytes }),
  });
  const shuffles = new ShuffleStore();
  const holders = new ShuffleHolders();
  const mapOutputs = new MapOutputTracker();
  const precision = sizePrecision(conf);
  const interrupt = new Interrupt(ports.host);
  const shuffleServers = new ShuffleServers({
    pool,
    network,
    serviceEnabled: storage === "host",
    ...fetchRetries(conf),
  });
  // Broadcasts, which a local master's tasks find on the driver.
  const broadcastWay = torrent(conf, cost);
  const broadcastStore = new BroadcastStore({
    memory,
    fetchMs: ({ id, bytes }, executor) => {
      if (isLocal) return 0;
      const fetch = { executor, b: runner.taskAttemptId, text: `broadcast_${id}`, bytes };
      messages.note(simulation.now, "OpenBlocks", fetch);
      return torrentMs(broadcastWay, bytes, pool.aliveExecutors().length) + bytes * cost.broadcastReadMsPerByte;
    },
  });

  // What the driver has room for, and lets in.
  const driverMemory = new DriverMemory(conf.driverHeapBytes);
  const limits = resultLimits(conf);
  const getter = new TaskResultGetter({ limits, memory: driverMemory, cost });
  const driverTasks = new DriverTasks({
    cost,
    memory: driverMemory,
    averagedAbove: precision.averagedAbove,
    torrent: broadcastWay,
    maxMessageBytes: isLocal ? Number.POSITIVE_INFINITY : maxMessageBytes(conf),
    aliveExecutors: () => pool.aliveExecutors().length,
    warn: (text) => ports.host.print(text),
    noRoom: (term, bytes) => driver.outOfMemory(term, bytes),
  });
  bus.add(driverTasks);

  const runner = new TaskRunner({
    blocks,
    distance: new NetworkDistance(pool),
    shuffles,
    mapStatuses: new MapStatusCache(mapOutputs, (executor, a) =>
      messages.note(simulation.now, "GetMapOutputStatuses", { executor, a, b: runner.taskAttemptId }),
    ),
    shuffleServers,
    memory,
    broadcasts: broadcastStore,
    shuffleWrite: shuffleWriteConf(conf),
    isHostLocal: hostLocalReads(conf, pool),
    averagedAbove: precision.averagedAbove,
    fetchLimits: fetchLimits(conf),
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
  const hosts = new HostConditions();
  const cutOff = new CutOffExecutors();
  const faults = new TaskFaults();
  bus.add({ onJobEnd: ({ failure }) => failure !== undefined && faults.jobFailed() });
  const accumulators = new Accumulators();
  const computation = new TaskComputation({ runner, cost, faults, accumulators, bus, host: ports.host });
  const files = new SimulatedFileServer({ cost, messages, isLocal });
  const cluster = new SimulatedCluster({
    simulation,
    pool,
    runner,
    computation,
    cost,
    bus,
    messages,
    files,
    startsWarm: isLocal,
    seed,
    getter,
    driverTasks,
    limits,
    noRoomForResult: (bytes) => driver.outOfMemory("results", bytes),
    hosts,
    cutOff,
    faults,
  });

  const preferredLocations = (): PreferredLocations =>
    new PreferredLocations({
      mapOutputs,
      sizePrecision: precision,
      cachedOn: (rdd, partition) => dag.cachedOn(rdd, partition),
      hostOf: (executor) => pool.hostOf(executor),
      hostId: (host) => pool.hostId(host),
      reduceLocality: storage !== "remote" && conf.getBoolean("spark.shuffle.reduceLocality.enabled"),
    });

  // The schedulers: jobs to stages, stages to tasks, tasks to slots.
  const dag: DAGScheduler = new DAGScheduler({
    conf: dagSchedulerConf(conf),
    mapOutputs,
    bus,
    messages,
    now: () => simulation.now,
    blockExecutors: (rdd, partition) => blocks.executorsOf(rdd, partition),
    preferredLocations,
    submitTasks: (taskSet) => cluster.submitAfter(cost.stageSubmitMs, taskSet),
    cancelTasks: (stageId, reason, interrupt) => {
      cluster.cancelSubmitted(stageId, reason);
      scheduler.cancelTasks(stageId, reason, interrupt);
    },
    resubmitAfter: (delayMs) => simulation.after(delayMs, resubmit),
    executorLost: (executor) => blocks.removeExecutor(executor),
    isDecommissioned: (executor) => lifecycle.isDecommissioned(executor),
    hostNameOf: (executor) => pool.executors[executor]!.host,
    barrier: {
      isDynamicAllocationEnabled: isDynamic,
      maxConcurrentTasks: () => pool.totalSlots,
    },
    resubmitJobAfter: (delayMs, jobId) => simulation.after(delayMs, resubmitJob, jobId),
    accumulables: (stage) => accumulators.takeStage(stage.id),
  });
  const resubmit = simulation.register(() => dag.resubmitFailedStages());
  const resubmitJob = simulation.register((jobId) => dag.resubmitJob(jobId));
  const results = new TaskResults({
    dag,
    shuffles,
    pool,
    isRemote: storage === "remote",
    holders: decommission.movesShuffles ? holders : undefined,
    resubmitted: (row) => {
      cluster.markResubmitted(row);
      allocation?.taskResubmitted(cluster.tasks, row);
    },
  });
  const pools = allocationFile(conf, {
    readFile: (path) => readTextFile(ports.files, path),
    warn: (text) => ports.host.print(text),
  });
  const scheduler: TaskScheduler = new TaskScheduler({
    backend: cluster,
    listener: results,
    conf: taskSchedulerConf(conf, isLocal, pools),
    seed,
    bus,
    outputMoved: ({ stage, partitions }, index, executor) =>
      stage.kind === "ShuffleMapTask" &&
      (mapOutputs.statuses(stage.shuffle)[partitions[index]!]?.executorId ?? executor) !== executor,
  });
  cluster.scheduler = scheduler;
  cluster.listener = results;
  const lifecycle: ExecutorLifecycle = new ExecutorLifecycle({
    simulation,
    cutOffSince: (executor) => cutOff.sinceMs(executor),
    cluster,
    pool,
    bus,
    messages,
    dag,
    scheduler,
    mapOutputs,
    cost,
    shuffleStorage: storage,
    shuffleServers,
    decommission,
    migration: new BlockMigration({
      conf: decommission,
      pool,
      blocks,
      holders,
      mapOutputs,
      cost,
      shuffleArrived: (executor, shuffle) => allocation?.shuffleArrived(executor, shuffle),
    }),
    hostLoss: (host) => manager.hostLost(host),
    exitLoss: (executor, code) => manager.exited(executor, code),
    executorStarted: () => {
      manager.failures.started();
      clusterFaults.network.followDriver();
    },
    executorLost: (loss) => {
      const end = manager.failures.lost(loss, simulation.now, pool.length > 0);
      if (end !== undefined) driver.givenUp(end, loss);
    },
    supply: () => supply,
  });
  cluster.onExecutorExit = (id, code) => {
    const executor = pool.executors[id]!;
    // A local master's executor is the driver.
    if (isLocal) driver.exited(code);
    lifecycle.lose(id, manager.overuse(executor, memory.physicalBytes(id)) ?? manager.exited(executor, code));
  };
  cluster.onKillExecutor = (executor, reason) => {
    // A local master's backend ends no executors.
    if (!isLocal) lifecycle.killExcluded(executor, reason);
  };
  const supply = new ExecutorSupply({ manager, pool, arrivals: lifecycle, now: () => simulation.now, messages });
  const allocation = isDynamic
    ? new DynamicAllocation({
        simulation,
        bus,
        conf,
        initialExecutors: initialExecutors(conf),
        supply,
        lifecycle,
        blocks,
        scheduler,
      })
    : undefined;
  supply.start(allocation?.target);
  lifecycle.noteInitial();

  // The driver's side: who submits jobs, and the entry to RDDs.
  const jobs: SimulatedJobRunner = new SimulatedJobRunner({
    simulation,
    dag,
    blocks,
    mapOutputs,
    sizePrecision: precision,
    cost,
    getter,
    noRoomForRows: (bytes) => driver.outOfMemory("rows", bytes),
  });
  const driver: DriverProcess = new DriverProcess({
    simulation,
    bus,
    messages,
    memory: driverMemory,
    isInCluster: conf.get("spark.submit.deployMode") === "cluster",
    jobs: () => jobs,
    aliveExecutors: () => pool.aliveExecutors(),
    executorLost: (executor, loss) => cluster.executorLost(executor, loss),
    print: (text) => ports.host.print(text),
  });
  const faultDesk = new FaultDesk(simulation, bus);
  const clusterFaults: ClusterFaults = new ClusterFaults({
    desk: faultDesk,
    simulation,
    pool,
    hosts,
    network,
    cutOff,
    lifecycle,
    blocks,
    tasks: faults,
    heartbeats: new HeartbeatReceiver({ simulation, lifecycle, messages, seed, ...heartbeats }),
    localMaster: isLocal ? conf.get("spark.master") : undefined,
    mayGrow: conf.getBoolean("spark.dynamicAllocation.enabled"),
    arriving: () => supply.arriving,
    driver,
  });
  const actions = new ActionTracker(observer);
  const rddContext = new RDDContext();
  rddContext.partitionHosts = () => {
    const preferred = preferredLocations();
    return (rdd, partition) => preferred.of(rdd, partition).map(({ host }) => pool.hosts[host]!);
  };
  const broadcasts = new DriverBroadcasts({
    simulation,
    memory: driverMemory,
    cost,
    store: broadcastStore,
    noRoom: (bytes) => driver.outOfMemory("broadcasts", bytes),
  });
  bus.add(broadcasts);
  const properties = new LocalProperties();
  const labelled = new LabellingJobRunner(jobs, properties);
  bus.add(labelled);
  const sc = new SparkContext({
    conf,
    ports,
    files,
    jobs: labelled,
    properties,
    cancel: {
      jobs: (belongs, reason) => jobs.cancelJobs(belongs, reason),
      futureJobsOf: (group) => dag.refuseGroup(group),
      job: (jobId, reason) => dag.cancelJob(jobId, reason),
      stage: (stageId, reason) => dag.cancelStage(stageId, reason),
      all: (reason) => jobs.cancelAll(reason),
    },
    stop: () => driver.stop(),
    assertNotStopped: () => jobs.assertNotStopped(),
    broadcasts,
    rddContext,
    totalCores: () => pool.alive().reduce((sum, executor) => sum + executor.cores, 0),
    isLocal,
    clusterShape: () => clusterShape(pool.alive()),
    dropBlocks: (rdd) => {
      blocks.remove(rdd);
      bus.post("onUnpersistRDD", { rddId: rdd.id });
    },
    storageInfo: (rdd) => blocks.storageInfo(rdd),
    track: (callSite, action) => actions.track(callSite, action),
  });

  for (const note of serveConfigured(files, ports.files, conf)) ports.host.print(note);

  // The way of a query: analyzer, optimizer, planner, lineage.
  const queries = new LocalQueryRunner({
    rdds: rddContext,
    jobs: labelled,
    files: ports.files,
    driver: broadcasts,
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
    driver,
    driverMemory,
    queries,
    operations: new SessionOperations({
      properties,
      labelled,
      cancelJobs: (belongs, reason) => jobs.cancelJobs(belongs, reason),
    }),
    actions,
    simulation,
    cluster,
    manager,
    pool,
    dag,
    bus,
    store,
    faultDesk,
    clusterFaults,
    lifecycle,
    rddContext,
    cost,
  };
}
