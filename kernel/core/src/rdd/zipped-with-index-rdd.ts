import { type Dependency, oneToOne } from "./dependency.js";
import { RDDLineage } from "./rdd-lineage.js";
import type { TaskContext } from "./task-context.js";

/** Each element with its position in the whole RDD. */
export class ZippedWithIndexRDD<T> extends RDDLineage<[T, number]> {
  readonly dependencies: readonly Dependency[];
  private readonly parent: RDDLineage<T>;
  /** Index of the first element of each partition. */
  readonly starts: readonly number[];

  constructor(parent: RDDLineage<T>, starts: readonly number[]) {
    super(parent.context, "ZippedWithIndexRDD");
    this.parent = parent;
    this.starts = starts;
    this.dependencies = [oneToOne(parent)];
  }

  get numPartitions(): number {
    return this.parent.numPartitions;
  }

  *compute(partition: number, context: TaskContext): Iterable<[T, number]> {
    const start = this.starts[partition]!;
    let index = start;
    try {
      for (const row of this.parent.iterator(partition, context)) yield [row, index++];
    } finally {
      context.metrics.charge("pipelineRows", index - start);
    }
  }
}
