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
  /** One round trip for the first remote block of a task. */
  readonly remoteFetchMs: number;
  /** Loading classes and closures: for the first task on an executor, then for every other. */
  readonly firstDeserializeMs: number;
  readonly deserializeMs: number;
  readonly resultSerializeMsPerByte: number;
  /** From the driver's decision to the task's first instruction, and from its last to the driver's knowledge. */
  readonly launchMs: number;
  readonly reportMs: number;
  /** Share of compute time that garbage collection adds at low heap occupancy. */
  readonly gcShare: number;
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
    ms: 1,
  },
  shuffleWriteMsPerByte: perSecond(150 * MB),
  localReadMsPerByte: perSecond(400 * MB),
  remoteReadMsPerByte: perSecond(880 * MB),
  remoteFetchMs: 1,
  firstDeserializeMs: 300,
  deserializeMs: 3,
  resultSerializeMsPerByte: perSecond(200 * MB),
  launchMs: 1,
  reportMs: 1,
  gcShare: 0.02,
  queryPlanningMs: 100,
  jobSubmitMs: 10,
  stageSubmitMs: 10,
};

/** Bytes of a task result that carries next to nothing (K: 950–2,500 B). */
export const RESULT_BASE_BYTES = 1200;

/** A task's time by phase, in milliseconds; reused, so that pricing a task allocates nothing. */
export interface TaskTimes {
  deserializeMs: number;
  runMs: number;
  fetchWaitMs: number;
  shuffleWriteMs: number;
  gcMs: number;
  resultSerializeMs: number;
}

/** Prices what a task did; deserialization is the executor's to know. `runMs` includes fetch wait, garbage collection and shuffle write, as Spark's executorRunTime does. */
export function priceTask(model: CostModel, metrics: TaskMetrics, times: TaskTimes): void {
  let compute = 0;
  for (let i = 0; i < WORK_KINDS.length; i++) compute += metrics.work[i]! * model.work[WORK_KINDS[i]!];
  const asleep = metrics.work[WORK_KINDS.length - 1]!;
  times.fetchWaitMs =
    metrics.shuffleLocalBytes * model.localReadMsPerByte +
    metrics.shuffleRemoteBytes * model.remoteReadMsPerByte +
    (metrics.shuffleRemoteBytes > 0 ? model.remoteFetchMs : 0);
  times.shuffleWriteMs = metrics.shuffleWriteBytes * model.shuffleWriteMsPerByte;
  times.gcMs = (compute - asleep) * model.gcShare;
  times.runMs = times.fetchWaitMs + compute + times.gcMs + times.shuffleWriteMs;
  times.resultSerializeMs = metrics.resultBytes * model.resultSerializeMsPerByte;
}
