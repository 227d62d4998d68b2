import type { Bytes, ShuffleId } from "../base/brand.js";
import type { Partitioner } from "./partitioner.js";
import type { RDDContext } from "./rdd-context.js";
import type { RDDLineage } from "./rdd-lineage.js";
import type { SizeOf, TaskContext } from "./task-context.js";

/** A link from an RDD to one of its parents. */
export type Dependency = NarrowDependency | ShuffleDependency<unknown>;

/** Each partition needs a few partitions of the parent: computed in the same task. */
export interface NarrowDependency {
  readonly kind: "narrow";
  readonly rdd: RDDLineage<unknown>;
  /** Parent partitions that `partition` is computed from; none when the partition comes from another parent (union). */
  parents(partition: number): readonly number[];
}

/** The same partition of the parent. */
export function oneToOne(rdd: RDDLineage<unknown>): NarrowDependency {
  return { kind: "narrow", rdd, parents: (partition) => [partition] };
}

export interface ShuffleWriteOptions<R> {
  /** Which reducer a record goes to, 0 … numPartitions − 1. */
  readonly partitionOf: (record: R) => number;
  readonly numPartitions: number;
  /** Bytes of a record in the shuffle file, compression included (modelled). */
  readonly sizeOf: SizeOf<R>;
  /** Turns a map task's records into those that are written: map-side combine, or a sort (A2, G9). */
  readonly prepare?: (records: Iterable<R>, context: TaskContext) => Iterable<R>;
  /** Set when keys are placed by a partitioner that later steps may reuse (A5). */
  readonly partitioner?: Partitioner;
}

/** Every partition of the parent is written in pieces, one a reducer: the border between two stages. */
export class ShuffleDependency<R> {
  readonly kind = "shuffle";
  /** Taken when the dependency is made (B1). */
  readonly shuffleId: ShuffleId;
  readonly rdd: RDDLineage<R>;
  readonly numPartitions: number;
  readonly write: ShuffleWriteOptions<R>;

  constructor(context: RDDContext, rdd: RDDLineage<R>, write: ShuffleWriteOptions<R>) {
    this.shuffleId = context.nextShuffleId();
    this.rdd = rdd;
    this.numPartitions = write.numPartitions;
    this.write = write;
  }
}

/** What one map task wrote: the records and the bytes for each reducer, both missing where there is nothing. */
export interface MapOutput {
  readonly blocks: readonly (readonly unknown[] | undefined)[];
  readonly sizes: readonly (Bytes | undefined)[];
}

/** What a map task without records wrote. */
export const EMPTY_MAP_OUTPUT: MapOutput = { blocks: [], sizes: [] };

/** Fixed cost of a non-empty block: stream header and compression frame (modelled). */
const BLOCK_HEADER_BYTES = 40;

/** Runs the map side of a shuffle: prepares, partitions and sizes the records of one map task. */
export function writeShuffle<R>(
  dependency: ShuffleDependency<R>,
  records: Iterable<R>,
  context: TaskContext,
): MapOutput {
  const { partitionOf, sizeOf, prepare } = dependency.write;
  const blocks: unknown[][] = [];
  const sizes: number[] = [];
  let count = 0;
  let bytes = 0;
  for (const record of prepare === undefined ? records : prepare(records, context)) {
    const reducer = partitionOf(record);
    const block = blocks[reducer];
    const size = sizeOf(record);
    if (block === undefined) {
      blocks[reducer] = [record];
      sizes[reducer] = BLOCK_HEADER_BYTES + size;
      bytes += BLOCK_HEADER_BYTES;
    } else {
      block.push(record);
      sizes[reducer]! += size;
    }
    bytes += size;
    count++;
  }
  context.metrics.shuffleWriteRecords += count;
  context.metrics.shuffleWriteBytes += bytes;
  return count === 0 ? EMPTY_MAP_OUTPUT : { blocks, sizes };
}
