import type { Dependency } from "./dependency.js";
import { RDDLineage } from "./rdd-lineage.js";
import type { TaskContext } from "./task-context.js";

/** Fewer partitions without a shuffle: group i is the parents ⌊i·n/k⌋ … ⌊(i+1)·n/k⌋−1 (A12, without locality). */
export class CoalescedRDD<T> extends RDDLineage<T> {
  readonly dependencies: readonly Dependency[];
  readonly numPartitions: number;
  private readonly parent: RDDLineage<T>;

  constructor(parent: RDDLineage<T>, maxPartitions: number) {
    super(parent.context, "CoalescedRDD");
    this.parent = parent;
    this.numPartitions = Math.min(maxPartitions, parent.numPartitions);
    this.dependencies = [{ kind: "narrow", rdd: parent, parents: (partition) => this.group(partition) }];
  }

  *compute(partition: number, context: TaskContext): Iterable<T> {
    for (const parent of this.group(partition)) yield* this.parent.iterator(parent, context);
  }

  private group(partition: number): readonly number[] {
    const n = this.parent.numPartitions;
    const start = Math.floor((partition * n) / this.numPartitions);
    const end = Math.floor(((partition + 1) * n) / this.numPartitions);
    return Array.from({ length: end - start }, (_, i) => start + i);
  }
}
