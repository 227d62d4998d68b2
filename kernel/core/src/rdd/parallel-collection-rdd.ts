import type { Dependency } from "./dependency.js";
import type { RDDContext } from "./rdd-context.js";
import { RDDLineage } from "./rdd-lineage.js";

/** Elements given by the driver, cut into `numPartitions` slices: slice i is ⌊i·L/n⌋ … ⌊(i+1)·L/n⌋−1 (A3). */
export class ParallelCollectionRDD<T> extends RDDLineage<T> {
  readonly dependencies: readonly Dependency[] = [];
  readonly numPartitions: number;
  private readonly data: ArrayLike<T>;

  constructor(context: RDDContext, data: ArrayLike<T>, numPartitions: number) {
    super(context, "ParallelCollectionRDD");
    this.data = data;
    this.numPartitions = numPartitions;
  }

  *compute(partition: number): Iterable<T> {
    const { length } = this.data;
    const end = Math.floor(((partition + 1) * length) / this.numPartitions);
    for (let i = Math.floor((partition * length) / this.numPartitions); i < end; i++) yield this.data[i]!;
  }
}
