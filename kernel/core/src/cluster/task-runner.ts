import type { Bytes, Millis } from "../base/brand.js";
import { mapStatusBytes } from "../base/map-status-bytes.js";
import { isStackOverflow, lineageTooDeep } from "../errors/index.js";
import type { BroadcastData } from "../rdd/broadcast-data.js";
import type { ShuffleDependency } from "../rdd/dependency.js";
import { narrowDepth } from "../rdd/narrow-depth.js";
import type { RDDLineage } from "../rdd/rdd-lineage.js";
import { type ShuffleBlock, writeShuffle } from "../rdd/shuffle-write.js";
import { enterTask, leaveTask, type TaskContext, TaskInterrupted, TaskMetrics } from "../rdd/task-context.js";
import { OBJECT_FACTOR, sampledBytes, type TaskMemory } from "../rdd/task-memory.js";
import type { Stage } from "../scheduler/dag/stage.js";
import type { MapStatuses } from "../scheduler/map-output-tracker.js";
import { BatchedRows } from "../types/batched-rows.js";
import type { InternalRow } from "../types/data-type.js";
import type { VectorBatch } from "../types/vector-batch.js";
import type { BlockStore } from "./block-store.js";
import type { BroadcastStore } from "./broadcast-store.js";
import { RESULT_BASE_BYTES } from "./cost-model.js";
import type { ExecutorMemory } from "./executor-memory.js";
import type { FetchLimits } from "./fetch-limits.js";
import { ManagedTaskMemory } from "./managed-task-memory.js";
import type { MapStatusCache } from "./map-status-cache.js";
import type { NetworkDistance } from "./network-distance.js";
import { blocksBetween, type OutputGroup, OutputGroups, rowsOfGroups } from "./output-groups.js";
import { ShuffleFetch } from "./shuffle-fetch.js";
import type { ShuffleServers } from "./shuffle-servers.js";
import { countFetched, countTaken, countWritten, fetchedSoFar } from "./shuffle-sql-metrics.js";
import type { ShuffleStore } from "./shuffle-store.js";
import { chargeShuffleWrite, type ShuffleWriteConf } from "./shuffle-write-memory.js";
import { ExecutorExit, FetchFailedError } from "./task-failures.js";

/** Blocks of a shuffle: reducers and maps, ends not included. */
interface BlocksToRead {
  readonly shuffle: ShuffleDependency<unknown>;
  readonly start: number;
  readonly end: number;
  readonly startMap: number;
  readonly endMap: number;
}

export interface TaskRunnerOptions {
  readonly blocks: BlockStore;
  readonly distance: NetworkDistance;
  readonly shuffles: ShuffleStore;
  readonly mapStatuses: MapStatusCache;
  /** Who can fetch the shuffle files that an executor wrote. */
  readonly shuffleServers: ShuffleServers;
  readonly memory: ExecutorMemory;
  readonly broadcasts: BroadcastStore;
  readonly shuffleWrite: ShuffleWriteConf;
  readonly fetchLimits: FetchLimits;
  /** Above this many reducers a map status has no size of its own for each: `spark.shuffle.minNumPartitionsToHighlyCompress` (F3). */
  readonly averagedAbove: number;
  /** Whether files of an executor are read by another from their disk. */
  readonly isHostLocal: (writer: number, reader: number) => boolean;
  /** Whether the user wants what runs to stop. */
  readonly interrupt: { readonly isWanted: boolean };
}

/**
 * Runs one task attempt for real: computes the partition, writes the shuffle or the result, and counts what it did. It is the
 * context of the running task at the same time, reused from task to task.
 */
export class TaskRunner implements TaskContext {
  partitionId = 0;
  stageId = 0;
  stageAttemptNumber = 0;
  attemptNumber = 0;
  taskAttemptId = 0;
  executorId = 0;
  host = "";
  launchMs: Millis = 0;
  /** Tasks of its stage attempt: those that may run beside it. */
  stageTasks = 1;
  /** The map outputs that the task's set knew of (B11). */
  epoch = 0;
  readonly metrics: TaskMetrics = new TaskMetrics();
  readonly memory: TaskMemory;
  private readonly options: TaskRunnerOptions;
  private readonly outputGroups: OutputGroups = new OutputGroups();
  private failure: { readonly error: unknown } | undefined;

  constructor(options: TaskRunnerOptions) {
    this.options = options;
    this.memory = new ManagedTaskMemory(options.memory, this);
  }

  /** Runs task `index` of a stage; its result is a MapOutput for a map stage, the function's value for a result stage. */
  run(stage: Stage, index: number): unknown {
    this.failure = undefined;
    const outer = enterTask(this);
    try {
      const result = this.compute(stage, index);
      if (this.failure === undefined) return result;
    } catch (error) {
      // A loop of the user's own may be the first to notice an interrupt: the jobs are to be cancelled then, not the task tried again.
      if (this.options.interrupt.isWanted) this.failWith(new TaskInterrupted());
      // What was noted first is the cause: an action inside a task, whose promise the function then returned.
      this.failWith(isStackOverflow(error) ? (lineageTooDeep(narrowDepth(stage.rdd)) ?? error) : error);
    } finally {
      leaveTask(outer);
      const { metrics, options } = this;
      // Blocks that did not fit into memory, and those that this task had evicted.
      const written = options.blocks.takeWritten();
      if (written > 0) metrics.charge("diskBytes", written);
      metrics.cachedBlocksEvicted += options.blocks.takeEvictions();
      metrics.gcPressure = options.memory.gcPressure(this.executorId, metrics.peakMemoryBytes, this.stageTasks);
    }
    throw this.failure!.error;
  }

  /** An attempt has ended in virtual time: the execution memory that it held is free. */
  taskEnded(taskId: number): void {
    this.options.memory.taskEnded(taskId);
  }

  private compute(stage: Stage, index: number): unknown {
    if (stage.kind === "ShuffleMapTask") {
      this.partitionId = index;
      const output = writeShuffle(stage.shuffle, stage.rdd.iterator(index, this), this);
      chargeShuffleWrite(stage.shuffle, output, this, this.options.shuffleWrite);
      // What travels to the driver is where the blocks are and how large, never their rows (F3).
      this.metrics.resultBytes =
        RESULT_BASE_BYTES + mapStatusBytes(stage.shuffle.numPartitions, this.options.averagedAbove);
      countWritten(stage.shuffle, output, this.metrics);
      return output;
    }
    const { request, partitions } = stage.job;
    const partition = partitions[index]!;
    this.partitionId = partition;
    const result = request.task(stage.rdd.iterator(partition, this), this);
    // Modelled rows have said what they weigh when they were computed.
    this.metrics.resultBytes += RESULT_BASE_BYTES;
    if (request.resultBytes !== undefined) this.metrics.resultBytes += request.resultBytes(result);
    return result;
  }

  checkInterrupted(): void {
    if (this.options.interrupt.isWanted) throw new TaskInterrupted();
  }

  failWith(error: unknown): void {
    this.failure ??= { error };
  }

  readBroadcast(data: BroadcastData): void {
    const waitMs = this.options.broadcasts.waitMs(data, this.executorId, this.launchMs);
    if (waitMs > 0) this.metrics.charge("broadcastMs", waitMs);
  }

  exitExecutor(code: number): never {
    const exit = new ExecutorExit(code);
    this.failWith(exit);
    throw exit;
  }

  readShuffle(
    shuffle: ShuffleDependency<unknown>,
    start: number,
    end: number,
    startMap = 0,
    endMap: number = Number.POSITIVE_INFINITY,
  ): Iterable<unknown> {
    const read = { shuffle, start, end, startMap, endMap };
    // Missing outputs are noticed at once, whether or not the records are taken.
    const statuses = this.fetchStatuses(read);
    const groups = this.outputGroups.of(statuses, startMap, endMap);
    if (groups.length > 0) return this.readModelled(read, groups);
    const fetch = (): Iterable<ShuffleBlock> => this.fetchBlocks(read, statuses);
    if (!("writeAll" in shuffle.write)) return recordsOf(fetch());
    const { metrics } = this;
    return new BatchedRows(
      () => countTaken(batchesOfBlocks(fetch()), ({ numRows }) => numRows, shuffle, metrics),
      () => countTaken(recordsOf(fetch()) as Iterable<InternalRow>, () => 1, shuffle, metrics),
    );
  }

  /** Where the map outputs are, as far as the executor knows. */
  private fetchStatuses({ shuffle, start, startMap, endMap }: BlocksToRead): MapStatuses {
    const { mapStatuses } = this.options;
    const { statuses, incomplete } = mapStatuses.statuses(this.executorId, this.epoch, shuffle);
    if (incomplete && statuses.slice(startMap, endMap).includes(undefined)) {
      mapStatuses.forget(this.executorId);
      const { shuffleId } = shuffle;
      const what = `Missing an output location for shuffle ${shuffleId} partition ${start}`;
      throw this.fetchFailed(shuffleId, -1, -1, what);
    }
    return statuses;
  }

  /** The blocks. Bytes are counted as the fetch begins, records when the last is taken (N2). */
  private *fetchBlocks(
    { shuffle, start, end, startMap, endMap }: BlocksToRead,
    statuses: MapStatuses,
  ): Iterable<ShuffleBlock> {
    const { metrics } = this;
    const { shuffles, fetchLimits } = this.options;
    const fetch = new ShuffleFetch(fetchLimits, end - start > 1 && "writeAll" in shuffle.write);
    const blocks: ShuffleBlock[] = [];
    const before = fetchedSoFar(metrics);
    let records = 0;
    let waitedMs = 0;
    for (let reducer = start; reducer < end; reducer++) {
      for (const { mapIndex, block } of shuffles.blocksOf(shuffle, reducer)) {
        if (mapIndex < startMap || mapIndex >= endMap) continue;
        blocks.push(block);
        records += block.numRecords;
        const { executorId, host } = statuses[mapIndex]!;
        if (this.isOnDisk(executorId)) {
          metrics.shuffleLocalBytes += block.bytes;
          fetch.addLocal(mapIndex);
        } else {
          waitedMs = Math.max(waitedMs, this.reachMs(executorId, host, shuffle, mapIndex));
          metrics.shuffleRemoteBytes += block.bytes;
          fetch.addRemote(executorId, mapIndex, block.bytes);
        }
      }
    }
    metrics.charge("ms", waitedMs);
    this.memory.holdOffHeap(fetch.finish(metrics));
    countFetched(shuffle, metrics, before);
    yield* blocks;
    metrics.shuffleReadRecords += records;
  }

  /** Whether the task reads an executor's files itself: its own, and where Spark is told so those of others on its host (F5). */
  private isOnDisk(executor: number): boolean {
    if (executor === this.executorId) return true;
    const { isHostLocal, shuffleServers } = this.options;
    return isHostLocal(executor, this.executorId) && shuffleServers.serves(executor, this.executorId);
  }

  /** How long it takes until another executor's files can be fetched: not at all, mostly. @throws FetchFailed when they cannot */
  private reachMs(
    executorId: number,
    host: string,
    { shuffleId }: ShuffleDependency<unknown>,
    mapIndex: number,
  ): Millis {
    const { shuffleServers } = this.options;
    if (shuffleServers.serves(executorId, this.executorId)) return 0;
    const waitMs = shuffleServers.waitMs(executorId, this.executorId, this.launchMs);
    if (waitMs !== undefined) return waitMs;
    this.metrics.charge("ms", shuffleServers.triedMs(executorId));
    throw this.fetchFailed(shuffleId, mapIndex, executorId, `Failed to connect to ${host}`);
  }

  /** The same for modelled blocks, of which only how many and how large they are is known. */
  private readModelled({ shuffle, start, end }: BlocksToRead, groups: readonly OutputGroup[]): Iterable<unknown> {
    const { metrics } = this;
    const fetch = new ShuffleFetch(this.options.fetchLimits, end - start > 1);
    const before = fetchedSoFar(metrics);
    let records = 0;
    let waitedMs = 0;
    for (const { output, executorId, host, mapIndex, times } of groups) {
      for (const block of blocksBetween(output, start, end)) {
        records += block.numRecords * times;
        if (this.isOnDisk(executorId)) {
          metrics.shuffleLocalBytes += block.bytes * times;
          fetch.addLocal(mapIndex, times);
        } else {
          waitedMs = Math.max(waitedMs, this.reachMs(executorId, host, shuffle, mapIndex));
          metrics.shuffleRemoteBytes += block.bytes * times;
          fetch.addRemote(executorId, mapIndex, block.bytes, times);
        }
      }
    }
    metrics.charge("ms", waitedMs);
    this.memory.holdOffHeap(fetch.finish(metrics));
    countFetched(shuffle, metrics, before);
    metrics.shuffleReadRecords += Math.round(records);
    if (shuffle.metrics !== undefined) metrics.count(shuffle.metrics.recordsRead, Math.round(records));
    return rowsOfGroups(groups, start, end);
  }

  /** The task has failed even if its function catches this: Spark marks it, too. */
  private fetchFailed(shuffleId: number, mapIndex: number, executor: number, what: string): FetchFailedError {
    const error = new FetchFailedError(shuffleId, mapIndex, executor, what);
    this.failWith(error);
    return error;
  }

  readFrom(hosts: readonly string[], bytes: Bytes): void {
    const distance = this.options.distance.toHosts(hosts, this.executorId);
    if (distance > 0) this.metrics.charge("networkBytes", bytes * distance);
  }

  getOrCompute<T>(rdd: RDDLineage<T>, partition: number, compute: () => Iterable<T>): Iterable<T> {
    const { blocks, shuffleServers } = this.options;
    const { metrics } = this;
    const found = blocks.read(rdd, partition, this.executorId);
    if (found !== undefined) {
      const { elements, inputBytes, diskBytes, networkBytes, holder } = found;
      metrics.cachedBlocksRead++;
      metrics.inputRecords += elements.length;
      metrics.inputBytes += inputBytes;
      metrics.charge("cacheReadRows", elements.length);
      if (diskBytes > 0) metrics.charge("diskBytes", diskBytes);
      if (networkBytes > 0)
        metrics.charge("networkBytes", networkBytes * this.options.distance.toExecutor(holder, this.executorId));
      return elements as readonly T[];
    }
    // Where it lies on executors that are not reached, each was tried in vain.
    for (const holder of blocks.executorsOf(rdd, partition)) metrics.charge("ms", shuffleServers.triedMs(holder));
    const elements = [...compute()];
    metrics.cachedBlocksComputed++;
    if (blocks.wasComputed(rdd, partition)) metrics.cachedBlocksRecomputed++;
    const diskBytes = rdd.blockBytes?.(partition) ?? sampledBytes(elements, elements.length);
    // Objects as they are, or serialized where the storage level says so; batches of columns are as compact as on disk (E7).
    const factor = rdd.storageLevel.deserialized && rdd.blockBytes === undefined ? OBJECT_FACTOR : 1;
    const { executorId: executor } = this;
    const sent = blocks.put(rdd, partition, { executor, elements, bytes: diskBytes * factor, diskBytes });
    if (sent > 0) metrics.charge("networkBytes", sent);
    return elements;
  }
}

function* recordsOf(blocks: Iterable<ShuffleBlock>): Iterable<unknown> {
  for (const { records } of blocks) yield* records;
}

function* batchesOfBlocks(blocks: Iterable<ShuffleBlock>): Iterable<VectorBatch> {
  for (const { records } of blocks) if (records instanceof BatchedRows) yield* records.batches();
}
