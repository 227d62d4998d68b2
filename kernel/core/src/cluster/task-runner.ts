import type { Millis } from "../base/brand.js";
import type { ShuffleDependency } from "../rdd/dependency.js";
import type { RDDLineage } from "../rdd/rdd-lineage.js";
import { writeShuffle } from "../rdd/shuffle-write.js";
import { enterTask, leaveTask, type TaskContext, TaskMetrics } from "../rdd/task-context.js";
import { OBJECT_FACTOR, sampledBytes, type TaskMemory } from "../rdd/task-memory.js";
import type { Stage } from "../scheduler/dag/stage.js";
import type { MapStatuses } from "../scheduler/map-output-tracker.js";
import type { BlockStore } from "./block-store.js";
import { RESULT_BASE_BYTES } from "./cost-model.js";
import type { ExecutorMemory } from "./executor-memory.js";
import { ManagedTaskMemory } from "./managed-task-memory.js";
import type { MapStatusCache } from "./map-status-cache.js";
import type { ShuffleStore, StoredBlock } from "./shuffle-store.js";
import { ExecutorExit, FetchFailedError } from "./task-failures.js";

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
  private readonly blocks: BlockStore;
  private readonly executorMemory: ExecutorMemory;
  private readonly shuffles: ShuffleStore;
  private readonly mapStatuses: MapStatusCache;
  private readonly servesShuffle: (executor: number) => boolean;
  private failure: { readonly error: unknown } | undefined;

  /** @param servesShuffle whether the shuffle files that an executor wrote can be fetched. */
  constructor(
    blocks: BlockStore,
    shuffles: ShuffleStore,
    mapStatuses: MapStatusCache,
    servesShuffle: (executor: number) => boolean,
    executorMemory: ExecutorMemory,
  ) {
    this.blocks = blocks;
    this.executorMemory = executorMemory;
    this.memory = new ManagedTaskMemory(executorMemory, this);
    this.shuffles = shuffles;
    this.mapStatuses = mapStatuses;
    this.servesShuffle = servesShuffle;
  }

  /** Runs task `index` of a stage; its result is a MapOutput for a map stage, the function's value for a result stage. */
  run(stage: Stage, index: number): unknown {
    this.failure = undefined;
    const outer = enterTask(this);
    try {
      const result = this.compute(stage, index);
      if (this.failure === undefined) return result;
    } catch (error) {
      this.failWith(error);
    } finally {
      leaveTask(outer);
      this.metrics.gcPressure = this.executorMemory.gcPressure(this.executorId);
    }
    throw this.failure!.error;
  }

  /** An attempt has ended in virtual time: the execution memory that it held is free. */
  taskEnded(taskId: number): void {
    this.executorMemory.taskEnded(taskId);
  }

  private compute(stage: Stage, index: number): unknown {
    if (stage.kind === "ShuffleMapTask") {
      this.partitionId = index;
      return writeShuffle(stage.shuffle, stage.rdd.iterator(index, this), this);
    }
    const { request, partitions } = stage.job;
    const partition = partitions[index]!;
    this.partitionId = partition;
    const result = request.task(stage.rdd.iterator(partition, this), this);
    this.metrics.resultBytes =
      request.resultBytes === undefined ? RESULT_BASE_BYTES : RESULT_BASE_BYTES + request.resultBytes(result);
    return result;
  }

  failWith(error: unknown): void {
    this.failure ??= { error };
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
    const { shuffleId } = shuffle;
    const { statuses, incomplete } = this.mapStatuses.statuses(this.executorId, this.epoch, shuffleId);
    if (incomplete && statuses.slice(startMap, endMap).includes(undefined)) {
      this.mapStatuses.forget(this.executorId);
      throw this.fetchFailed(
        shuffleId,
        -1,
        -1,
        `Missing an output location for shuffle ${shuffleId} partition ${start}`,
      );
    }
    const blocks: StoredBlock[] = [];
    for (let reducer = start; reducer < end; reducer++) {
      for (const block of this.shuffles.blocksOf(shuffleId, reducer)) {
        if (block.mapIndex >= startMap && block.mapIndex < endMap) blocks.push(block);
      }
    }
    return this.fetch(shuffleId, blocks, statuses);
  }

  /** The records of the blocks. Bytes are counted as the fetch begins, records when the last is taken (N2). */
  private *fetch(shuffleId: number, blocks: readonly StoredBlock[], statuses: MapStatuses): Iterable<unknown> {
    const { metrics } = this;
    for (const { mapIndex, bytes } of blocks) {
      const { executorId, host } = statuses[mapIndex]!;
      if (executorId === this.executorId) metrics.shuffleLocalBytes += bytes;
      else if (this.servesShuffle(executorId)) metrics.shuffleRemoteBytes += bytes;
      else throw this.fetchFailed(shuffleId, mapIndex, executorId, `Failed to connect to ${host}`);
    }
    let read = 0;
    for (const { records } of blocks) {
      read += records.length;
      yield* records;
    }
    metrics.shuffleReadRecords += read;
  }

  /** The task has failed even if its function catches this: Spark marks it, too. */
  private fetchFailed(shuffleId: number, mapIndex: number, executor: number, what: string): FetchFailedError {
    const error = new FetchFailedError(shuffleId, mapIndex, executor, what);
    this.failWith(error);
    return error;
  }

  getOrCompute<T>(rdd: RDDLineage<T>, partition: number, compute: () => Iterable<T>): Iterable<T> {
    const found = this.blocks.read(rdd, partition);
    if (found !== undefined) {
      const { elements, bytes, diskBytes } = found.block;
      this.metrics.inputRecords += elements.length;
      this.metrics.inputBytes += found.fromDisk ? diskBytes : bytes;
      this.metrics.charge("cacheReadRows", elements.length);
      if (found.fromDisk) this.metrics.charge("diskBytes", diskBytes);
      return elements as readonly T[];
    }
    const elements = [...compute()];
    const diskBytes = rdd.blockBytes?.(partition) ?? sampledBytes(elements, elements.length);
    // Objects as they are, or serialized where the storage level says so; batches of columns are as compact as on disk (E7).
    const factor = rdd.storageLevel.deserialized && rdd.blockBytes === undefined ? OBJECT_FACTOR : 1;
    this.blocks.put(rdd, partition, { executor: this.executorId, elements, bytes: diskBytes * factor, diskBytes });
    return elements;
  }
}
