import { SparkError } from "../errors/index.js";
import { type Dependency, oneToOne } from "./dependency.js";
import { RDDLineage } from "./rdd-lineage.js";
import type { TaskContext } from "./task-context.js";

/** Makes a partition from the same partition of each parent. */
export type ZipFunction<U> = (sides: readonly Iterable<never>[], context: TaskContext) => Iterable<U>;

/** Partition i from partition i of two to four parents with the same number of partitions. */
export class ZippedPartitionsRDD<U> extends RDDLineage<U> {
  readonly dependencies: readonly Dependency[];
  private readonly parents: readonly RDDLineage<never>[];
  private readonly f: ZipFunction<U>;

  constructor(parents: readonly RDDLineage<never>[], f: ZipFunction<U>) {
    super(parents[0]!.context, `ZippedPartitionsRDD${parents.length}`);
    this.parents = parents;
    this.f = f;
    this.dependencies = parents.map((parent) => oneToOne(parent as RDDLineage<unknown>));
  }

  /** @throws SparkError CANNOT_ZIP_UNEQUAL_PARTITIONS */
  get numPartitions(): number {
    const counts = this.parents.map((parent) => parent.numPartitions);
    if (counts.every((count) => count === counts[0])) return counts[0]!;
    throw new SparkError({
      condition: "CANNOT_ZIP_UNEQUAL_PARTITIONS",
      message: `Can't zip RDDs with unequal numbers of partitions: ${counts.join(", ")}.`,
      nextStep: "Give all of them the same number of partitions, or join them by a key.",
    });
  }

  compute(partition: number, context: TaskContext): Iterable<U> {
    return this.f(
      this.parents.map((parent) => parent.iterator(partition, context)),
      context,
    );
  }
}

/** The same of two parents, with their types: what a sort-merge join becomes. */
export class ZippedPartitionsRDD2<A, B, U> extends ZippedPartitionsRDD<U> {
  constructor(
    left: RDDLineage<A>,
    right: RDDLineage<B>,
    f: (left: Iterable<A>, right: Iterable<B>, context: TaskContext) => Iterable<U>,
  ) {
    const parents = [left, right] as readonly RDDLineage<unknown>[] as readonly RDDLineage<never>[];
    super(parents, ([a, b], context) => f(a as Iterable<A>, b as Iterable<B>, context));
  }
}
