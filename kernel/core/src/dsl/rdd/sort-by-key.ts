import type { JobRunner } from "../../backend.js";
import { compareKeys } from "../../base/compare.js";
import type { CallSite } from "../../events/listener.js";
import type { Pair } from "../../rdd/aggregator.js";
import type { Partitioner } from "../../rdd/partitioner.js";
import { RangePartitioner } from "../../rdd/range-partitioner.js";
import type { RDDLineage } from "../../rdd/rdd-lineage.js";
import { ShuffledRDD } from "../../rdd/shuffled-rdd.js";
import { rangeBounds } from "./range-bounds.js";

/** sortByKey: finds the ranges at once (A7, A8), then shuffles by range and sorts each partition. */
export function sortByKeyLineage<K, V>(
  jobs: JobRunner,
  parent: RDDLineage<Pair<K, V>>,
  ascending: boolean,
  partitions: number,
  callSite: CallSite,
): RDDLineage<[K, V]> {
  const bounds = rangeBounds(jobs, parent, partitions, callSite);
  return sortedWithinPartitions(parent, new RangePartitioner<K>(bounds, compareKeys, ascending), ascending);
}

/** Shuffles by a partitioner and sorts each partition by key. */
export function sortedWithinPartitions<K, V>(
  parent: RDDLineage<Pair<K, V>>,
  partitioner: Partitioner,
  ascending = true,
): RDDLineage<[K, V]> {
  const order = (a: K, b: K): number => (ascending ? compareKeys(a, b) : compareKeys(b, a));
  return new ShuffledRDD<K, V, V>(parent, partitioner, { keyOrdering: order }) as RDDLineage<unknown> as RDDLineage<
    [K, V]
  >;
}
