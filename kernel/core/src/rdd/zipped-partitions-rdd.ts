import { type Dependency, oneToOne } from "./dependency.js";
import { RDDLineage } from "./rdd-lineage.js";
import type { TaskContext } from "./task-context.js";

/** Partition i from partition i of two parents with the same number of partitions: what a sort-merge join becomes. */
export class ZippedPartitionsRDD2<A, B, U> extends RDDLineage<U> {
  readonly dependencies: readonly Dependency[];
  readonly numPartitions: number;
  private readonly left: RDDLineage<A>;
  private readonly right: RDDLineage<B>;
  private readonly f: (left: Iterable<A>, right: Iterable<B>, context: TaskContext) => Iterable<U>;

  constructor(
    left: RDDLineage<A>,
    right: RDDLineage<B>,
    f: (left: Iterable<A>, right: Iterable<B>, context: TaskContext) => Iterable<U>,
  ) {
    super(left.context, "ZippedPartitionsRDD2");
    this.left = left;
    this.right = right;
    this.f = f;
    this.dependencies = [oneToOne(left), oneToOne(right)];
    this.numPartitions = left.numPartitions;
  }

  compute(partition: number, context: TaskContext): Iterable<U> {
    return this.f(this.left.iterator(partition, context), this.right.iterator(partition, context), context);
  }
}
