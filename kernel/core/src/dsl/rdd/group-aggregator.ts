import type { Aggregator } from "../../rdd/aggregator.js";

/** All values of a key in one array. */
export function groupAggregator<V>(): Aggregator<V, V[]> {
  return {
    collects: true,
    createCombiner: (value) => [value],
    mergeValue: (group, value) => {
      group.push(value);
      return group;
    },
    mergeCombiners: (a, b) => a.concat(b),
  };
}
