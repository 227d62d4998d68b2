import { compareKeys } from "../base/compare.js";
import type { Pair } from "../rdd/aggregator.js";
import { RangePartitioner as BoundedRangePartitioner } from "../rdd/range-partitioner.js";
import { type PairRDD, pairsOf } from "./rdd/pair-rdd-functions.js";
import { rangeBounds } from "./rdd/range-bounds.js";
import type { RDD } from "./rdd.js";

/**
 * Places keys by ranges of about equal size, which it finds by sampling an RDD of pairs, in a job at once (A7, A8). Mirrors
 * `RangePartitioner`.
 * @example
 * const ranges = new RangePartitioner(2, pairs);
 * await pairs.partitionBy(ranges).glom().collect(); // [[["a", 1], ["a", 3]], [["b", 2]]]
 */
export class RangePartitioner<K> extends BoundedRangePartitioner<K> {
  constructor(partitions: number, rdd: PairRDD<K, unknown>, ascending = true) {
    const { sparkContext } = rdd as RDD<Pair<K, unknown>>;
    const bounds = rangeBounds(sparkContext.jobs, pairsOf(rdd), partitions, sparkContext.callSite("RangePartitioner"));
    super(bounds, compareKeys, ascending);
  }
}
