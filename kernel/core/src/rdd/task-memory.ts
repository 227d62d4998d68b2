import type { Bytes } from "../base/brand.js";
import { serializedSize } from "./serialized-size.js";

/** Java objects in memory take about this much more than their serialized form (K: row objects ×3–5). */
export const OBJECT_FACTOR = 4;
/** Sizes are estimated from every n-th element. */
const SAMPLE_STEP = 16;

/** What a collection of records came to, or will: modelled tables say it without having the records. */
export interface RecordVolume {
  readonly records: number;
  /** All of them in memory. */
  readonly memoryBytes: Bytes;
  /** All of them serialized and compressed, as they lie on disk. */
  readonly diskBytes: Bytes;
}

/** The executor's memory as a running task sees it (E4, E6). Whatever it asks for is free when it ends. */
export interface TaskMemory {
  /**
   * A collection of row objects that can spill is being filled: an RDD's aggregation, sort or cogroup. What does not fit into the task's share goes to disk, and
   * is counted.
   */
  fill(volume: RecordVolume): void;
  /** As {@link fill}, for the rows that SQL keeps in Tungsten's pages: there memory is asked for page by page, from the first on. */
  fillPages(volume: RecordVolume): void;
  /**
   * Takes memory that cannot be spilled, such as the build side of a hash join.
   * @param what for the message, `to build the hash relation`
   * @throws SparkError UNABLE_TO_ACQUIRE_MEMORY, which fails the task and leaves the executor alive
   */
  hold(bytes: Bytes, what: string): void;
  /**
   * Puts objects on the heap that Spark does not manage, such as all values of one key in `groupByKey` or `collect_list`. More than the heap
   * has room for ends the whole executor: `java.lang.OutOfMemoryError`, exit code 52.
   */
  holdOnHeap(bytes: Bytes): void;
  /**
   * Takes memory outside the heap, such as that of a Python worker. YARN and Kubernetes kill the container when heap and this together are more
   * than it was given (D5).
   */
  holdOffHeap(bytes: Bytes): void;
}

/** Estimates the bytes of records from a sample of them: as objects in memory, and serialized. */
export function volumeOf(records: Iterable<unknown>, count: number): RecordVolume {
  const diskBytes = sampledBytes(records, count);
  return { records: count, memoryBytes: diskBytes * OBJECT_FACTOR, diskBytes };
}

/** Serialized bytes of `count` records, estimated from a sample of them. */
export function sampledBytes(records: Iterable<unknown>, count: number): Bytes {
  let sampled = 0;
  let bytes = 0;
  let i = 0;
  for (const record of records) {
    if (i++ % SAMPLE_STEP !== 0) continue;
    bytes += serializedSize(record);
    sampled++;
  }
  return sampled === 0 ? 0 : Math.round((bytes / sampled) * count);
}
