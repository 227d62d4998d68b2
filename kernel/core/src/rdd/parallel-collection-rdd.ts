import type { Dependency } from "./dependency.js";
import type { RDDContext } from "./rdd-context.js";
import { RDDLineage } from "./rdd-lineage.js";

/** Elements given by the driver, cut into `numPartitions` slices: slice i is ⌊i·L/n⌋ … ⌊(i+1)·L/n⌋−1 (A3). */
export class ParallelCollectionRDD<T> extends RDDLineage<T> {
  readonly dependencies: readonly Dependency[] = [];
  readonly numPartitions: number;
  private readonly length: number;
  private readonly slice: (start: number, end: number) => Iterable<T>;

  /** @param slice elements `start` … `end − 1`, where there is a better way to give them than one by one */
  constructor(
    context: RDDContext,
    data: ArrayLike<T>,
    numPartitions: number,
    slice: (start: number, end: number) => Iterable<T> = (start, end) => elements(data, start, end),
  ) {
    super(context, "ParallelCollectionRDD");
    this.length = data.length;
    this.slice = slice;
    this.numPartitions = numPartitions;
  }

  compute(partition: number): Iterable<T> {
    const start = Math.floor((partition * this.length) / this.numPartitions);
    return this.slice(start, Math.floor(((partition + 1) * this.length) / this.numPartitions));
  }
}

function* elements<T>(data: ArrayLike<T>, start: number, end: number): Iterable<T> {
  for (let i = start; i < end; i++) yield data[i]!;
}
