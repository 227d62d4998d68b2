import type { Dependency } from "./dependency.js";
import { RDDLineage } from "./rdd-lineage.js";
import type { TaskContext } from "./task-context.js";

/** Some partitions of its parent; the others are never computed. */
export class PartitionPruningRDD<T> extends RDDLineage<T> {
  readonly dependencies: readonly Dependency[];
  private readonly parent: RDDLineage<T>;
  private readonly kept: readonly number[];

  constructor(parent: RDDLineage<T>, kept: readonly number[]) {
    super(parent.context, "PartitionPruningRDD");
    this.parent = parent;
    this.kept = kept;
    this.dependencies = [{ kind: "narrow", rdd: parent, parents: (partition) => [kept[partition]!] }];
  }

  get numPartitions(): number {
    return this.kept.length;
  }

  compute(partition: number, context: TaskContext): Iterable<T> {
    return this.parent.iterator(this.kept[partition]!, context);
  }
}
