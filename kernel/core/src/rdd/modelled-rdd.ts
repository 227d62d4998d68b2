import type { Dependency } from "./dependency.js";
import type { RDDContext } from "./rdd-context.js";
import { RDDLineage } from "./rdd-lineage.js";
import type { TaskMetrics } from "./task-context.js";

/** What a partition's task does, known without any rows: it charges its metrics. */
export type ModelledWork = (partition: number, metrics: TaskMetrics) => void;

/**
 * Partitions whose work is modelled: they have no rows, and computing one only counts what it would have done. Its tasks skip the
 * lineage, so that a million of them cost next to nothing.
 */
export class ModelledRDD extends RDDLineage<never> {
  readonly dependencies: readonly Dependency[] = [];
  readonly numPartitions: number;
  readonly work: ModelledWork;

  constructor(context: RDDContext, numPartitions: number, work: ModelledWork) {
    super(context, "ModelledRDD");
    this.numPartitions = numPartitions;
    this.work = work;
  }

  compute(partition: number, { metrics }: { readonly metrics: TaskMetrics }): Iterable<never> {
    this.work(partition, metrics);
    return NO_ROWS;
  }
}

const NO_ROWS: readonly never[] = [];
