import type { Aggregator, Pair } from "../../rdd/aggregator.js";
import type { Partitioner } from "../../rdd/partitioner.js";
import type { RDDLineage } from "../../rdd/rdd-lineage.js";
import { ShuffledRDD } from "../../rdd/shuffled-rdd.js";
import { SubtractedRDD } from "../../rdd/subtracted-rdd.js";
import { withClosure } from "../capturing.js";
import type { RDD } from "../rdd.js";
import { cogroupLineage, innerMatches, joinLineage, type Matching, outerMatches } from "./cogroup.js";
import { combineByKeyLineage } from "./combine-by-key.js";
import { type AnyRDD, derived, ownPartitioner, type Partitioning, partitionerFor } from "./derive.js";
import { DoubleRDDFunctions } from "./double-rdd-functions.js";
import { groupAggregator } from "./group-aggregator.js";
import { HyperLogLog } from "./hyper-log-log.js";
import { flatMapValuesLineage, keysLineage, mapValuesLineage, valuesLineage } from "./map-lineage.js";
import { type Fractions, sampleByKeyExactLineage, sampleByKeyLineage } from "./sample-by-key.js";
import { zeroAggregator } from "./zero-aggregator.js";

/** An RDD whose elements are two-element arrays: Scala's tuples. */
export type PairRDD<K, V> = RDD<Pair<K, V>> | RDD<[K, V]>;

/**
 * The transformations of RDDs of pairs: Spark's `PairRDDFunctions`. Where a shuffle is needed, its reducers are given as a number or
 * a partitioner, or found by the default-partitioner rule (A4).
 * @example await pairs.reduceByKey((a, b) => a + b).collect(); // [["b", 2], ["a", 4]]
 */
export abstract class PairRDDFunctions<T> extends DoubleRDDFunctions<T> {
  // ── Narrow ──────────────────────────────────────────────────────────────────────────────────────────────────────────

  /**
   * Applies `f` to each value, keeps keys and partitioner. Narrow. Mirrors `PairRDDFunctions.mapValues`.
   * @example await pairs.mapValues((n) => n * 10).collect(); // [["a", 10], ["b", 20], ["a", 30]]
   */
  mapValues<K, V, W>(this: PairRDD<K, V>, f: (value: V) => W): RDD<[K, W]> {
    return derived(this, "mapValues", () => withClosure(mapValuesLineage(pairsOf(this), f), f));
  }

  /**
   * Replaces each value by any number of others, keeps keys and partitioner. Narrow. Mirrors `PairRDDFunctions.flatMapValues`.
   * @example await pairs.flatMapValues((n) => [n, -n]).take(2); // [["a", 1], ["a", -1]]
   */
  flatMapValues<K, V, W>(this: PairRDD<K, V>, f: (value: V) => Iterable<W>): RDD<[K, W]> {
    return derived(this, "flatMapValues", () => withClosure(flatMapValuesLineage(pairsOf(this), f), f));
  }

  /** The keys. Narrow. Mirrors `PairRDDFunctions.keys`. @example await pairs.keys().collect(); // ["a", "b", "a"] */
  keys<K, V>(this: PairRDD<K, V>): RDD<K> {
    return derived(this, "keys", () => keysLineage(pairsOf(this)), "map");
  }

  /** The values. Narrow. Mirrors `PairRDDFunctions.values`. @example await pairs.values().collect(); // [1, 2, 3] */
  values<K, V>(this: PairRDD<K, V>): RDD<V> {
    return derived(this, "values", () => valuesLineage(pairsOf(this)), "map");
  }

  // ── Combining the values of a key ───────────────────────────────────────────────────────────────────────────────────

  /**
   * Merges the values of each key with `f`, first on the map side (A2). Mirrors `PairRDDFunctions.reduceByKey`.
   * @param partitioning reducers; by the default-partitioner rule when left out (A4)
   * @example await pairs.reduceByKey((a, b) => a + b).collect(); // [["b", 2], ["a", 4]]
   */
  reduceByKey<K, V>(this: PairRDD<K, V>, f: (a: V, b: V) => V, partitioning?: Partitioning): RDD<[K, V]> {
    const aggregator = { createCombiner: (value: V) => value, mergeValue: f, mergeCombiners: f };
    return combinedByKey(this, "reduceByKey", aggregator, true, partitioning);
  }

  /**
   * All values of each key in one array. Shuffles every value: prefer {@link reduceByKey} for sums. Mirrors
   * `groupByKey`.
   * @example await pairs.groupByKey().collect(); // [["b", [2]], ["a", [1, 3]]]
   */
  groupByKey<K, V>(this: PairRDD<K, V>, partitioning?: Partitioning): RDD<[K, V[]]> {
    return combinedByKey(this, "groupByKey", groupAggregator<V>(), false, partitioning);
  }

  /**
   * Merges the values of each key into a result of another type, first on the map side (A2). Mirrors `aggregateByKey`.
   * @param zero what each key starts from, in each partition; copied
   * @param merge adds a value to a partial result
   * @param combine merges two partial results
   * @example
   * const sumAndCount = pairs.aggregateByKey([0, 0], ([sum, n], value) => [sum + value, n + 1], (a, b) => [a[0] + b[0], a[1] + b[1]]);
   * await sumAndCount.collect(); // [["b", [2, 1]], ["a", [4, 2]]]
   */
  aggregateByKey<K, V, U>(
    this: PairRDD<K, V>,
    zero: U,
    merge: (partial: U, value: V) => U,
    combine: (a: U, b: U) => U,
    partitioning?: Partitioning,
  ): RDD<[K, U]> {
    return combinedByKey(this, "aggregateByKey", zeroAggregator(zero, merge, combine), true, partitioning);
  }

  /**
   * Like {@link reduceByKey}, from a zero value, which is used once for each key in each partition. Mirrors `foldByKey`.
   * @example await pairs.foldByKey(0, (a, b) => a + b).collect(); // [["b", 2], ["a", 4]]
   */
  foldByKey<K, V>(this: PairRDD<K, V>, zero: V, f: (a: V, b: V) => V, partitioning?: Partitioning): RDD<[K, V]> {
    return combinedByKey(this, "foldByKey", zeroAggregator(zero, f, f), true, partitioning);
  }

  /**
   * The general form of the others: how the first value of a key becomes a partial result, how more are added, how partial results
   * merge. Combines on the map side unless told not to (A2). Mirrors `combineByKey`.
   * @example
   * const sets = pairs.combineByKey((n) => [n], (list, n) => [...list, n], (a, b) => [...a, ...b]);
   * await sets.collect(); // [["b", [2]], ["a", [1, 3]]]
   */
  combineByKey<K, V, C>(
    this: PairRDD<K, V>,
    createCombiner: (value: V) => C,
    mergeValue: (combined: C, value: V) => C,
    mergeCombiners: (a: C, b: C) => C,
    partitioning?: Partitioning,
    mapSideCombine = true,
  ): RDD<[K, C]> {
    const aggregator = { createCombiner, mergeValue, mergeCombiners };
    return combinedByKey(this, "combineByKey", aggregator, mapSideCombine, partitioning);
  }

  /**
   * About how many different values each key has; see {@link ApproximateActions.countApproxDistinct}. Mirrors `countApproxDistinctByKey`.
   * @param relativeSD standard deviation of the estimates, as a share of them
   * @example await pairs.countApproxDistinctByKey(0.01).collect(); // [["b", 1], ["a", 2]]
   */
  countApproxDistinctByKey<K, V>(
    this: PairRDD<K, V>,
    relativeSD = 0.05,
    partitioning?: Partitioning,
  ): RDD<[K, number]> {
    return derived(this, "countApproxDistinctByKey", () => {
      const aggregator: Aggregator<V, HyperLogLog> = {
        createCombiner: (value) => new HyperLogLog(relativeSD).offer(value),
        mergeValue: (counter, value) => counter.offer(value),
        mergeCombiners: (a, b) => a.merge(b),
      };
      const placing = partitionerFor([this], partitioning);
      const counters = combineByKeyLineage<K, V, HyperLogLog>(pairsOf(this), aggregator, true, placing);
      return mapValuesLineage(counters, ({ cardinality }) => cardinality);
    });
  }

  /**
   * About a fraction of the pairs of each key, by Spark's own random numbers. Narrow, keeps the partitioner. Mirrors `sampleByKey`.
   * @param fractions for each key; a key that is missing fails the task
   * @example await pairs.sampleByKey(false, new Map([["a", 1], ["b", 0]]), 7).collect(); // [["a", 1], ["a", 3]]
   */
  sampleByKey<K, V>(
    this: PairRDD<K, V>,
    withReplacement: boolean,
    fractions: Fractions<K>,
    seed: number | bigint = this.sparkContext.nextSeed(),
  ): RDD<[K, V]> {
    return derived(this, "sampleByKey", () => {
      const sampled = sampleByKeyLineage(pairsOf<K, V>(this), withReplacement, fractions, seed);
      return sampled as RDDLineage<unknown> as RDDLineage<[K, V]>;
    });
  }

  /**
   * Exactly ⌈fraction · n⌉ pairs of each key, with high probability. Looks at all pairs at once, in a job of its own, or two with replacement.
   * Mirrors `sampleByKeyExact`.
   * @example await pairs.sampleByKeyExact(false, new Map([["a", 0.5], ["b", 1]]), 7).count(); // 2
   */
  sampleByKeyExact<K, V>(
    this: PairRDD<K, V>,
    withReplacement: boolean,
    fractions: Fractions<K>,
    seed: number | bigint = this.sparkContext.nextSeed(),
  ): RDD<[K, V]> {
    const { conf, jobs } = this.sparkContext;
    return derived(this, "sampleByKeyExact", (callSite) => {
      const sample = { withReplacement, fractions, seed };
      const sampled = sampleByKeyExactLineage({ conf, jobs, callSite }, pairsOf<K, V>(this), sample);
      return sampled as RDDLineage<unknown> as RDDLineage<[K, V]>;
    });
  }

  /**
   * Places each key by a partitioner, so that later steps by key need no shuffle (A5); nothing happens when it is placed so already.
   * Mirrors `PairRDDFunctions.partitionBy`.
   * @example
   * const placed = pairs.partitionBy(new HashPartitioner(4)).cache();
   * await placed.reduceByKey((a, b) => a + b).count(); // one shuffle: that of partitionBy
   */
  partitionBy<K, V>(this: PairRDD<K, V>, partitioner: Partitioner): RDD<[K, V]> {
    if (partitioner.equals(this.lineage.partitioner)) return this as RDD<[K, V]>;
    return derived(this, "partitionBy", () => {
      return new ShuffledRDD<K, V, V>(pairsOf(this), partitioner) as RDDLineage<unknown> as RDDLineage<[K, V]>;
    });
  }

  // ── Joining ─────────────────────────────────────────────────────────────────────────────────────────────────────────

  /**
   * Pairs with equal keys on both sides, inner. No shuffle for a side that is partitioned alike (A5). Mirrors `join`.
   * @example await pairs.join(sc.parallelize([["a", "x"]])).collect(); // [["a", [1, "x"]], ["a", [3, "x"]]]
   */
  join<K, V, W>(this: PairRDD<K, V>, other: RDD<[K, W]>, partitioning?: Partitioning): RDD<[K, [V, W]]> {
    return joined(this, "join", other, partitioning, innerMatches<V, W>);
  }

  /**
   * Like {@link join}, and keys that only this side has, with null. Mirrors `leftOuterJoin`.
   * @example await pairs.leftOuterJoin(sc.parallelize([["b", "x"]])).collect(); // [["a", [1, null]], ["a", [3, null]], ["b", [2, "x"]]]
   */
  leftOuterJoin<K, V, W>(
    this: PairRDD<K, V>,
    other: RDD<[K, W]>,
    partitioning?: Partitioning,
  ): RDD<[K, [V, W | null]]> {
    return joined(
      this,
      "leftOuterJoin",
      other,
      partitioning,
      outerMatches(true, false) as Matching<V, W, [V, W | null]>,
    );
  }

  /**
   * Like {@link join}, and keys that only the other side has, with null. Mirrors `rightOuterJoin`.
   * @example await pairs.rightOuterJoin(sc.parallelize([["c", "x"]])).collect(); // [["c", [null, "x"]]]
   */
  rightOuterJoin<K, V, W>(
    this: PairRDD<K, V>,
    other: RDD<[K, W]>,
    partitioning?: Partitioning,
  ): RDD<[K, [V | null, W]]> {
    return joined(
      this,
      "rightOuterJoin",
      other,
      partitioning,
      outerMatches(false, true) as Matching<V, W, [V | null, W]>,
    );
  }

  /**
   * Like {@link join}, and the keys that only one side has, with null. Mirrors `fullOuterJoin`.
   * @example await sc.parallelize([["a", 1]], 1).fullOuterJoin(sc.parallelize([["b", 2]], 1)).collect(); // [["a", [1, null]], ["b", [null, 2]]]
   */
  fullOuterJoin<K, V, W>(
    this: PairRDD<K, V>,
    other: RDD<[K, W]>,
    partitioning?: Partitioning,
  ): RDD<[K, [V | null, W | null]]> {
    const matching = outerMatches(true, true) as Matching<V, W, [V | null, W | null]>;
    return joined(this, "fullOuterJoin", other, partitioning, matching);
  }

  /**
   * For each key the values of this RDD and of one, two or three others. Joins are made of it. Mirrors `cogroup`.
   * @example await pairs.cogroup(sc.parallelize([["a", "x"]])).collect(); // [["a", [[1, 3], ["x"]]], ["b", [[2], []]]]
   */
  cogroup<K, V, W>(this: PairRDD<K, V>, other: RDD<[K, W]>, partitioning?: Partitioning): RDD<[K, [V[], W[]]]>;
  cogroup<K, V, W1, W2>(
    this: PairRDD<K, V>,
    other1: RDD<[K, W1]>,
    other2: RDD<[K, W2]>,
    partitioning?: Partitioning,
  ): RDD<[K, [V[], W1[], W2[]]]>;
  cogroup<K, V, W1, W2, W3>(
    this: PairRDD<K, V>,
    other1: RDD<[K, W1]>,
    other2: RDD<[K, W2]>,
    other3: RDD<[K, W3]>,
    partitioning?: Partitioning,
  ): RDD<[K, [V[], W1[], W2[], W3[]]]>;
  cogroup<K>(
    this: PairRDD<K, unknown>,
    ...given: (RDD<[K, unknown]> | Partitioning | undefined)[]
  ): RDD<[K, unknown[][]]> {
    const others = given.filter((input) => typeof input === "object" && "lineage" in input);
    const partitioning = given.find((input) => input !== undefined && !others.includes(input as RDD<[K, unknown]>));
    return cogrouped(this, "cogroup", others, partitioning as Partitioning | undefined);
  }

  /**
   * {@link cogroup} by its other name. Mirrors `groupWith`.
   * @example await pairs.groupWith(sc.parallelize([["a", "x"]])).collect(); // [["a", [[1, 3], ["x"]]], ["b", [[2], []]]]
   */
  groupWith<K, V, W>(this: PairRDD<K, V>, other: RDD<[K, W]>): RDD<[K, [V[], W[]]]>;
  groupWith<K, V, W1, W2>(this: PairRDD<K, V>, other1: RDD<[K, W1]>, other2: RDD<[K, W2]>): RDD<[K, [V[], W1[], W2[]]]>;
  groupWith<K, V, W1, W2, W3>(
    this: PairRDD<K, V>,
    other1: RDD<[K, W1]>,
    other2: RDD<[K, W2]>,
    other3: RDD<[K, W3]>,
  ): RDD<[K, [V[], W1[], W2[], W3[]]]>;
  groupWith<K>(this: PairRDD<K, unknown>, ...others: RDD<[K, unknown]>[]): RDD<[K, unknown[][]]> {
    return cogrouped(this, "groupWith", others, undefined);
  }

  /**
   * The pairs whose keys the other RDD does not have. Keeps this RDD's partitioner or number of partitions. Mirrors `subtractByKey`.
   * @example await pairs.subtractByKey(sc.parallelize([["a", 0]])).collect(); // [["b", 2]]
   */
  subtractByKey<K, V, W>(this: PairRDD<K, V>, other: RDD<[K, W]>, partitioning?: Partitioning): RDD<[K, V]> {
    return derived(this, "subtractByKey", () => {
      const placing = ownPartitioner(this, partitioning);
      return new SubtractedRDD(pairsOf(this), pairsOf(other), placing) as RDDLineage<unknown> as RDDLineage<[K, V]>;
    });
  }
}

/** The lineage of an RDD of pairs. */
export function pairsOf<K, V>(rdd: PairRDD<K, V>): RDDLineage<Pair<K, V>> {
  return rdd.lineage as RDDLineage<Pair<K, V>>;
}

function combinedByKey<K, V, C>(
  rdd: PairRDD<K, V>,
  method: string,
  aggregator: Aggregator<V, C>,
  mapSideCombine: boolean,
  partitioning: Partitioning | undefined,
): RDD<[K, C]> {
  return derived(rdd, method, () =>
    combineByKeyLineage<K, V, C>(pairsOf(rdd), aggregator, mapSideCombine, partitionerFor([rdd], partitioning)),
  );
}

function cogrouped<K>(
  first: PairRDD<K, unknown>,
  method: string,
  others: readonly RDD<[K, unknown]>[],
  partitioning: Partitioning | undefined,
): RDD<[K, unknown[][]]> {
  const parents = [first, ...others].map(anyLineage);
  return derived(first, method, () =>
    cogroupLineage<K, unknown[][]>(parents, partitionerFor([first, ...others], partitioning)),
  );
}

function joined<K, V, W, R>(
  left: PairRDD<K, V>,
  method: string,
  right: RDD<[K, W]>,
  partitioning: Partitioning | undefined,
  matching: Matching<V, W, R>,
): RDD<[K, R]> {
  const sides = [left, right].map(anyLineage);
  return derived(left, method, () =>
    joinLineage<K, V, W, R>(sides[0]!, sides[1]!, partitionerFor([left, right], partitioning), matching),
  );
}

function anyLineage({ lineage }: AnyRDD): RDDLineage<never> {
  return lineage as RDDLineage<unknown> as RDDLineage<never>;
}
