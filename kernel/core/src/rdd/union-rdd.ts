import type { Dependency } from "./dependency.js";
import type { RDDContext } from "./rdd-context.js";
import { RDDLineage } from "./rdd-lineage.js";
import type { TaskContext } from "./task-context.js";

/** The partitions of all parents, one after the other (A13). */
export class UnionRDD<T> extends RDDLineage<T> {
  readonly dependencies: readonly Dependency[];
  readonly numPartitions: number;
  private readonly parents: readonly RDDLineage<T>[];
  /** First partition of each parent. */
  private readonly starts: readonly number[];

  constructor(context: RDDContext, parents: readonly RDDLineage<T>[]) {
    super(context, "UnionRDD");
    this.parents = parents;
    const starts: number[] = [];
    let total = 0;
    for (const parent of parents) {
      starts.push(total);
      total += parent.numPartitions;
    }
    this.starts = starts;
    this.numPartitions = total;
    this.dependencies = parents.map((rdd, i) => {
      const start = starts[i]!;
      const inside = (p: number): boolean => p >= start && p < start + rdd.numPartitions;
      return { kind: "narrow", rdd, parents: (p: number) => (inside(p) ? [p - start] : []) };
    });
  }

  compute(partition: number, context: TaskContext): Iterable<T> {
    let i = this.starts.length - 1;
    while (this.starts[i]! > partition) i--;
    return this.parents[i]!.iterator(partition - this.starts[i]!, context);
  }
}
