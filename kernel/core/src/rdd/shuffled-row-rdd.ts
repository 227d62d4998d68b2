import type { InternalRow } from "../types/data-type.js";
import type { Dependency, ShuffleDependency } from "./dependency.js";
import { RDDLineage } from "./rdd-lineage.js";
import { blockRange, type ShufflePartitionSpec } from "./shuffle-partition-spec.js";
import type { TaskContext } from "./task-context.js";

/**
 * The reading side of a SQL exchange: partition i is the rows that every map wrote for reducer i, or the blocks that spec i names
 * (AQE's reader).
 */
export class ShuffledRowRDD extends RDDLineage<InternalRow> {
  readonly dependencies: readonly Dependency[];
  readonly numPartitions: number;
  private readonly shuffle: ShuffleDependency<InternalRow>;
  private readonly specs: readonly ShufflePartitionSpec[] | undefined;

  constructor(shuffle: ShuffleDependency<InternalRow>, specs?: readonly ShufflePartitionSpec[]) {
    super(shuffle.rdd.context, "ShuffledRowRDD");
    this.shuffle = shuffle;
    this.specs = specs;
    this.dependencies = [shuffle as ShuffleDependency<unknown>];
    this.numPartitions = specs?.length ?? shuffle.numPartitions;
  }

  override preferredHosts(partition: number): readonly string[] {
    const spec = this.specs?.[partition];
    const reducer = spec === undefined ? partition : blockRange(spec).startReducer;
    return this.context.locations.shuffleHosts(this.shuffle as ShuffleDependency<unknown>, reducer);
  }

  compute(partition: number, context: TaskContext): Iterable<InternalRow> {
    const shuffle = this.shuffle as ShuffleDependency<unknown>;
    const spec = this.specs?.[partition];
    if (spec === undefined) return context.readShuffle(shuffle, partition, partition + 1) as Iterable<InternalRow>;
    const { startReducer, endReducer, startMap, endMap } = blockRange(spec);
    return context.readShuffle(shuffle, startReducer, endReducer, startMap, endMap) as Iterable<InternalRow>;
  }
}
