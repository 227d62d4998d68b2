import type { AccumulatorId, Bytes, Millis } from "../base/brand.js";
import type { AccumulatorV2 } from "./accumulator-v2.js";
import type { BroadcastData } from "./broadcast-data.js";
import type { ShuffleDependency } from "./dependency.js";
import type { RDDLineage } from "./rdd-lineage.js";
import type { TaskMemory } from "./task-memory.js";

/**
 * Kinds of work that the cost model prices, each in its own unit: `…Bytes` in bytes, `…Rows` in rows, `ms` in
 * milliseconds passed on purpose (`work("400ms")`).
 */
export const WORK_KINDS = [
  "parquetBytes",
  "csvBytes",
  "jsonBytes",
  "textBytes",
  "pipelineRows",
  "aggregateRows",
  "sortRows",
  "joinRows",
  "cacheReadRows",
  "parquetWriteBytes",
  "csvWriteBytes",
  "jsonWriteBytes",
  "textWriteBytes",
  "diskBytes",
  "networkBytes",
  "broadcastMs",
  "ms",
] as const;
export type WorkKind = (typeof WORK_KINDS)[number];
const WORK_INDEX = Object.fromEntries(WORK_KINDS.map((kind, index) => [kind, index])) as Record<WorkKind, number>;

/** What else has a price and may be an operator's: bytes of shuffles in the task's own columns, and rounds of requests for them. */
export const TRANSFER_KINDS = ["shuffleWriteBytes", "shuffleLocalBytes", "shuffleRemoteBytes", "fetchRounds"] as const;
/** Work that can be laid to an operator of a query. */
export type PricedKind = WorkKind | (typeof TRANSFER_KINDS)[number];
export const PRICED_KINDS: readonly PricedKind[] = [...WORK_KINDS, ...TRANSFER_KINDS];
const PRICED_INDEX = Object.fromEntries(PRICED_KINDS.map((kind, index) => [kind, index])) as Record<PricedKind, number>;

/** Operators that run as one, and the timing that their times together are: a generated function's duration (I7). */
export interface TimedTogether {
  readonly id: AccumulatorId;
  readonly members: readonly AccumulatorId[];
}

/** What one task attempt really did: counted while it computes, priced afterwards. One object is reused by many tasks. */
export class TaskMetrics {
  inputBytes = 0;
  inputRecords = 0;
  outputBytes = 0;
  outputRecords = 0;
  shuffleLocalBytes = 0;
  shuffleRemoteBytes = 0;
  shuffleReadRecords = 0;
  shuffleLocalBlocks = 0;
  shuffleRemoteBlocks = 0;
  /** Part of the remote bytes that were too large for memory (F4). */
  shuffleToDiskBytes = 0;
  /** Times that it waited for requests to be answered before it sent others. */
  fetchRounds = 0;
  shuffleWriteBytes = 0;
  shuffleWriteRecords = 0;
  memorySpillBytes = 0;
  diskSpillBytes = 0;
  peakMemoryBytes = 0;
  /** Blocks of persisted RDDs: found, computed, computed not for the first time, and evicted from memory for what this attempt needed. */
  cachedBlocksRead = 0;
  cachedBlocksComputed = 0;
  cachedBlocksRecomputed = 0;
  cachedBlocksEvicted = 0;
  /** Share of compute time that garbage collection adds because the heap is full (K); the cost model has the rest. */
  gcPressure = 0;
  resultBytes = 0;
  /** Amount of work by kind, in the order of {@link WORK_KINDS}. */
  readonly work: Float64Array = new Float64Array(WORK_KINDS.length);
  /** Updates to SQL metrics and accumulators; applied to the application when the attempt succeeds. */
  readonly accumulators: Map<AccumulatorId, number> = new Map();
  /** Operators' shares of the work, three numbers each: the metric of its time, the kind of work, the amount. */
  readonly shares: number[] = [];
  /** What ran as one in this attempt. */
  readonly together: Set<TimedTogether> = new Set();
  /** What the attempt added to the program's own accumulators; merged when it succeeds. */
  readonly accumulatorParts: Map<AccumulatorV2<never, unknown>, unknown> = new Map();

  charge(kind: WorkKind, amount: number): void {
    const index = WORK_INDEX[kind];
    this.work[index] = this.work[index]! + amount;
  }

  /** Work that an operator of a query does, which becomes time of its metric `id` when the attempt is priced. */
  chargeTo(id: AccumulatorId, kind: WorkKind, amount: number): void {
    this.charge(kind, amount);
    this.attribute(id, kind, amount);
  }

  /** Lays work that is charged elsewhere to an operator. */
  attribute(id: AccumulatorId, kind: PricedKind, amount: number): void {
    if (amount > 0) this.shares.push(id, PRICED_INDEX[kind], amount);
  }

  /** The work of a kind so far. */
  amount(kind: WorkKind): number {
    return this.work[WORK_INDEX[kind]]!;
  }

  /** Adds to a SQL metric. */
  count(id: AccumulatorId, amount: number): void {
    this.accumulators.set(id, (this.accumulators.get(id) ?? 0) + amount);
  }

  reset(): void {
    this.inputBytes = this.inputRecords = this.outputBytes = this.outputRecords = 0;
    this.shuffleLocalBytes = this.shuffleRemoteBytes = this.shuffleReadRecords = 0;
    this.cachedBlocksRead = this.cachedBlocksComputed = this.cachedBlocksRecomputed = this.cachedBlocksEvicted = 0;
    this.shuffleLocalBlocks = this.shuffleRemoteBlocks = this.shuffleToDiskBytes = this.fetchRounds = 0;
    this.shuffleWriteBytes = this.shuffleWriteRecords = 0;
    this.memorySpillBytes = this.diskSpillBytes = this.peakMemoryBytes = this.resultBytes = this.gcPressure = 0;
    this.work.fill(0);
    if (this.accumulators.size > 0) this.accumulators.clear();
    if (this.shares.length > 0) this.shares.length = 0;
    if (this.together.size > 0) this.together.clear();
    if (this.accumulatorParts.size > 0) this.accumulatorParts.clear();
  }
}

/**
 * What a running task knows and can ask for: its place, its metrics, and the blocks of its executor. Lineages compute
 * against this interface only; the cluster implements it.
 */
export interface TaskContext {
  readonly partitionId: number;
  readonly stageId: number;
  readonly stageAttemptNumber: number;
  readonly attemptNumber: number;
  readonly taskAttemptId: number;
  readonly executorId: number;
  readonly host: string;
  readonly metrics: TaskMetrics;
  /** Its executor's memory. */
  readonly memory: TaskMemory;
  /** Virtual time at which the attempt was launched. */
  readonly launchMs: Millis;
  /**
   * The records that the maps (all, or `startMap` … `endMap − 1`) wrote for reducers `start` … `end − 1` of a shuffle. Counts bytes at once and
   * records as they are taken, the way N2 says: a reader that stops early has counted nothing.
   * @throws FetchFailed when an output is gone.
   */
  readShuffle(
    shuffle: ShuffleDependency<unknown>,
    start: number,
    end: number,
    startMap?: number,
    endMap?: number,
  ): Iterable<unknown>;
  /** Bytes on the disks of machines are read: from the task's own, or over the network. */
  readFrom(hosts: readonly string[], bytes: Bytes): void;
  /** A partition of a persisted RDD: its block, or `compute()` stored as one. */
  getOrCompute<T>(rdd: RDDLineage<T>, partition: number, compute: () => Iterable<T>): Iterable<T>;
  /** A broadcast is read: the executor fetches it, unless it has it (E8). */
  readBroadcast(data: BroadcastData): void;
  /** Ends the executor's process on the spot, and all its tasks with it. */
  exitExecutor(code: number): never;
  /** Stops the attempt when the user has asked to interrupt; for loops over rows, see {@link pollEvery}. @throws TaskInterrupted */
  checkInterrupted(): void;
  /** Fails the attempt once its function has returned: for what happens in it and cannot throw. The first error counts. */
  failWith(error: unknown): void;
}

/** Stops a task whose user wants to interrupt; its jobs are cancelled next. */
export class TaskInterrupted extends Error {
  override readonly name = "TaskInterrupted";
}

const POLL_MASK = 0xff;

/** Polls for an interrupt once in 256 rows: what every long loop over rows calls with its count. @throws TaskInterrupted */
export function pollEvery(count: number, context: TaskContext): void {
  if ((count & POLL_MASK) === 0) context.checkInterrupted();
}

/** Virtual milliseconds as a number or as Spark writes durations: `"400ms"`, `"2s"`, `"1.5min"`. */
export type Duration = number | string;

/** An estimate of the bytes that a value takes when it is serialized. */
export type SizeOf<T> = (value: T) => Bytes;

let current: TaskContext | undefined;

/** The context of the task that runs now; undefined on the driver. */
export function currentTask(): TaskContext | undefined {
  return current;
}

/** From now on {@link currentTask} is this context. @returns what it was before, for {@link leaveTask}. */
export function enterTask(context: TaskContext): TaskContext | undefined {
  const outer = current;
  current = context;
  return outer;
}

export function leaveTask(outer: TaskContext | undefined): void {
  current = outer;
}
