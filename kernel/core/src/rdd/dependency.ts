import type { AccumulatorId, ShuffleId } from "../base/brand.js";
import type { ShuffleWriter } from "../events/listener.js";
import type { Partitioner } from "./partitioner.js";
import type { RDDContext } from "./rdd-context.js";
import type { RDDLineage } from "./rdd-lineage.js";
import type { BlockRange } from "./shuffle-partition-spec.js";
import type { MapOutput } from "./shuffle-write.js";
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

/** How the map side of a shuffle writes its records: one by one, or all of a task at once. */
export type ShuffleWriteOptions<R> = RecordWrite<R> | WholeWrite<R>;

interface ShufflePlacement {
  readonly numPartitions: number;
  /** Set when keys are placed by a partitioner that later steps may reuse (A5). */
  readonly partitioner?: Partitioner;
}

export interface RecordWrite<R> extends ShufflePlacement {
  /** Which reducer a record goes to, 0 … numPartitions − 1. */
  readonly partitionOf: (record: R) => number;
  /** Bytes of a record in the shuffle file, compression included (modelled). */
  readonly sizeOf: SizeOf<R>;
  /** Turns a map task's records into those that are written: map-side combine (A2). */
  readonly prepare?: (records: Iterable<R>, context: TaskContext) => Iterable<R>;
}

/** SQL's exchanges, which go by columns. */
export interface WholeWrite<R> extends ShufflePlacement {
  readonly writeAll: (records: Iterable<R>, context: TaskContext) => MapOutput;
}

/** Where the tasks on both sides of a query's shuffle count (I7): ids of the exchange's SQL metrics. */
export interface ShuffleMetrics {
  readonly dataSize?: AccumulatorId;
  readonly bytesWritten: AccumulatorId;
  readonly recordsWritten: AccumulatorId;
  readonly writeTime: AccumulatorId;
  readonly localBlocks: AccumulatorId;
  readonly remoteBlocks: AccumulatorId;
  readonly localBytes: AccumulatorId;
  readonly remoteBytes: AccumulatorId;
  readonly remoteBytesToDisk: AccumulatorId;
  readonly recordsRead: AccumulatorId;
  readonly fetchWait: AccumulatorId;
}

/** Every partition of the parent is written in pieces, one a reducer: the border between two stages. */
export class ShuffleDependency<R> {
  readonly kind = "shuffle";
  /** Taken when the dependency is made (B1). */
  readonly shuffleId: ShuffleId;
  readonly rdd: RDDLineage<R>;
  readonly numPartitions: number;
  readonly write: ShuffleWriteOptions<R>;
  /** How its map tasks write, once one has (F1). */
  writer: ShuffleWriter | undefined;
  readonly metrics: ShuffleMetrics | undefined;

  constructor(context: RDDContext, rdd: RDDLineage<R>, write: ShuffleWriteOptions<R>, metrics?: ShuffleMetrics) {
    this.metrics = metrics;
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
