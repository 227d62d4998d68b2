import type { InternalRow } from "../types/data-type.js";
import type { Dependency, ShuffleDependency, ShuffleRead } from "./dependency.js";
import { RDDLineage } from "./rdd-lineage.js";
import { blockRange, type ShufflePartitionSpec, wholeReducer } from "./shuffle-partition-spec.js";
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

  override shuffleRead(partition: number): ShuffleRead {
    const spec = this.specs?.[partition];
    const range = spec === undefined ? wholeReducer(partition) : blockRange(spec);
    return { shuffle: this.shuffle as ShuffleDependency<unknown>, ...range };
  }

  compute(partition: number, context: TaskContext): Iterable<InternalRow> {
    const { shuffle, startReducer, endReducer, startMap, endMap } = this.shuffleRead(partition);
    return context.readShuffle(shuffle, startReducer, endReducer, startMap, endMap) as Iterable<InternalRow>;
  }
}
