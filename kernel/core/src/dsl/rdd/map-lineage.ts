import type { Pair } from "../../rdd/aggregator.js";
import { MapPartitionsRDD } from "../../rdd/map-partitions-rdd.js";
import type { RDDLineage } from "../../rdd/rdd-lineage.js";
import { filterRows, flatMapRows, mapRows } from "./partition-functions.js";

/** One element for each. */
export function mapLineage<T, U>(parent: RDDLineage<T>, f: (row: T) => U, preserves = false): RDDLineage<U> {
  return new MapPartitionsRDD<T, U>(parent, (rows, _, context) => mapRows(rows, f, context), preserves);
}

/** The elements for which `f` is true; the partitioner stays. */
export function filterLineage<T>(parent: RDDLineage<T>, f: (row: T) => boolean): RDDLineage<T> {
  return new MapPartitionsRDD<T, T>(parent, (rows, _, context) => filterRows(rows, f, context), true);
}

/** Another value for each key; the partitioner stays. */
export function mapValuesLineage<K, V, W>(parent: RDDLineage<Pair<K, V>>, f: (value: V) => W): RDDLineage<[K, W]> {
  return mapLineage(parent, ([key, value]): [K, W] => [key, f(value)], true);
}

/** Any number of values for each key; the partitioner stays. */
export function flatMapValuesLineage<K, V, W>(
  parent: RDDLineage<Pair<K, V>>,
  f: (value: V) => Iterable<W>,
): RDDLineage<[K, W]> {
  return new MapPartitionsRDD<Pair<K, V>, [K, W]>(
    parent,
    (rows, _, context) => flatMapRows(rows, ([key, value]) => withKey(key, f(value)), context),
    true,
  );
}

/** The keys of pairs. */
export function keysLineage<K>(parent: RDDLineage<Pair<K, unknown>>): RDDLineage<K> {
  return mapLineage(parent, ([key]) => key);
}

/** The values of pairs. */
export function valuesLineage<V>(parent: RDDLineage<Pair<unknown, V>>): RDDLineage<V> {
  return mapLineage(parent, ([, value]) => value);
}

function* withKey<K, W>(key: K, values: Iterable<W>): Iterable<[K, W]> {
  for (const value of values) yield [key, value];
}
