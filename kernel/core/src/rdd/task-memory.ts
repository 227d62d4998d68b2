import type { Bytes } from "../base/brand.js";
import { serializedSize } from "./serialized-size.js";

/** Java objects in memory take about this much more than their serialized form (K: row objects ×3–5). */
export const OBJECT_FACTOR = 4;
/** Sizes are estimated from every n-th element. */
const SAMPLE_STEP = 16;

/** What a collection of records came to, or will: modelled tables say it without having the records. */
export interface RecordVolume {
  readonly records: number;
  /** All of them in memory: as Java objects, or as UnsafeRows where SQL keeps them in pages. */
  readonly memoryBytes: Bytes;
  /** All of them serialized and compressed, as they lie on disk. */
  readonly diskBytes: Bytes;
}

/** Memory that a task may give back before its end; then it gives back everything. */
export interface HeldMemory {
  release(): void;
}

/** Bounds of a buffer of rows, in rows: Spark's `…buffer.in.memory.threshold` and `…buffer.spill.threshold`. */
export interface BufferLimits {
  /** Up to so many are plain objects on the heap; more are moved to pages, which can spill. */
  readonly inMemoryRows: number;
  readonly spillRows: number;
}

/**
 * The executor's memory as a running task sees it (E4, E6). Whatever it asks for is free when it ends. When there is not enough, what other operators of the same
 * task hold and can spill goes first, then what asks.
 */
export interface TaskMemory {
  /**
   * A collection of row objects that can spill is being filled: an RDD's aggregation, sort or cogroup, or a shuffle written by the sort writer. What does not
   * fit into the task's share goes to disk, and is counted.
   */
  fill(volume: RecordVolume): void;
  /**
   * Rows are being sorted in Tungsten's pages: memory is asked for page by page, with an array of pointers that doubles.
   * @param sort radix sort needs more room for its pointers, but only one key of a fixed width lets it be used
   */
  fillPages(volume: RecordVolume, sort?: "radix" | "TimSort"): HeldMemory;
  /**
   * Groups are being kept in a hash map in Tungsten's pages: one entry each, its key and buffer in the volume's bytes.
   * @param twoLevel generated code keeps the first groups of a partial aggregation in a smaller map before it
   */
  fillMap(volume: RecordVolume, twoLevel?: boolean): HeldMemory;
  /** The serialized shuffle writer keeps a task's records in pages until it writes them, sorted by reducer (F1). */
  writeSerialized(volume: RecordVolume): void;
  /** Rows are kept to be gone through more than once: a window's partition, the rows of a key in a merge join. */
  buffer(volume: RecordVolume, limits: BufferLimits): HeldMemory;
  /**
   * The build side of a shuffled hash join, which cannot be spilled and stays until the task ends.
   * @param byLong the only key is a whole number: such a side has a map of its own
   * @throws SparkError when it does not fit, which fails the task and leaves the executor alive
   */
  buildRelation(volume: RecordVolume, byLong: boolean): void;
  /**
   * Takes memory that cannot be spilled.
   * @param what for the next step, `to build the hash relation`
   * @throws SparkError UNABLE_TO_ACQUIRE_MEMORY, which fails the task and leaves the executor alive
   */
  hold(bytes: Bytes, what: string): void;
  /**
   * Puts objects on the heap that Spark does not manage, such as all values of one key in `groupByKey` or `collect_list`. More than the heap
   * has room for ends the whole executor: `java.lang.OutOfMemoryError: Java heap space`, exit code 52.
   */
  holdOnHeap(bytes: Bytes): HeldMemory;
  /**
   * Takes memory outside the heap that Spark does not manage, such as a Python worker's or the buffers of blocks being fetched. YARN and Kubernetes kill the
   * container when heap and this together are more than it was given (D5).
   */
  holdOffHeap(bytes: Bytes): void;
}

/** Estimates the bytes of records from a sample of them: as objects in memory, and serialized. */
export function volumeOf(records: Iterable<unknown>, count: number): RecordVolume {
  const diskBytes = sampledBytes(records, count);
  return { records: count, memoryBytes: diskBytes * OBJECT_FACTOR, diskBytes };
}

/** Bytes of `count` records, serialized unless `sizeOf` says something else, estimated from a sample of them. */
export function sampledBytes(
  records: Iterable<unknown>,
  count: number,
  sizeOf: (record: unknown) => Bytes = serializedSize,
): Bytes {
  let sampled = 0;
  let bytes = 0;
  let i = 0;
  for (const record of records) {
    if (i++ % SAMPLE_STEP !== 0) continue;
    bytes += sizeOf(record);
    sampled++;
  }
  return sampled === 0 ? 0 : Math.round((bytes / sampled) * count);
}
