import type { Dependency } from "./dependency.js";
import { RDDLineage } from "./rdd-lineage.js";
import { pollEvery, type TaskContext } from "./task-context.js";

/** Every pair of an element of one parent and one of the other: a partition for each pair of partitions (A1). */
export class CartesianRDD<A, B> extends RDDLineage<[A, B]> {
  readonly dependencies: readonly Dependency[];
  private readonly left: RDDLineage<A>;
  private readonly right: RDDLineage<B>;

  constructor(left: RDDLineage<A>, right: RDDLineage<B>) {
    super(left.context, "CartesianRDD");
    this.left = left;
    this.right = right;
    this.dependencies = [
      { kind: "narrow", rdd: left, parents: (partition) => [this.leftOf(partition)] },
      { kind: "narrow", rdd: right, parents: (partition) => [this.rightOf(partition)] },
    ];
  }

  get numPartitions(): number {
    return this.left.numPartitions * this.right.numPartitions;
  }

  /** The right side is computed again for each element of the left, as in Spark. */
  *compute(partition: number, context: TaskContext): Iterable<[A, B]> {
    let pairs = 0;
    try {
      for (const a of this.left.iterator(this.leftOf(partition), context)) {
        for (const b of this.right.iterator(this.rightOf(partition), context)) {
          pollEvery(++pairs, context);
          yield [a, b];
        }
      }
    } finally {
      context.metrics.charge("joinRows", pairs);
    }
  }

  private leftOf(partition: number): number {
    return Math.floor(partition / this.right.numPartitions);
  }

  private rightOf(partition: number): number {
    return partition % this.right.numPartitions;
  }
}
