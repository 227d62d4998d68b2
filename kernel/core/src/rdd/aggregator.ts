import { javaHashCode, pairHashCode } from "../base/java-hash.js";
import { structuralKey } from "../base/structural-key.js";
import { checkedPair } from "./checked-pair.js";
import { appendOnlyOrder } from "./hash-map-order.js";
import { heapBytes } from "./heap-bytes.js";
import type { Partitioner } from "./partitioner.js";
import { settled } from "./settled.js";
import { pollEvery, type TaskContext } from "./task-context.js";
import { volumeOf } from "./task-memory.js";

export type Pair<K, V> = readonly [K, V];

/** How the values of a key become one combined value: Spark's `Aggregator`. */
export interface Aggregator<V, C> {
  readonly createCombiner: (value: V) => C;
  readonly mergeValue: (combined: C, value: V) => C;
  readonly mergeCombiners: (a: C, b: C) => C;
  /** The combined value holds all values, as that of groupByKey does. */
  readonly collects?: true;
}

/** How errors call what merges the values of a key. */
const COMBINING = "a method that combines by key";

type ValueMerge<V, C> = Pick<Aggregator<V, C>, "createCombiner" | "mergeValue">;

/** Combines values by key; the keys come in the order of Spark's hash map, null first. */
export function combineValuesByKey<K, V, C>(
  pairs: Iterable<Pair<K, V>>,
  merge: ValueMerge<V, C>,
  context: TaskContext,
): Iterable<Pair<K, C>> {
  return inMapOrder(combined(pairs, merge, context));
}

/** Values that are collected by key, as groupByKey and cogroup do, must fit into the heap as far as one key goes: they cannot be spilled in parts (E6). */
export function holdLargestGroup(groups: Iterable<unknown>, context: TaskContext): void {
  let largest: readonly unknown[] = [];
  for (const group of groups) {
    if (!Array.isArray(group)) return;
    if (group.length > largest.length) largest = group;
  }
  if (largest.length > 0) context.memory.holdOnHeap(heapBytes(largest, largest.length));
}

/** Merges already combined values by key. */
export function combineCombinersByKey<K, C>(
  pairs: Iterable<Pair<K, C>>,
  mergeCombiners: (a: C, b: C) => C,
  context: TaskContext,
): Iterable<Pair<K, C>> {
  return combineValuesByKey(pairs, { createCombiner: (value) => value, mergeValue: mergeCombiners }, context);
}

/**
 * Combines on the map side (A2). Spark's sorter keeps `(partition, key)` in its hash map and sorts what comes out by partition and
 * hash code of the key.
 */
export function combineForShuffle<K, V, C>(
  pairs: Iterable<Pair<K, V>>,
  merge: ValueMerge<V, C>,
  partitioner: Partitioner,
  context: TaskContext,
): Iterable<Pair<K, C>> {
  const entries = combined(pairs, merge, context);
  const hashes = entries.map(([key]) => pairHashCode(partitioner.getPartition(key), key));
  const ordered = Array.from(appendOnlyOrder(hashes), (i) => ({
    entry: entries[i]!,
    hash: javaHashCode(entries[i]![0]),
  }));
  return ordered.sort((a, b) => a.hash - b.hash).map(({ entry }) => entry);
}

/** Entries with the key first, in the order in which Spark's hash map holds them; null has a place of its own before all. */
export function inMapOrder<K, E extends readonly [K, unknown]>(entries: readonly E[]): E[] {
  const isNull = ([key]: E): boolean => key === null || key === undefined;
  const others = entries.filter((entry) => !isNull(entry));
  const order = appendOnlyOrder(others.map(([key]) => javaHashCode(key)));
  return [...entries.filter(isNull), ...Array.from(order, (i) => others[i]!)];
}

function combined<K, V, C>(pairs: Iterable<Pair<K, V>>, merge: ValueMerge<V, C>, context: TaskContext): [K, C][] {
  let rows = 0;
  const entries = combineEntries(pairs, merge, () => pollEvery(++rows, context));
  context.metrics.charge("aggregateRows", rows);
  context.memory.fill(volumeOf(entries, entries.length));
  holdLargestGroup(valuesOf(entries), context);
  return entries;
}

function* valuesOf(entries: Iterable<readonly [unknown, unknown]>): Iterable<unknown> {
  for (const [, value] of entries) yield value;
}

/** Combined values by key, keys in order of first sight; `onPair` is told of each pair. */
export function combineEntries<K, V, C>(
  pairs: Iterable<Pair<K, V>>,
  { createCombiner, mergeValue }: ValueMerge<V, C>,
  onPair: () => void = () => {},
): [K, C][] {
  const byKey = new Map<unknown, [K, C]>();
  for (const pair of pairs) {
    onPair();
    const [key, value] = checkedPair(pair);
    const id = structuralKey(key);
    const entry = byKey.get(id);
    if (entry === undefined) byKey.set(id, [key, settled(createCombiner(value), COMBINING)]);
    else entry[1] = settled(mergeValue(entry[1], value), COMBINING);
  }
  return [...byKey.values()];
}
