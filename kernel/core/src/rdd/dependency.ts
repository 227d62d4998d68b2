import type { Bytes, ShuffleId } from "../base/brand.js";
import type { Partitioner } from "./partitioner.js";
import type { RDDContext } from "./rdd-context.js";
import type { RDDLineage } from "./rdd-lineage.js";
import type { BlockRange } from "./shuffle-partition-spec.js";
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
  /** Bytes of a record in the shuffle file, compression included (modelled); before compression where {@link blockBytes} is given. */
  readonly sizeOf: SizeOf<R>;
  /** Bytes of a whole block in the shuffle file: for records whose serialized form is known well enough to compress it. */
  readonly blockBytes?: (records: readonly R[]) => Bytes;
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

/** Blocks of a shuffle that one partition is read from; ends are not included. */
export interface ShuffleRead extends BlockRange {
  readonly shuffle: ShuffleDependency<unknown>;
}
