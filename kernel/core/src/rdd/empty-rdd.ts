import type { Dependency } from "./dependency.js";
import type { RDDContext } from "./rdd-context.js";
import { RDDLineage } from "./rdd-lineage.js";

/** No partitions, no elements: what `sc.emptyRDD` makes. */
export class EmptyRDD<T> extends RDDLineage<T> {
  readonly dependencies: readonly Dependency[] = [];
  readonly numPartitions = 0;

  constructor(context: RDDContext) {
    super(context, "EmptyRDD");
  }

  compute(): Iterable<T> {
    return [];
  }
}
