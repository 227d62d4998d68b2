import { structuralKey } from "../base/structural-key.js";
import type { TaskContext } from "./task-context.js";
import { volumeOf } from "./task-memory.js";

export type Pair<K, V> = readonly [K, V];

/** How the values of a key become one combined value: Spark's `Aggregator`. */
export interface Aggregator<V, C> {
  readonly createCombiner: (value: V) => C;
  readonly mergeValue: (combined: C, value: V) => C;
  readonly mergeCombiners: (a: C, b: C) => C;
}

/** Combines values by key, keys in order of first sight. */
export function combineValuesByKey<K, V, C>(
  pairs: Iterable<Pair<K, V>>,
  { createCombiner, mergeValue }: Pick<Aggregator<V, C>, "createCombiner" | "mergeValue">,
  context: TaskContext,
): Iterable<Pair<K, C>> {
  const combined = new Map<unknown, [K, C]>();
  let rows = 0;
  for (const [key, value] of pairs) {
    rows++;
    const id = structuralKey(key);
    const entry = combined.get(id);
    if (entry === undefined) combined.set(id, [key, createCombiner(value)]);
    else entry[1] = mergeValue(entry[1], value);
  }
  context.metrics.charge("aggregateRows", rows);
  context.memory.fill(volumeOf(combined.values(), combined.size));
  holdLargestGroup(combined.values(), context);
  return combined.values();
}

/** Values that are collected by key, as groupByKey does, must fit into the heap as far as one key goes: they cannot be spilled in parts. */
function holdLargestGroup(entries: Iterable<readonly [unknown, unknown]>, context: TaskContext): void {
  let largest: readonly unknown[] = [];
  for (const [, value] of entries) {
    if (!Array.isArray(value)) return;
    if (value.length > largest.length) largest = value;
  }
  if (largest.length > 0) context.memory.holdOnHeap(volumeOf(largest, largest.length).memoryBytes);
}

/** Merges already combined values by key. */
export function combineCombinersByKey<K, C>(
  pairs: Iterable<Pair<K, C>>,
  mergeCombiners: (a: C, b: C) => C,
  context: TaskContext,
): Iterable<Pair<K, C>> {
  return combineValuesByKey(pairs, { createCombiner: (value) => value, mergeValue: mergeCombiners }, context);
}
