import type { Bytes, ExecutorId } from "../base/brand.js";
import type { Losable } from "../base/losses.js";
import type { MemoryEntry } from "../memory/index.js";

/** A partition that a task has computed, to be kept: its elements and how big they are (modelled). */
export interface RDDBlock {
  readonly executor: ExecutorId;
  readonly elements: readonly unknown[];
  /** In memory. */
  readonly bytes: Bytes;
  /** Serialized: on disk, and on its way to another executor. */
  readonly diskBytes: Bytes;
}

/** One copy of a block. On disk it stays when it is read into memory again. */
export interface Replica {
  readonly executor: ExecutorId;
  /** Its place in the executor's memory. */
  entry: MemoryEntry | undefined;
  onDisk: boolean;
}

/** A block that is stored, in one copy or more. */
export interface StoredBlock extends Omit<RDDBlock, "executor"> {
  /** Never empty. */
  readonly replicas: readonly Replica[];
}

/** The blocks of one RDD, by partition. */
export interface StoredRDD extends Losable {
  readonly blocks: (StoredBlock | undefined)[];
  /** 1 for partitions that have been computed to be kept, whether or not there was room. */
  readonly computed: Uint8Array;
}

/** A block as a task reads it. */
export interface BlockRead {
  readonly elements: readonly unknown[];
  /** What Spark counts as read: the size in memory where the block was stored there at first, else the serialized size. */
  readonly inputBytes: Bytes;
  /** Part of it that came from a disk, and from another executor. */
  readonly diskBytes: Bytes;
  readonly networkBytes: Bytes;
  /** The executor that it came from. */
  readonly holder: ExecutorId;
}
