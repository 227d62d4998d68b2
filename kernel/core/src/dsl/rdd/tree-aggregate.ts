import { cloneValue } from "../../base/clone-value.js";
import { MapPartitionsRDD } from "../../rdd/map-partitions-rdd.js";
import { HashPartitioner } from "../../rdd/partitioner.js";
import type { RDDLineage } from "../../rdd/rdd-lineage.js";
import { settled } from "../../rdd/settled.js";
import { combineByKeyLineage } from "./combine-by-key.js";
import { valuesLineage } from "./map-lineage.js";
import { zeroAggregator } from "./zero-aggregator.js";

/** One partial result a partition, brought together through shuffles until few enough are left for the driver (A11). */
export function treeAggregateLineage<T, U>(
  parent: RDDLineage<T>,
  zero: U,
  merge: (partial: U, element: T) => U,
  combine: (a: U, b: U) => U,
  depth: number,
): RDDLineage<U> {
  let partials: RDDLineage<U> = new MapPartitionsRDD<T, U>(parent, (rows) => [foldRows(rows, zero, merge)]);
  let width = partials.numPartitions;
  const scale = Math.max(Math.ceil(width ** (1 / depth)), 2);
  while (width > scale + Math.ceil(width / scale)) {
    width = Math.floor(width / scale);
    const reducers = width;
    const keyed = new MapPartitionsRDD<U, readonly [number, U]>(partials, function* (rows, partition) {
      for (const row of rows) yield [partition % reducers, row];
    });
    const aggregator = zeroAggregator(zero, combine, combine);
    partials = valuesLineage(combineByKeyLineage(keyed, aggregator, true, new HashPartitioner(reducers)));
  }
  return partials;
}

/** The rows merged one after the other into a copy of `zero`. */
export function foldRows<T, U>(rows: Iterable<T>, zero: U, merge: (partial: U, element: T) => U): U {
  let partial = cloneValue(zero);
  for (const row of rows) partial = settled(merge(partial, row), "aggregate");
  return partial;
}
