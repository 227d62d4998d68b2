import { type Dependency, oneToOne } from "./dependency.js";
import { RDDLineage } from "./rdd-lineage.js";
import type { TaskContext } from "./task-context.js";

/** The union of parents whose rows are spread alike: partition i of all of them is partition i. */
export class SQLPartitioningAwareUnionRDD<T> extends RDDLineage<T> {
  readonly dependencies: readonly Dependency[];
  readonly numPartitions: number;
  private readonly parents: readonly RDDLineage<T>[];

  constructor(parents: readonly RDDLineage<T>[]) {
    super(parents[0]!.context, "SQLPartitioningAwareUnionRDD");
    this.parents = parents;
    this.numPartitions = parents[0]!.numPartitions;
    this.dependencies = parents.map(oneToOne);
  }

  *compute(partition: number, context: TaskContext): Iterable<T> {
    for (const parent of this.parents) yield* parent.iterator(partition, context);
  }
}
