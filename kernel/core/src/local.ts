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
import { type CostModel, DEFAULT_COST_MODEL } from "./cluster/cost-model.js";
import { ExecutorPool } from "./cluster/executor-pool.js";
import { ShuffleStore } from "./cluster/shuffle-store.js";
import { TaskRunner } from "./cluster/task-runner.js";
import type { RuntimeConfig } from "./conf/runtime-config.js";
import { LabellingJobRunner, LocalProperties } from "./dsl/local-properties.js";
import { SparkContext } from "./dsl/spark-context.js";
import { ListenerBus } from "./events/listener-bus.js";
import { RunStore } from "./events/run-store.js";
import type { Ports } from "./ports.js";
import { LocalQueryRunner } from "./query/index.js";
import { RDDContext } from "./rdd/rdd-context.js";
import { DAGScheduler } from "./scheduler/dag/dag-scheduler.js";
import { MapOutputTracker } from "./scheduler/map-output-tracker.js";
import { TaskScheduler } from "./scheduler/task/task-scheduler.js";
import { Accumulators } from "./sim/accumulators.js";
import { type ActionObserver, ActionTracker } from "./sim/action-tracker.js";
import { Interrupt } from "./sim/interrupt.js";
import { SimulatedCluster } from "./sim/simulated-cluster.js";
import { SimulatedJobRunner } from "./sim/simulated-job-runner.js";
import { Simulation } from "./sim/simulation.js";
import { TaskFaults } from "./sim/task-faults.js";
import { TaskResults } from "./sim/task-results.js";

/** Version of Spark that is simulated. */
export const SPARK_VERSION = "4.3.0";

/** A running application: its parts, wired. */
export interface LocalApplication {
  readonly sc: SparkContext;
  readonly jobs: SimulatedJobRunner;
  readonly queries: QueryRunner;
  readonly actions: ActionTracker;
  readonly simulation: Simulation;
  readonly cluster: SimulatedCluster;
  readonly pool: ExecutorPool;
  readonly dag: DAGScheduler;
  readonly bus: ListenerBus;
  readonly store: RunStore;
  readonly faults: TaskFaults;
  readonly rddContext: RDDContext;
  readonly cost: CostModel;
}

/** Spark's own rule: a local master does not retry tasks (C7). */
const LOCAL_MAX_FAILURES = 1;

/** Builds an application of the simulated cluster that `conf` describes. */
export function createApplication(ports: Ports, conf: RuntimeConfig, observer: ActionObserver): LocalApplication {
  const cost = DEFAULT_COST_MODEL;
  const bus = new ListenerBus();
  const store = new RunStore();
  bus.add(store);

  // The cluster: executors with slots, the blocks and shuffle files on them, and what a task is.
  const pool = new ExecutorPool(conf);
  const blocks = new BlockStore();
  const shuffles = new ShuffleStore();
  const mapOutputs = new MapOutputTracker();
  const interrupt = new Interrupt(ports.host);
  const runner = new TaskRunner(blocks, shuffles, mapOutputs, interrupt);

  // The clock, and the cluster on it.
  const simulation: Simulation = new Simulation({
    breathe: () => ports.host.breathe(),
    poll: () => {
      if (interrupt.take()) jobs.cancelAll("because the cell was interrupted");
    },
  });
  const faults = new TaskFaults();
  bus.add({ onJobEnd: ({ failure }) => failure !== undefined && faults.jobFailed() });
  const accumulators = new Accumulators();
  const cluster = new SimulatedCluster({ simulation, pool, runner, cost, faults, accumulators, bus, host: ports.host });

  // The schedulers: jobs to stages, stages to tasks, tasks to slots.
  const dag: DAGScheduler = new DAGScheduler({
    mapOutputs,
    bus,
    now: () => simulation.now,
    blockExecutor: (rdd, partition) => blocks.get(rdd, partition)?.executor ?? -1,
    cacheLocation: (rdd, partition) => blocks.location(rdd, partition),
    submitTasks: (taskSet) => cluster.submitAfter(cost.stageSubmitMs, taskSet),
    cancelTasks: (stageId, reason) => {
      cluster.cancelSubmitted(stageId);
      scheduler.cancelTasks(stageId, reason);
    },
    accumulables: (stage) => accumulators.takeStage(stage.id),
  });
  const scheduler: TaskScheduler = new TaskScheduler({
    backend: cluster,
    listener: new TaskResults(dag, shuffles, pool),
    maxTaskFailures: pool.isLocal ? LOCAL_MAX_FAILURES : conf.getInt("spark.task.maxFailures"),
    seed: conf.getInt("spark.stageplay.seed"),
    describe: (row) => cluster.describeAttempt(row),
  });
  cluster.scheduler = scheduler;

  // The driver's side: who submits jobs, and the entry to RDDs.
  const jobs: SimulatedJobRunner = new SimulatedJobRunner({ simulation, dag, blocks, mapOutputs, cost });
  const actions = new ActionTracker(observer);
  const rddContext = new RDDContext();
  rddContext.locations = {
    cachedHost: (rdd, partition) => pool.hosts[dag.cachedOn(rdd, partition)],
    shuffleHosts: (shuffle, reducer) => mapOutputs.hostsOfReducer(shuffle, reducer),
  };
  const properties = new LocalProperties();
  const labelled = new LabellingJobRunner(jobs, properties);
  const sc = new SparkContext({
    conf,
    ports,
    jobs: labelled,
    properties,
    cancelJobGroup: (group, reason) => jobs.cancelGroup(group, reason),
    cancelJob: (jobId, reason) => dag.cancelJob(jobId, reason),
    cancelAllJobs: (reason) => jobs.cancelAll(reason),
    rddContext,
    totalCores: pool.totalCores,
    isLocal: pool.isLocal,
    clusterShape: String(pool),
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
  return { sc, jobs, queries, actions, simulation, cluster, pool, dag, bus, store, faults, rddContext, cost };
}
