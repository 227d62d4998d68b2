import { compareKeys } from "../../base/compare.js";
import { checkedPair } from "../../rdd/checked-pair.js";
import { PartitionPruningRDD } from "../../rdd/partition-pruning-rdd.js";
import type { Partitioner } from "../../rdd/partitioner.js";
import { RangePartitioner } from "../../rdd/range-partitioner.js";
import type { RDDLineage } from "../../rdd/rdd-lineage.js";
import type { RDD } from "../rdd.js";
import { derived } from "./derive.js";
import { filterLineage, mapLineage, valuesLineage } from "./map-lineage.js";
import { type PairRDD, PairRDDFunctions, pairsOf } from "./pair-rdd-functions.js";
import { sortByKeyLineage, sortedWithinPartitions } from "./sort-by-key.js";

/**
 * Sorting: Spark's `OrderedRDDFunctions`, and `sortBy`. Keys are ordered by value: numbers, strings, and tuples entry by entry.
 * @example await pairs.sortByKey(false).keys().collect(); // ["b", "a", "a"]
 */
export abstract class OrderedRDDFunctions<T> extends PairRDDFunctions<T> {
  /**
   * Sorted by key over ranges. Samples the keys in a job of its own, at once (A7, A8); equal keys stay together, so there may be
   * fewer partitions than asked for. Mirrors `OrderedRDDFunctions.sortByKey`.
   * @example await pairs.sortByKey().collect(); // [["a", 1], ["a", 3], ["b", 2]]
   */
  sortByKey<K, V>(this: PairRDD<K, V>, ascending = true, numPartitions?: number): RDD<[K, V]> {
    const { jobs } = this.sparkContext;
    return derived(this, "sortByKey", (callSite) => {
      const partitions = numPartitions ?? this.lineage.numPartitions;
      return sortByKeyLineage(jobs, pairsOf(this), ascending, partitions, callSite);
    });
  }

  /**
   * Sorted by what `f` gives for each element; a `sortByKey` inside, with its job at once (A8). Mirrors `RDD.sortBy`.
   * @example await rdd.sortBy((n) => -n).collect(); // [4, 3, 2, 1]
   */
  sortBy<K>(f: (element: T) => K, ascending = true, numPartitions?: number): RDD<T> {
    const { jobs } = this.sparkContext;
    return derived(this, "sortBy", (callSite) => {
      const keyed = mapLineage(this.lineage, (element) => [f(element), element] as const);
      const partitions = numPartitions ?? this.lineage.numPartitions;
      return valuesLineage(sortByKeyLineage(jobs, keyed, ascending, partitions, callSite));
    });
  }

  /**
   * Placed by a partitioner and sorted by key within each partition: cheaper than sorting afterwards. Mirrors the method of Spark.
   * @example await pairs.repartitionAndSortWithinPartitions(new HashPartitioner(1)).collect(); // [["a", 1], ["a", 3], ["b", 2]]
   */
  repartitionAndSortWithinPartitions<K, V>(this: PairRDD<K, V>, partitioner: Partitioner): RDD<[K, V]> {
    return derived(this, "repartitionAndSortWithinPartitions", () =>
      sortedWithinPartitions(pairsOf(this), partitioner),
    );
  }

  /**
   * The pairs whose keys lie in `lower` … `upper`. After `sortByKey` only the partitions that can hold such keys are read. Mirrors
   * `OrderedRDDFunctions.filterByRange`.
   * @example await pairs.sortByKey().filterByRange("b", "z").collect(); // [["b", 2]]
   */
  filterByRange<K, V>(this: PairRDD<K, V>, lower: K, upper: K): RDD<[K, V]> {
    return derived(this, "filterByRange", () => {
      const pairs = pairsOf<K, V>(this) as RDDLineage<unknown> as RDDLineage<[K, V]>;
      const { partitioner } = pairs;
      const inRange = (pair: [K, V]): boolean => {
        const [key] = checkedPair(pair);
        return compareKeys(key, lower) >= 0 && compareKeys(key, upper) <= 0;
      };
      if (!(partitioner instanceof RangePartitioner)) return filterLineage(pairs, inRange);
      const ends = [partitioner.getPartition(lower), partitioner.getPartition(upper)];
      const first = Math.min(...ends);
      const kept = Array.from({ length: Math.max(...ends) - first + 1 }, (_, i) => first + i);
      return filterLineage(new PartitionPruningRDD(pairs, kept), inRange);
    });
  }
}
