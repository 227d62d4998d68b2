import type { Bytes } from "../base/brand.js";
import type { Dependency } from "./dependency.js";
import type { RDDContext } from "./rdd-context.js";
import { RDDLineage } from "./rdd-lineage.js";
import { serializedSize } from "./serialized-size.js";

/** Elements of a slice that are weighed at most; the others are taken to be like them. */
const SAMPLE = 64;

/** Elements given by the driver, cut into `numPartitions` slices: slice i is ⌊i·L/n⌋ … ⌊(i+1)·L/n⌋−1 (A3). */
export class ParallelCollectionRDD<T> extends RDDLineage<T> {
  readonly dependencies: readonly Dependency[] = [];
  readonly numPartitions: number;
  private readonly data: ArrayLike<T>;
  private readonly slice: (start: number, end: number) => Iterable<T>;

  /** @param slice elements `start` … `end − 1`, where there is a better way to give them than one by one */
  constructor(
    context: RDDContext,
    data: ArrayLike<T>,
    numPartitions: number,
    slice: (start: number, end: number) => Iterable<T> = (start, end) => elements(data, start, end),
  ) {
    super(context, "ParallelCollectionRDD");
    this.data = data;
    this.slice = slice;
    this.numPartitions = numPartitions;
  }

  compute(partition: number): Iterable<T> {
    const [start, end] = this.bounds(partition);
    return this.slice(start, end);
  }

  /** The slice travels inside its task. */
  override carriedBytes(partition: number): Bytes {
    const [start, end] = this.bounds(partition);
    const step = Math.max(1, (end - start) / SAMPLE);
    let bytes = 0;
    for (let at = start; at < end; at += step) bytes += serializedSize(this.data[Math.floor(at)]) * step;
    return bytes;
  }

  private bounds(partition: number): [start: number, end: number] {
    const { length } = this.data;
    const at = (slice: number): number => Math.floor((slice * length) / this.numPartitions);
    return [at(partition), at(partition + 1)];
  }
}

function* elements<T>(data: ArrayLike<T>, start: number, end: number): Iterable<T> {
  for (let i = start; i < end; i++) yield data[i]!;
}
