import { type Dependency, oneToOne } from "./dependency.js";
import type { Partitioner } from "./partitioner.js";
import { RDDLineage } from "./rdd-lineage.js";
import type { TaskContext } from "./task-context.js";

/** The union of RDDs that are all partitioned alike: partition i is partition i of each, so that the partitioner stays (A13). */
export class PartitionerAwareUnionRDD<T> extends RDDLineage<T> {
  readonly dependencies: readonly Dependency[];
  private readonly parents: readonly RDDLineage<T>[];
  private readonly shared: Partitioner;

  constructor(parents: readonly RDDLineage<T>[], shared: Partitioner) {
    super(parents[0]!.context, "PartitionerAwareUnionRDD");
    this.parents = parents;
    this.shared = shared;
    this.dependencies = parents.map(oneToOne);
  }

  override get partitioner(): Partitioner {
    return this.shared;
  }

  get numPartitions(): number {
    return this.shared.numPartitions;
  }

  *compute(partition: number, context: TaskContext): Iterable<T> {
    for (const parent of this.parents) yield* parent.iterator(partition, context);
  }
}
