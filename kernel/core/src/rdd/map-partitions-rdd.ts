import { type Dependency, oneToOne } from "./dependency.js";
import type { Partitioner } from "./partitioner.js";
import { RDDLineage } from "./rdd-lineage.js";
import type { TaskContext } from "./task-context.js";

export type PartitionFunction<T, U> = (input: Iterable<T>, partition: number, context: TaskContext) => Iterable<U>;

/** Applies a function to every partition of its parent; what map, filter, flatMap and most SQL operators become. */
export class MapPartitionsRDD<T, U> extends RDDLineage<U> {
  readonly dependencies: readonly Dependency[];
  /** The ancestor that has as many elements in each partition, when `f` gives one for each: that one is cheaper to count. */
  readonly sizedLike: RDDLineage<unknown> | undefined;
  private readonly parent: RDDLineage<T>;
  private readonly f: PartitionFunction<T, U>;
  private readonly preservesPartitioning: boolean;

  constructor(
    parent: RDDLineage<T>,
    f: PartitionFunction<T, U>,
    preservesPartitioning = false,
    preservesPartitionSizes = false,
  ) {
    super(parent.context, "MapPartitionsRDD");
    this.sizedLike = preservesPartitionSizes ? parent : undefined;
    this.parent = parent;
    this.f = f;
    this.preservesPartitioning = preservesPartitioning;
    this.dependencies = [oneToOne(parent)];
  }

  get numPartitions(): number {
    return this.parent.numPartitions;
  }

  override get partitioner(): Partitioner | undefined {
    return this.preservesPartitioning ? this.parent.partitioner : undefined;
  }

  compute(partition: number, context: TaskContext): Iterable<U> {
    return this.f(this.parent.iterator(partition, context), partition, context);
  }
}
