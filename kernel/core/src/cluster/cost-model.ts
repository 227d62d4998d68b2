import { COST_CONSTANTS, costKey } from "../conf/entries/cost.js";
import type { RuntimeConfig } from "../conf/runtime-config.js";
import { type TaskMetrics, WORK_KINDS, type WorkKind } from "../rdd/task-context.js";

const MB = 1e6;
const perSecond = (amount: number): number => 1000 / amount;

/**
 * What work costs in virtual time. Every constant is modelled; the comments name its source in the semantics (K), which
 * suggests them for one core of a current server.
 */
export interface CostModel {
  /** Shown on the card under a cell. */
  readonly name: string;
  /** Milliseconds per unit of each kind of work. */
  readonly work: Readonly<Record<WorkKind, number>>;
  readonly shuffleWriteMsPerByte: number;
  readonly localReadMsPerByte: number;
  readonly remoteReadMsPerByte: number;
  /** One round trip of requests for remote blocks. */
  readonly remoteFetchMs: number;
  /** Loading classes and closures: for the first task on an executor, then for every other. */
  readonly firstDeserializeMs: number;
  readonly deserializeMs: number;
  readonly resultSerializeMsPerByte: number;
  /** Driver, fetching results that are too large for a status update (K: network 1–1.2 GB/s less 20%). */
  readonly resultFetchMsPerByte: number;
  /** Sending a task that carries data of the driver's; the driver sends one after another (K: network as above). */
  readonly taskSendMsPerByte: number;
  /** Reading what functions have captured, or tasks carry: Java's deserialization of objects, slower than that of rows (modelled). */
  readonly deserializeMsPerByte: number;
  /** A broadcast on its way from one machine to the next (K: network as above). */
  readonly broadcastMsPerByte: number;
  /** Reading a broadcast that has come: decompressed, and its objects made (modelled). */
  readonly broadcastReadMsPerByte: number;
  /** From the driver's file server: files and jars before an executor's first task (K: network 1–1.2 GB/s less 20%). */
  readonly fileFetchMsPerByte: number;
  /** From the driver's decision to the task's first instruction, and from its last to the driver's knowledge. */
  readonly launchMs: number;
  readonly reportMs: number;
  /** The first tasks of a stage on an executor fetch and read the stage's code, a broadcast (C12). */
  readonly stageBinaryMs: number;
  /** Driver, for each task: handling its status update, then serializing and sending the next one (K: 1–3 k tasks/s). */
  readonly statusUpdateMs: number;
  readonly taskDispatchMs: number;
  /** From the driver's wish to kill a task to its slot being free. */
  readonly killMs: number;
  /** From an executor's exit to the driver's knowledge (N4). */
  readonly executorLossMs: number;
  /** Until a fetch from an executor that is gone fails; until missing map outputs are noticed (N4). */
  readonly fetchFailureMs: number;
  readonly missingOutputMs: number;
  /** Until a replacement for a lost executor registers (N4). */
  readonly executorReplacementMs: number;
  /** By how much the time of an attempt varies, at most, up and down alike: real machines are never quite even. */
  readonly jitterMs: number;
  /** Share of compute time that garbage collection adds at low heap occupancy. */
  readonly gcShare: number;
  /**
   * Share of compute time that garbage collection adds for each task beyond five that fills the same heap: a collection stops all of them, and
   * more of them call for one. A model assumption; Spark says nothing about it.
   */
  readonly gcContention: number;
  /** Driver: planning a query, submitting a job, submitting a stage. */
  readonly queryPlanningMs: number;
  readonly jobSubmitMs: number;
  readonly stageSubmitMs: number;
}

/** Spark 4.x on one core of a current server (K, column "suggested model", middle of each range). */
export const DEFAULT_COST_MODEL: CostModel = {
  name: "spark-4.x server core",
  work: {
    parquetBytes: perSecond(115 * MB),
    csvBytes: perSecond(90 * MB),
    jsonBytes: perSecond(85 * MB),
    textBytes: perSecond(150 * MB),
    pipelineRows: perSecond(10e6),
    aggregateRows: perSecond(5e6),
    sortRows: perSecond(4.5e6),
    joinRows: perSecond(5e6),
    cacheReadRows: perSecond(20e6),
    parquetWriteBytes: perSecond(30 * MB),
    csvWriteBytes: perSecond(100 * MB),
    jsonWriteBytes: perSecond(150 * MB),
    textWriteBytes: perSecond(100 * MB),
    diskBytes: perSecond(150 * MB),
    networkBytes: perSecond(880 * MB),
    broadcastMs: 1,
    ms: 1,
  },
  shuffleWriteMsPerByte: perSecond(150 * MB),
  localReadMsPerByte: perSecond(400 * MB),
  remoteReadMsPerByte: perSecond(880 * MB),
  remoteFetchMs: 1,
  firstDeserializeMs: 300,
  deserializeMs: 3,
  resultSerializeMsPerByte: perSecond(200 * MB),
  resultFetchMsPerByte: perSecond(880 * MB),
  taskSendMsPerByte: perSecond(880 * MB),
  deserializeMsPerByte: perSecond(50 * MB),
  broadcastMsPerByte: perSecond(880 * MB),
  broadcastReadMsPerByte: perSecond(200 * MB),
  fileFetchMsPerByte: perSecond(880 * MB),
  launchMs: 1,
  reportMs: 1,
  stageBinaryMs: 10,
  statusUpdateMs: 0.25,
  taskDispatchMs: 0.25,
  killMs: 5,
  executorLossMs: 400,
  fetchFailureMs: 650,
  missingOutputMs: 100,
  executorReplacementMs: 4000,
  jitterMs: 0,
  gcShare: 0.02,
  gcContention: 0.02,
  queryPlanningMs: 100,
  jobSubmitMs: 10,
  stageSubmitMs: 10,
};

/** The model that `spark.stageplay.cost.…` settings make of the default: each replaces one constant. */
export function costModel(conf: RuntimeConfig): CostModel {
  const changed: Record<string, number> = {};
  for (const constant of COST_CONSTANTS) {
    const key = costKey(constant);
    if (conf.getOption(key) !== undefined) changed[constant] = conf.getDouble(key);
  }
  if (Object.keys(changed).length === 0) return DEFAULT_COST_MODEL;
  return { ...DEFAULT_COST_MODEL, ...changed, name: "spark-4.x, own constants" };
}

/** Bytes of a task result that carries next to nothing (K: 950–2,500 B). */
export const RESULT_BASE_BYTES = 1200;

/** A task's time by phase, in milliseconds. */
export interface TaskTimes {
  deserializeMs: number;
  runMs: number;
  fetchWaitMs: number;
  shuffleWriteMs: number;
  gcMs: number;
  resultSerializeMs: number;
}

/** Prices what tasks did by a cost model. Times are of the last task priced; reused, so that pricing a task allocates nothing. */
export class TaskPricer implements TaskTimes {
  deserializeMs = 0;
  runMs = 0;
  fetchWaitMs = 0;
  shuffleWriteMs = 0;
  gcMs = 0;
  resultSerializeMs = 0;
  /** Part of the run that the task slept on purpose. */
  asleepMs = 0;
  private readonly model: CostModel;
  private readonly rates: Float64Array;

  constructor(model: CostModel) {
    this.model = model;
    this.rates = Float64Array.from(WORK_KINDS, (kind) => model.work[kind]);
  }

  /**
   * Deserialization is the executor's to know. `runMs` includes fetch wait, garbage collection and shuffle write, as Spark's
   * executorRunTime does.
   */
  price(metrics: TaskMetrics): void {
    const { model, rates } = this;
    const { work } = metrics;
    let compute = 0;
    for (let i = 0; i < rates.length; i++) compute += work[i]! * rates[i]!;
    this.asleepMs = work[rates.length - 1]!;
    this.fetchWaitMs =
      metrics.shuffleLocalBytes * model.localReadMsPerByte +
      metrics.shuffleRemoteBytes * model.remoteReadMsPerByte +
      (metrics.shuffleRemoteBytes > 0 ? Math.max(1, metrics.fetchRounds) * model.remoteFetchMs : 0);
    this.shuffleWriteMs = metrics.shuffleWriteBytes * model.shuffleWriteMsPerByte;
    this.gcMs = (compute - this.asleepMs) * (model.gcShare + metrics.gcPressure);
    this.runMs = this.fetchWaitMs + compute + this.gcMs + this.shuffleWriteMs;
    this.resultSerializeMs = metrics.resultBytes * model.resultSerializeMsPerByte;
  }

  /** The disks are slower than the model says: what is read from and written to them takes at least this long a byte. */
  limitDisk(metrics: TaskMetrics, msPerByte: number): void {
    const writeMs = Math.max(0, metrics.shuffleWriteBytes * msPerByte - this.shuffleWriteMs);
    const otherBytes = metrics.inputBytes + metrics.outputBytes + metrics.shuffleLocalBytes + metrics.diskSpillBytes;
    this.shuffleWriteMs += writeMs;
    this.runMs += writeMs + otherBytes * msPerByte;
  }
}
