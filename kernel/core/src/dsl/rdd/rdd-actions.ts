import { cloneValue } from "../../base/clone-value.js";
import { compareKeys } from "../../base/compare.js";
import { combineEntries, combineValuesByKey, type Pair } from "../../rdd/aggregator.js";
import { checkedPair } from "../../rdd/checked-pair.js";
import { MapPartitionsRDD } from "../../rdd/map-partitions-rdd.js";
import type { RDDLineage } from "../../rdd/rdd-lineage.js";
import { settled } from "../../rdd/settled.js";
import { capturedBytes } from "../capturing.js";
import type { SparkContext } from "../spark-context.js";
import { Action } from "./action.js";
import { ApproximateActions } from "./approximate-actions.js";
import { countByKeyLineage } from "./count-by-key.js";
import { type AnyRDD, runAction } from "./derive.js";
import { filterLineage, mapLineage, valuesLineage } from "./map-lineage.js";
import { type PairRDD, pairsOf } from "./pair-rdd-functions.js";
import { mapRows } from "./partition-functions.js";
import { emptyCollection, reduceElements, reduceRows } from "./reduce.js";
import { sampleLineage, takeSampleElements } from "./sample.js";
import { saveLines } from "./save-as-text-file.js";
import { takeElements } from "./take.js";
import { firstOf, firstOfEachLineage, type Ordering } from "./take-ordered.js";
import { foldRows, treeAggregateLineage } from "./tree-aggregate.js";
import { countRows, sumOf } from "./zip.js";

/**
 * The actions: each runs one job or more, and gives a promise of the result (A10).
 * @example await rdd.map((n) => n * n).reduce((a, b) => a + b); // 30
 */
export abstract class RDDActions<T> extends ApproximateActions<T> {
  // ── Elements ────────────────────────────────────────────────────────────────────────────────────────────────────────

  /**
   * All elements, on the driver, in order of partition. One job. Mirrors `RDD.collect`.
   * @throws SparkException
   * @example await rdd.collect(); // [1, 2, 3, 4]
   */
  collect(): Promise<T[]> {
    return runAction(this, "collect", (action) => action.collect(this.lineage));
  }

  /**
   * The elements, one partition after the other: a job each, when the loop gets there. Mirrors `RDD.toLocalIterator`.
   * @example
   * const found = [];
   * for await (const n of rdd.toLocalIterator()) found.push(n);
   * found; // [1, 2, 3, 4]
   */
  toLocalIterator(): AsyncIterableIterator<T> {
    return collectInTurn(this.sparkContext, new Action(this.sparkContext, "toLocalIterator"), this.lineage);
  }

  /**
   * The first `count` elements; runs as many jobs as it needs partitions, few at first (A9). Mirrors `RDD.take`.
   * @example await rdd.take(2); // [1, 2]
   */
  take(count: number): Promise<T[]> {
    return runAction(this, "take", (action) => takeFirst(action, this.lineage, count));
  }

  /**
   * The first element: `take(1)`. Mirrors `RDD.first`.
   * @throws SparkError EMPTY_COLLECTION when there is none
   * @example await rdd.first(); // 1
   */
  first(): Promise<T> {
    return runAction(this, "first", async (action) => {
      const taken = await takeFirst(action, this.lineage, 1);
      if (taken.length === 0) throw emptyCollection(action.callSite);
      return taken[0]!;
    });
  }

  /** Whether there is no element: looks with `take(1)`. Mirrors `RDD.isEmpty`. @example await rdd.filter((n) => n > 9).isEmpty(); // true */
  isEmpty(): Promise<boolean> {
    return runAction(this, "isEmpty", async (action) => (await takeFirst(action, this.lineage, 1)).length === 0);
  }

  /**
   * The `num` greatest elements, greatest first. One job; only `num` of each partition come to the driver. Mirrors `RDD.top`.
   * @param order how elements are ordered; by value when left out
   * @example await rdd.top(2); // [4, 3]
   */
  top(num: number, order: Ordering<T> = compareKeys): Promise<T[]> {
    return runAction(this, "top", (action) => firstInOrder(action, this.lineage, num, (a, b) => order(b, a)));
  }

  /**
   * The `num` least elements, least first. One job. Mirrors `RDD.takeOrdered`.
   * @example await sc.parallelize([3, 1, 2]).takeOrdered(2); // [1, 2]
   */
  takeOrdered(num: number, order: Ordering<T> = compareKeys): Promise<T[]> {
    return runAction(this, "takeOrdered", (action) => firstInOrder(action, this.lineage, num, order));
  }

  /**
   * Exactly `num` elements drawn at random, or all when there are fewer. Counts first, then samples: two jobs or more (A10). Mirrors
   * `RDD.takeSample`; equal seeds draw what Spark draws.
   * @example await sc.range(1, 101, 1, 4).takeSample(false, 5, 42); // [68, 2, 81, 67, 6]
   */
  takeSample(
    withReplacement: boolean,
    num: number,
    seed: number | bigint = this.sparkContext.nextSeed(),
  ): Promise<T[]> {
    return runAction(this, "takeSample", (action) => {
      const rdd = this.lineage;
      const steps = {
        count: async () => sumOf(await action.run(rdd, countRows)),
        collect: () => action.collect(rdd),
        sample: (fraction: number, sampleSeed: number) =>
          action.collect(action.scoped(rdd, () => sampleLineage(rdd, withReplacement, fraction, sampleSeed))),
      };
      return takeSampleElements(steps, withReplacement, num, seed);
    });
  }

  // ── Aggregates ──────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Number of elements. One job. Mirrors `RDD.count`. @example await rdd.count(); // 4 */
  count(): Promise<number> {
    return runAction(this, "count", async (action) => sumOf(await action.run(this.lineage, countRows)));
  }

  /**
   * All elements merged with `f`, in each partition, then on the driver. One job. Mirrors `RDD.reduce`.
   * @throws SparkError EMPTY_COLLECTION when there is no element
   * @example await rdd.reduce((a, b) => a + b); // 10
   */
  reduce(f: (a: T, b: T) => T): Promise<T> {
    return runAction(this, "reduce", (action) => reduceElements(action, this.lineage, f));
  }

  /**
   * Like {@link reduce}, from a zero value, which is used once a partition and once on the driver. Mirrors `RDD.fold`.
   * @example await rdd.fold(0, (a, b) => a + b); // 10
   */
  fold(zero: T, f: (a: T, b: T) => T): Promise<T> {
    return runAction(this, "fold", (action) => aggregateElements(action, this.lineage, zero, f, f));
  }

  /**
   * All elements merged into a result of another type: in each partition from `zero` with `merge`, then on the driver with
   * `combine`. One job. Mirrors `RDD.aggregate`.
   * @example await rdd.aggregate([0, 0], ([sum, n], x) => [sum + x, n + 1], (a, b) => [a[0] + b[0], a[1] + b[1]]); // [10, 4]
   */
  aggregate<U>(zero: U, merge: (partial: U, element: T) => U, combine: (a: U, b: U) => U): Promise<U> {
    return runAction(this, "aggregate", (action) => aggregateElements(action, this.lineage, zero, merge, combine));
  }

  /**
   * Like {@link reduce}, but partial results of many partitions are merged on executors first, through shuffles (A11). Mirrors
   * `RDD.treeReduce`.
   * @throws SparkError EMPTY_COLLECTION when there is no element
   * @example await sc.range(1, 101, 1, 16).treeReduce((a, b) => a + b); // 5050
   */
  treeReduce(f: (a: T, b: T) => T, depth = 2): Promise<T> {
    return runAction(this, "treeReduce", async (action) => {
      // A partial result is an array of one element, or of none.
      const merge = (a: T[], b: T[]): T[] => reduceRows([...a, ...b], f);
      const partials = action.scoped(this.lineage, () => {
        const reduced = new MapPartitionsRDD<T, T[]>(this.lineage, (rows) => [reduceRows(rows, f)]);
        return treeAggregateLineage<T[], T[]>(reduced, [], merge, merge, depth);
      });
      const merged = await foldPartials(action, partials, [] as T[], merge);
      if (merged.length === 0) throw emptyCollection(action.callSite);
      return merged[0]!;
    });
  }

  /**
   * Like {@link aggregate}, but partial results of many partitions are merged on executors first, through shuffles (A11). Mirrors
   * `RDD.treeAggregate`.
   * @example await sc.range(0, 100, 1, 16).treeAggregate(0, (n) => n + 1, (a, b) => a + b); // 100
   */
  treeAggregate<U>(zero: U, merge: (partial: U, element: T) => U, combine: (a: U, b: U) => U, depth = 2): Promise<U> {
    return runAction(this, "treeAggregate", (action) => {
      const make = () => treeAggregateLineage(this.lineage, zero, merge, combine, depth);
      return foldPartials(action, action.scoped(this.lineage, make), zero, combine);
    });
  }

  /** The greatest element. One job. Mirrors `RDD.max`. @throws SparkError EMPTY_COLLECTION @example await rdd.max(); // 4 */
  max(order: Ordering<T> = compareKeys): Promise<T> {
    return runAction(this, "max", (action) =>
      reduceElements(action, this.lineage, (a, b) => (order(b, a) > 0 ? b : a)),
    );
  }

  /** The least element. One job. Mirrors `RDD.min`. @throws SparkError EMPTY_COLLECTION @example await rdd.min(); // 1 */
  min(order: Ordering<T> = compareKeys): Promise<T> {
    return runAction(this, "min", (action) =>
      reduceElements(action, this.lineage, (a, b) => (order(b, a) < 0 ? b : a)),
    );
  }

  // ── Of pairs ────────────────────────────────────────────────────────────────────────────────────────────────────────

  /**
   * How often each element occurs. One job with a shuffle. Mirrors `RDD.countByValue`.
   * @example [...(await sc.parallelize(["a", "b", "a"]).countByValue())].sort(); // [["a", 2], ["b", 1]]
   */
  countByValue(): Promise<Map<T, number>> {
    return runAction(this, "countByValue", (action) => {
      const pairs = action.scoped(this.lineage, () => mapLineage(this.lineage, (element) => [element, null] as const));
      return countKeys(action, pairs);
    });
  }

  /**
   * How many pairs each key has. One job with a shuffle. Mirrors `PairRDDFunctions.countByKey`.
   * @example [...(await pairs.countByKey())].sort(); // [["a", 2], ["b", 1]]
   */
  countByKey<K, V>(this: PairRDD<K, V>): Promise<Map<K, number>> {
    return runAction(this, "countByKey", (action) => countKeys(action, pairsOf<K, V>(this)));
  }

  /**
   * The values of a key. Where the partitioner is known, one task looks in the partition of the key (A10). Mirrors `lookup`.
   * @example await pairs.lookup("a"); // [1, 3]
   */
  lookup<K, V>(this: PairRDD<K, V>, key: K): Promise<V[]> {
    return runAction(this, "lookup", async (action) => {
      const pairs = pairsOf(this);
      const { partitioner } = pairs;
      const hasKey = (pair: readonly [K, V]): boolean => compareKeys(checkedPair(pair)[0], key) === 0;
      if (partitioner === undefined) {
        return action.collect(action.scoped(pairs, () => valuesLineage(filterLineage(pairs, hasKey))));
      }
      const valuesOfKey = (rows: Iterable<readonly [K, V]>) => [...rows].filter(hasKey).map(([, value]) => value);
      return (await action.run(pairs, valuesOfKey, [partitioner.getPartition(key)])).flat(1) as V[];
    });
  }

  /**
   * The pairs as a map; of equal keys the last value stays. One job. Mirrors `PairRDDFunctions.collectAsMap`.
   * @example (await pairs.collectAsMap()).get("a"); // 3
   */
  collectAsMap<K, V>(this: PairRDD<K, V>): Promise<Map<K, V>> {
    return runAction(
      this,
      "collectAsMap",
      async (action) => new Map((await action.collect(pairsOf(this))).map(checkedPair)),
    );
  }

  /**
   * Merges the values of each key and brings the result to the driver at once: one job without a shuffle, for few keys. Mirrors
   * `PairRDDFunctions.reduceByKeyLocally`.
   * @example [...(await pairs.reduceByKeyLocally((a, b) => a + b))].sort(); // [["a", 4], ["b", 2]]
   */
  reduceByKeyLocally<K, V>(this: PairRDD<K, V>, f: (a: V, b: V) => V): Promise<Map<K, V>> {
    return runAction(this, "reduceByKeyLocally", async (action) => {
      const merge = { createCombiner: (value: V) => value, mergeValue: f };
      const pairs = pairsOf<K, V>(this);
      const partials = action.scoped(pairs, () => {
        return new MapPartitionsRDD<Pair<K, V>, Pair<K, V>[]>(pairs, (rows, _, context) => [
          [...combineValuesByKey(rows, merge, context)],
        ]);
      });
      const entries = (await action.collect(partials)).flat(1) as Pair<K, V>[];
      return new Map(combineEntries(entries, merge));
    });
  }

  // ── Effects ─────────────────────────────────────────────────────────────────────────────────────────────────────────

  /**
   * Runs `f` on each element, on the executors; nothing comes back. One job. Mirrors `RDD.foreach`.
   * @example await rdd.foreach((x) => work(`${100 * x}ms`))
   */
  foreach(f: (element: T) => void): Promise<void> {
    const each = (rows: Iterable<T>): void => {
      for (const row of rows) settled(f(row), "foreach");
    };
    return foreachRows(this, "foreach", each, capturedBytes(f));
  }

  /**
   * Runs `f` once a partition, on the executors; nothing comes back. One job. Mirrors `RDD.foreachPartition`.
   * @example
   * const batches = sc.longAccumulator("batches");
   * await rdd.foreachPartition(() => batches.add(1));
   * batches.value; // 2
   */
  foreachPartition(f: (rows: Iterable<T>) => void): Promise<void> {
    return foreachRows(this, "foreachPartition", f, capturedBytes(f));
  }

  /**
   * Writes each element as a line of text, one part-file a partition. One job. Mirrors `RDD.saveAsTextFile` (A15).
   * @throws SparkError PATH_ALREADY_EXISTS
   * @example await rdd.saveAsTextFile("out/numbers")
   */
  saveAsTextFile(path: string): Promise<void> {
    const { files } = this.sparkContext.ports;
    return runAction(this, "saveAsTextFile", (action) => {
      const lines = action.scoped(this.lineage, () => {
        return new MapPartitionsRDD<T, string>(this.lineage, (rows, _, context) => mapRows(rows, lineOf, context));
      });
      return saveLines(action.jobs, files, lines, path, action.callSite);
    });
  }
}

async function foreachRows<T>(
  rdd: AnyRDD & { readonly lineage: RDDLineage<T> },
  method: string,
  f: (rows: Iterable<T>) => void,
  closureBytes: number,
): Promise<void> {
  await runAction(rdd, method, (action) =>
    action.run(rdd.lineage, (rows) => settled(f(rows), method), undefined, closureBytes),
  );
}

async function* collectInTurn<T>(
  sparkContext: SparkContext,
  action: Action,
  rdd: RDDLineage<T>,
): AsyncIterableIterator<T> {
  for (let partition = 0; partition < rdd.numPartitions; partition++) {
    yield* await sparkContext.runAction(action.callSite, () => action.collect(rdd, [partition]));
  }
}

function takeFirst<T>({ callSite, conf, jobs }: Action, rdd: RDDLineage<T>, count: number): Promise<T[]> {
  return takeElements(jobs, rdd, count, {
    callSite,
    initialPartitions: conf.getInt("spark.rdd.limit.initialNumPartitions"),
    scaleUpFactor: conf.getInt("spark.rdd.limit.scaleUpFactor"),
  });
}

async function firstInOrder<T>(action: Action, rdd: RDDLineage<T>, num: number, order: Ordering<T>): Promise<T[]> {
  if (num <= 0 || rdd.numPartitions === 0) return [];
  const firsts = action.scoped(rdd, () => firstOfEachLineage(rdd, num, order));
  return firstOf((await action.collect(firsts)).flat(1) as T[], num, order);
}

async function aggregateElements<T, U>(
  action: Action,
  rdd: RDDLineage<T>,
  zero: U,
  merge: (partial: U, element: T) => U,
  combine: (a: U, b: U) => U,
): Promise<U> {
  const partials = await action.run(rdd, (rows) => foldRows(rows, zero, merge));
  return partials.reduce((a, b) => combine(a, b), cloneValue(zero));
}

/** The last merge of a tree, on the driver; no job where there is no partition. */
async function foldPartials<U>(
  action: Action,
  partials: RDDLineage<U>,
  zero: U,
  combine: (a: U, b: U) => U,
): Promise<U> {
  return partials.numPartitions === 0 ? cloneValue(zero) : aggregateElements(action, partials, zero, combine, combine);
}

/** Counts the pairs of each key with a shuffle of partial counts. */
async function countKeys<K>(action: Action, pairs: RDDLineage<Pair<K, unknown>>): Promise<Map<K, number>> {
  return new Map(await action.collect(action.scoped(pairs, () => countByKeyLineage(action.conf, pairs))));
}

/** A tuple prints as `(a,b)`, as Scala prints it. */
function lineOf(value: unknown): string {
  return Array.isArray(value) ? `(${value.map(lineOf).join(",")})` : String(value);
}
