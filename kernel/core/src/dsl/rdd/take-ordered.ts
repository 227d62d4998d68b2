import { MapPartitionsRDD } from "../../rdd/map-partitions-rdd.js";
import type { RDDLineage } from "../../rdd/rdd-lineage.js";

export type Ordering<T> = (a: T, b: T) => number;

/** The first `num` elements of each partition in the given order, as one array a partition. */
export function firstOfEachLineage<T>(parent: RDDLineage<T>, num: number, order: Ordering<T>): RDDLineage<T[]> {
  return new MapPartitionsRDD<T, T[]>(parent, (rows, _, context) => {
    const all = [...rows];
    context.metrics.charge("sortRows", all.length);
    return [firstOf(all, num, order)];
  });
}

/** The first `num` of several such arrays. */
export function firstOf<T>(elements: readonly T[], num: number, order: Ordering<T>): T[] {
  return [...elements].sort(order).slice(0, num);
}
