import { SparkError } from "../errors/index.js";
import { type Dependency, oneToOne } from "./dependency.js";
import { RDDLineage } from "./rdd-lineage.js";
import type { TaskContext } from "./task-context.js";

/** Partition i from partition i of two parents with the same number of partitions: what a sort-merge join becomes. */
export class ZippedPartitionsRDD2<A, B, U> extends RDDLineage<U> {
  readonly dependencies: readonly Dependency[];
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
  }

  /** @throws SparkError CANNOT_ZIP_UNEQUAL_PARTITIONS */
  get numPartitions(): number {
    const [left, right] = [this.left.numPartitions, this.right.numPartitions];
    if (left === right) return left;
    throw new SparkError({
      condition: "CANNOT_ZIP_UNEQUAL_PARTITIONS",
      message: `Can't zip RDDs with unequal numbers of partitions: ${left} and ${right}.`,
      nextStep: "Give both sides the same number of partitions, or join them by a key.",
    });
  }

  compute(partition: number, context: TaskContext): Iterable<U> {
    return this.f(this.left.iterator(partition, context), this.right.iterator(partition, context), context);
  }
}
