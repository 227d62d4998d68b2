import { cloneValue } from "../../base/clone-value.js";
import type { Aggregator } from "../../rdd/aggregator.js";

/** Values merged into a copy of `zero` a key, which may be of another type. */
export function zeroAggregator<V, U>(
  zero: U,
  merge: (partial: U, value: V) => U,
  combine: (a: U, b: U) => U,
): Aggregator<V, U> {
  return { createCombiner: (value) => merge(cloneValue(zero), value), mergeValue: merge, mergeCombiners: combine };
}
