import type { Pair } from "../../rdd/aggregator.js";
import { checkedPair } from "../../rdd/checked-pair.js";
import { MapPartitionsRDD } from "../../rdd/map-partitions-rdd.js";
import { ModelledPairs } from "../../rdd/modelled-rows.js";
import type { RDDLineage } from "../../rdd/rdd-lineage.js";
import { settledRows } from "../../rdd/settled.js";
import { filterRows, flatMapRows, mapRows } from "./partition-functions.js";

/** One element for each. */
export function mapLineage<T, U>(parent: RDDLineage<T>, f: (row: T) => U, preserves = false): RDDLineage<U> {
  // Spark says of `map` alone that it keeps the sizes, not of `mapValues`.
  return new MapPartitionsRDD<T, U>(parent, (rows, _, context) => mapRows(rows, f, context), preserves, !preserves);
}

/** The elements for which `f` is true; the partitioner stays. */
export function filterLineage<T>(parent: RDDLineage<T>, f: (row: T) => boolean): RDDLineage<T> {
  const test = f as unknown as (pair: readonly [unknown, unknown]) => boolean;
  return new MapPartitionsRDD<T, T>(
    parent,
    (rows, _, context) => {
      if (rows instanceof ModelledPairs) return rows.filter(test) as Iterable<unknown> as Iterable<T>;
      return filterRows(rows, f, context);
    },
    true,
  );
}

/** Another value for each key; the partitioner stays. */
export function mapValuesLineage<K, V, W>(parent: RDDLineage<Pair<K, V>>, f: (value: V) => W): RDDLineage<[K, W]> {
  const withValue = (pair: Pair<K, V>): [K, W] => {
    const [key, value] = checkedPair(pair);
    return [key, f(value)];
  };
  const ofValue = f as (value: unknown) => unknown;
  return new MapPartitionsRDD<Pair<K, V>, [K, W]>(
    parent,
    (rows, _, context) => {
      // Modelled pairs try the function on some of their values.
      if (rows instanceof ModelledPairs) return rows.mapValues(ofValue) as Iterable<unknown> as Iterable<[K, W]>;
      return mapRows(rows, withValue, context);
    },
    true,
  );
}

/** Any number of values for each key; the partitioner stays. */
export function flatMapValuesLineage<K, V, W>(
  parent: RDDLineage<Pair<K, V>>,
  f: (value: V) => Iterable<W>,
): RDDLineage<[K, W]> {
  return new MapPartitionsRDD<Pair<K, V>, [K, W]>(
    parent,
    (rows, _, context) => flatMapRows(rows, (pair) => withKey(checkedPair(pair), f), context),
    true,
  );
}

/** The keys of pairs. */
export function keysLineage<K>(parent: RDDLineage<Pair<K, unknown>>): RDDLineage<K> {
  return mapLineage(parent, (pair) => checkedPair(pair)[0]);
}

/** The values of pairs. */
export function valuesLineage<V>(parent: RDDLineage<Pair<unknown, V>>): RDDLineage<V> {
  return mapLineage(parent, (pair) => checkedPair(pair)[1]);
}

function* withKey<K, V, W>([key, value]: Pair<K, V>, f: (value: V) => Iterable<W>): Iterable<[K, W]> {
  for (const given of settledRows(f(value), "flatMapValues")) yield [key, given];
}
