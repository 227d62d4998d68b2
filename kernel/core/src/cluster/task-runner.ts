import type { Millis } from "../base/brand.js";
import { isStackOverflow, lineageTooDeep } from "../errors/index.js";
import type { ShuffleDependency } from "../rdd/dependency.js";
import { narrowDepth } from "../rdd/narrow-depth.js";
import type { RDDLineage } from "../rdd/rdd-lineage.js";
import { serializedSize } from "../rdd/serialized-size.js";
import { type ShuffleBlock, writeShuffle } from "../rdd/shuffle-write.js";
import { runAsTask, type TaskContext, TaskInterrupted, TaskMetrics } from "../rdd/task-context.js";
import type { Stage } from "../scheduler/dag/stage.js";
import type { MapOutputTracker } from "../scheduler/map-output-tracker.js";
import { BatchedRows } from "../types/batched-rows.js";
import type { InternalRow } from "../types/data-type.js";
import type { VectorBatch } from "../types/vector-batch.js";
import type { BlockStore } from "./block-store.js";
import { RESULT_BASE_BYTES } from "./cost-model.js";
import type { ShuffleStore } from "./shuffle-store.js";

/** Java objects in memory take about this much more than their serialized form (K: row objects ×3–5). */
const DESERIALIZED_FACTOR = 4;
/** Sizes of cached blocks are estimated from every n-th element. */
const SIZE_SAMPLE_STEP = 16;

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
  readonly metrics: TaskMetrics = new TaskMetrics();
  private readonly blocks: BlockStore;
  private readonly shuffles: ShuffleStore;
  private readonly mapOutputs: MapOutputTracker;
  private readonly interrupt: { readonly isWanted: boolean };
  private failure: { readonly error: unknown } | undefined;

  /** @param interrupt whether the user wants what runs to stop */
  constructor(
    blocks: BlockStore,
    shuffles: ShuffleStore,
    mapOutputs: MapOutputTracker,
    interrupt: { readonly isWanted: boolean },
  ) {
    this.interrupt = interrupt;
    this.blocks = blocks;
    this.shuffles = shuffles;
    this.mapOutputs = mapOutputs;
  }

  /** Runs task `index` of a stage; its result is a MapOutput for a map stage, the function's value for a result stage. */
  run(stage: Stage, index: number): unknown {
    this.failure = undefined;
    try {
      const result = this.compute(stage, index);
      this.throwFailure();
      return result;
    } catch (error) {
      // What was noted first is the cause: an action inside a task, whose promise the function then returned.
      this.throwFailure();
      throw isStackOverflow(error) ? (lineageTooDeep(narrowDepth(stage.rdd)) ?? error) : error;
    }
  }

  private compute(stage: Stage, index: number): unknown {
    return runAsTask(this, () => {
      if (stage.kind === "ShuffleMapTask") {
        this.partitionId = index;
        return writeShuffle(stage.shuffle, stage.rdd.iterator(index, this), this);
      }
      const { request, partitions } = stage.job;
      const partition = partitions[index]!;
      this.partitionId = partition;
      const result = request.task(stage.rdd.iterator(partition, this), this);
      this.metrics.resultBytes = RESULT_BASE_BYTES + (request.resultBytes?.(result) ?? 0);
      return result;
    });
  }

  checkInterrupted(): void {
    if (this.interrupt.isWanted) throw new TaskInterrupted();
  }

  failWith(error: unknown): void {
    this.failure ??= { error };
  }

  private throwFailure(): void {
    if (this.failure !== undefined) throw this.failure.error;
  }

  readShuffle(
    shuffle: ShuffleDependency<unknown>,
    start: number,
    end: number,
    startMap = 0,
    endMap: number = Number.POSITIVE_INFINITY,
  ): Iterable<unknown> {
    const fetch = (): Iterable<ShuffleBlock> => this.fetchBlocks(shuffle, start, end, startMap, endMap);
    return "writeAll" in shuffle.write
      ? new BatchedRows(
          () => batchesOfBlocks(fetch()),
          () => recordsOf(fetch()) as Iterable<InternalRow>,
        )
      : recordsOf(fetch());
  }

  /** The blocks; their bytes count at once, their records when the reader has come to the end (N2). */
  private *fetchBlocks(
    shuffle: ShuffleDependency<unknown>,
    start: number,
    end: number,
    startMap: number,
    endMap: number,
  ): Iterable<ShuffleBlock> {
    const statuses = this.mapOutputs.statuses(shuffle);
    const { metrics, shuffles } = this;
    const blocks: ShuffleBlock[] = [];
    let records = 0;
    for (let reducer = start; reducer < end; reducer++) {
      for (const { mapIndex, block } of shuffles.blocksOf(shuffle, reducer)) {
        if (mapIndex < startMap || mapIndex >= endMap) continue;
        blocks.push(block);
        records += block.numRecords;
        if (statuses[mapIndex]!.executorId === this.executorId) metrics.shuffleLocalBytes += block.bytes;
        else metrics.shuffleRemoteBytes += block.bytes;
      }
    }
    yield* blocks;
    metrics.shuffleReadRecords += records;
  }

  getOrCompute<T>(rdd: RDDLineage<T>, partition: number, compute: () => Iterable<T>): Iterable<T> {
    const block = this.blocks.get(rdd, partition);
    if (block !== undefined) {
      this.metrics.inputRecords += block.elements.length;
      this.metrics.inputBytes += block.bytes;
      this.metrics.charge("cacheReadRows", block.elements.length);
      return block.elements as readonly T[];
    }
    const elements = [...compute()];
    this.blocks.put(rdd, partition, { executor: this.executorId, elements, bytes: blockBytes(rdd, elements) });
    return elements;
  }
}

function* recordsOf(blocks: Iterable<ShuffleBlock>): Iterable<unknown> {
  for (const { records } of blocks) yield* records;
}

function* batchesOfBlocks(blocks: Iterable<ShuffleBlock>): Iterable<VectorBatch> {
  for (const { records } of blocks) if (records instanceof BatchedRows) yield* records.batches();
}

/** Bytes of a block: objects as they are, or serialized where the storage level says so. */
function blockBytes(rdd: RDDLineage<unknown>, elements: readonly unknown[]): number {
  const factor = rdd.storageLevel.deserialized ? DESERIALIZED_FACTOR : 1;
  let sampled = 0;
  let bytes = 0;
  for (let i = 0; i < elements.length; i += SIZE_SAMPLE_STEP) {
    bytes += serializedSize(elements[i]);
    sampled++;
  }
  return sampled === 0 ? 0 : Math.round((bytes / sampled) * elements.length * factor);
}
