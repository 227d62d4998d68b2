import type { RuntimeConfig } from "../../conf/runtime-config.js";
import type { Pair } from "../../rdd/aggregator.js";
import type { RDDLineage } from "../../rdd/rdd-lineage.js";
import { combineByKeyLineage } from "./combine-by-key.js";
import { defaultPartitioner } from "./default-partitioner.js";
import { mapValuesLineage } from "./map-lineage.js";

/** How many pairs each key has: a shuffle of partial counts. */
export function countByKeyLineage<K>(
  conf: RuntimeConfig,
  pairs: RDDLineage<Pair<K, unknown>>,
): RDDLineage<[K, number]> {
  const ones = mapValuesLineage(pairs, () => 1);
  const sum = (a: number, b: number): number => a + b;
  const aggregator = { createCombiner: (one: number) => one, mergeValue: sum, mergeCombiners: sum };
  return combineByKeyLineage(ones, aggregator, true, defaultPartitioner(conf, [ones]));
}
