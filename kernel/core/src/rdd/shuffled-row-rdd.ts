import type { InternalRow } from "../types/data-type.js";
import type { Dependency, ShuffleDependency } from "./dependency.js";
import { RDDLineage } from "./rdd-lineage.js";
import type { TaskContext } from "./task-context.js";

/** The reading side of a SQL exchange: partition i is the rows that every map wrote for reducer i. */
export class ShuffledRowRDD extends RDDLineage<InternalRow> {
  readonly dependencies: readonly Dependency[];
  readonly numPartitions: number;
  private readonly shuffle: ShuffleDependency<InternalRow>;

  constructor(shuffle: ShuffleDependency<InternalRow>) {
    super(shuffle.rdd.context, "ShuffledRowRDD");
    this.shuffle = shuffle;
    this.dependencies = [shuffle as ShuffleDependency<unknown>];
    this.numPartitions = shuffle.numPartitions;
  }

  compute(partition: number, context: TaskContext): Iterable<InternalRow> {
    const shuffle = this.shuffle as ShuffleDependency<unknown>;
    return context.readShuffle(shuffle, partition, partition + 1) as Iterable<InternalRow>;
  }
}
