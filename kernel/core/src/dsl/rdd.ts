import { SparkError } from "../errors/index.js";
import type { CallSite } from "../events/listener.js";
import type { Pair } from "../rdd/aggregator.js";
import { CoGroupedRDD } from "../rdd/co-grouped-rdd.js";
import { CoalescedRDD } from "../rdd/coalesced-rdd.js";
import { MapPartitionsRDD } from "../rdd/map-partitions-rdd.js";
import { HashPartitioner, type Partitioner } from "../rdd/partitioner.js";
import type { RDDLineage } from "../rdd/rdd-lineage.js";
import { serializedSize } from "../rdd/serialized-size.js";
import { ShuffledRDD } from "../rdd/shuffled-rdd.js";
import { StorageLevel } from "../rdd/storage-level.js";
import { UnionRDD } from "../rdd/union-rdd.js";
import { combineByKeyLineage } from "./combine-by-key.js";
import { defaultPartitioner } from "./default-partitioner.js";
import { filterRows, flatMapRows, mapRows } from "./partition-functions.js";
import { repartitionLineage } from "./repartition.js";
import { saveLines } from "./save-as-text-file.js";
import { sortByKeyLineage } from "./sort-by-key.js";
import type { SparkContext } from "./spark-context.js";
import { takeElements } from "./take.js";

/**
 * A collection that lives in partitions on the executors: Spark's `RDD`. Transformations only record what to do; an action
 * (`collect`, `count`, `take`, `reduce`, `foreach`, `saveAsTextFile`) runs a job and gives a promise of its result.
 *
 * Tuples are two-element arrays, and the methods for pairs are there when the elements are such.
 *
 * @typeParam T type of the elements
 * @example
 * const counts = words.map((word) => [word, 1]).reduceByKey((a, b) => a + b);
 * await counts.collect(); // [["driver", 433], …]
 */
export class RDD<T> {
  /** The context that made it. */
  readonly sparkContext: SparkContext;
  /** The node of the lineage behind it. */
  readonly lineage: RDDLineage<T>;

  constructor(sparkContext: SparkContext, lineage: RDDLineage<T>) {
    this.sparkContext = sparkContext;
    this.lineage = lineage;
  }

  /** Id of the RDD, counted through the application. */
  get id(): number {
    return this.lineage.id;
  }

  /**
   * Number of partitions. Mirrors `RDD.getNumPartitions`.
   * @example sc.parallelize([1, 2, 3, 4], 2).getNumPartitions(); // 2
   */
  getNumPartitions(): number {
    return this.lineage.numPartitions;
  }

  /** Names the RDD in the DAG. Mirrors `RDD.setName`. */
  setName(name: string): this {
    this.lineage.name = name;
    return this;
  }

  // ── Narrow transformations ──────────────────────────────────────────────────────────────────────────────────────────

  /**
   * Applies `f` to each element. Narrow. Mirrors `RDD.map`.
   * @example await rdd.map((x) => x * 2).collect(); // [2, 4, 6, 8]
   */
  map<K, V>(f: (element: T) => [K, V]): RDD<[K, V]>;
  map<U>(f: (element: T) => U): RDD<U>;
  map<U>(f: (element: T) => U): RDD<U> {
    return this.mapped("map", (rows, _, context) => mapRows(rows, f, context));
  }

  /**
   * Keeps the elements for which `f` is true. Narrow, keeps the partitioner. Mirrors `RDD.filter`.
   * @example await rdd.filter((x) => x > 2).collect(); // [3, 4]
   */
  filter(f: (element: T) => boolean): RDD<T> {
    return this.mapped("filter", (rows, _, context) => filterRows(rows, f, context), true);
  }

  /**
   * Replaces each element by any number of others. Narrow. Mirrors `RDD.flatMap`.
   * @example await sc.parallelize(["a b", "c"]).flatMap((line) => line.split(" ")).collect(); // ["a", "b", "c"]
   */
  flatMap<K, V>(f: (element: T) => Iterable<[K, V]>): RDD<[K, V]>;
  flatMap<U>(f: (element: T) => Iterable<U>): RDD<U>;
  flatMap<U>(f: (element: T) => Iterable<U>): RDD<U> {
    return this.mapped("flatMap", (rows, _, context) => flatMapRows(rows, f, context));
  }

  /**
   * Applies `f` to each partition as a whole. Narrow. Mirrors `RDD.mapPartitions`.
   * @param preservesPartitioning true when `f` keeps the keys of pairs
   * @example await rdd.mapPartitions((rows) => [[...rows].length]).collect(); // [2, 2]
   */
  mapPartitions<U>(f: (rows: Iterable<T>) => Iterable<U>, preservesPartitioning = false): RDD<U> {
    return this.mapped("mapPartitions", (rows) => f(rows), preservesPartitioning);
  }

  /**
   * Like {@link mapPartitions}, with the index of the partition. Mirrors `RDD.mapPartitionsWithIndex`.
   * @example await rdd.mapPartitionsWithIndex((index, rows) => [[index, ...rows]]).collect(); // [[0, 1, 2], [1, 3, 4]]
   */
  mapPartitionsWithIndex<U>(
    f: (index: number, rows: Iterable<T>) => Iterable<U>,
    preservesPartitioning = false,
  ): RDD<U> {
    return this.mapped("mapPartitionsWithIndex", (rows, index) => f(index, rows), preservesPartitioning);
  }

  /**
   * All partitions of both, without a shuffle; duplicates stay. Mirrors `RDD.union` (A13).
   * @example await rdd.union(sc.parallelize([9])).collect(); // [1, 2, 3, 4, 9]
   */
  union(other: RDD<T>): RDD<T> {
    return this.derived("union", () => new UnionRDD(this.lineage.context, [this.lineage, other.lineage]));
  }

  /**
   * Fewer partitions without a shuffle, which also narrows what comes before; with `shuffle`, any number. Mirrors `RDD.coalesce` (A12).
   * @example rdd.repartition(8).coalesce(2).getNumPartitions(); // 2
   */
  coalesce(numPartitions: number, shuffle = false): RDD<T> {
    return this.derived("coalesce", () =>
      shuffle ? repartitionLineage(this.lineage, numPartitions) : new CoalescedRDD(this.lineage, numPartitions),
    );
  }

  // ── Wide transformations ────────────────────────────────────────────────────────────────────────────────────────────

  /**
   * Exactly `numPartitions` partitions, filled round robin through a shuffle. Mirrors `RDD.repartition` (A12).
   * @example rdd.repartition(8).getNumPartitions(); // 8
   */
  repartition(numPartitions: number): RDD<T> {
    return this.derived("repartition", () => repartitionLineage(this.lineage, numPartitions));
  }

  /**
   * Each element once; one shuffle with map-side combine. Keeps the number of partitions unless given. Mirrors
   * `RDD.distinct`.
   * @example await sc.parallelize(["a", "b", "a"]).distinct().count(); // 2
   */
  distinct(numPartitions?: number): RDD<T> {
    return this.derived("distinct", () => {
      const count = numPartitions ?? this.lineage.numPartitions;
      const pairs = new MapPartitionsRDD<T, Pair<T, null>>(this.lineage, (rows, _, context) =>
        mapRows(rows, (row) => [row, null] as const, context),
      );
      const keepFirst = { createCombiner: () => null, mergeValue: () => null, mergeCombiners: () => null };
      const unique = new ShuffledRDD<T, null, null>(pairs, new HashPartitioner(count), {
        aggregator: keepFirst,
        mapSideCombine: true,
      });
      return new MapPartitionsRDD<Pair<T, null>, T>(unique, (rows, _, context) =>
        mapRows(rows, ([row]) => row, context),
      );
    });
  }

  /**
   * Merges the values of each key with `f`, first on the map side (A2). Mirrors `PairRDDFunctions.reduceByKey`.
   * @param numPartitions reducers; by the default-partitioner rule when left out (A4)
   * @example await pairs.reduceByKey((a, b) => a + b).collect(); // [["b", 2], ["a", 4]]
   */
  reduceByKey<K, V>(this: RDD<Pair<K, V>> | RDD<[K, V]>, f: (a: V, b: V) => V, numPartitions?: number): RDD<[K, V]> {
    const aggregator = { createCombiner: (value: V) => value, mergeValue: f, mergeCombiners: f };
    return this.derived("reduceByKey", () =>
      combineByKeyLineage<K, V, V>(this.pairs(), aggregator, true, this.partitionerFor([this], numPartitions)),
    );
  }

  /**
   * All values of each key in one array. Shuffles every value: prefer {@link reduceByKey} for sums. Mirrors
   * `groupByKey`.
   * @example await pairs.groupByKey().collect(); // [["b", [2]], ["a", [1, 3]]]
   */
  groupByKey<K, V>(this: RDD<Pair<K, V>> | RDD<[K, V]>, numPartitions?: number): RDD<[K, V[]]> {
    const aggregator = {
      createCombiner: (value: V) => [value],
      mergeValue: (group: V[], value: V) => {
        group.push(value);
        return group;
      },
      mergeCombiners: (a: V[], b: V[]) => a.concat(b),
    };
    return this.derived("groupByKey", () =>
      combineByKeyLineage<K, V, V[]>(this.pairs(), aggregator, false, this.partitionerFor([this], numPartitions)),
    );
  }

  /**
   * Pairs with equal keys on both sides, inner. No shuffle for a side that is partitioned alike (A5). Mirrors `join`.
   * @example await pairs.join(sc.parallelize([["a", "x"]])).collect(); // [["a", [1, "x"]], ["a", [3, "x"]]]
   */
  join<K, V, W>(this: RDD<Pair<K, V>> | RDD<[K, V]>, other: RDD<[K, W]>, numPartitions?: number): RDD<[K, [V, W]]> {
    return this.derived("join", () => {
      const partitioner = this.partitionerFor([this, other], numPartitions);
      const sides = [this.pairs(), other.pairs()] as unknown as RDDLineage<Pair<K, unknown>>[];
      const groups = new CoGroupedRDD<K>(sides, partitioner);
      const typed = new MapPartitionsRDD<Pair<K, unknown[][]>, Pair<K, [V[], W[]]>>(
        groups,
        (rows, _, context) =>
          mapRows(rows, ([key, [left, right]]) => [key, [left as V[], right as W[]]] as const, context),
        true,
      );
      return new MapPartitionsRDD<Pair<K, [V[], W[]]>, [K, [V, W]]>(
        typed,
        (rows, _, context) => flatMapRows(rows, ([key, [left, right]]) => matches(key, left, right), context),
        true,
      );
    });
  }

  /**
   * Applies `f` to each value, keeps keys and partitioner. Narrow. Mirrors `PairRDDFunctions.mapValues`.
   * @example await pairs.mapValues((n) => n * 10).collect(); // [["a", 10], ["b", 20], ["a", 30]]
   */
  mapValues<K, V, W>(this: RDD<Pair<K, V>> | RDD<[K, V]>, f: (value: V) => W): RDD<[K, W]> {
    return this.derived("mapValues", () => {
      const apply = ([key, value]: Pair<K, V>): [K, W] => [key, f(value)];
      return new MapPartitionsRDD<Pair<K, V>, [K, W]>(
        this.pairs(),
        (rows, _, context) => mapRows(rows, apply, context),
        true,
      );
    });
  }

  /** The keys. Narrow. Mirrors `PairRDDFunctions.keys`. @example await pairs.keys().collect(); // ["a", "b", "a"] */
  keys<K, V>(this: RDD<Pair<K, V>> | RDD<[K, V]>): RDD<K> {
    return this.derived("map", () => {
      return new MapPartitionsRDD<Pair<K, V>, K>(this.pairs(), (rows, _, context) =>
        mapRows(rows, ([key]) => key, context),
      );
    });
  }

  /** The values. Narrow. Mirrors `PairRDDFunctions.values`. @example await pairs.values().collect(); // [1, 2, 3] */
  values<K, V>(this: RDD<Pair<K, V>> | RDD<[K, V]>): RDD<V> {
    return this.derived("map", () => {
      return new MapPartitionsRDD<Pair<K, V>, V>(this.pairs(), (rows, _, context) =>
        mapRows(rows, ([, value]) => value, context),
      );
    });
  }

  /**
   * Sorted by key over ranges. Samples the keys in a job of its own, at once (A7, A8); equal keys stay together, so there may be
   * fewer partitions than asked for. Mirrors `OrderedRDDFunctions.sortByKey`.
   * @example await pairs.sortByKey().collect(); // [["a", 1], ["a", 3], ["b", 2]]
   */
  sortByKey<K, V>(this: RDD<Pair<K, V>> | RDD<[K, V]>, ascending = true, numPartitions?: number): RDD<[K, V]> {
    const { jobs } = this.sparkContext;
    const site = this.callSite("sortByKey");
    return this.derived("sortByKey", () => {
      const partitions = numPartitions ?? this.lineage.numPartitions;
      return sortByKeyLineage<K, V>(jobs, this.pairs(), ascending, partitions, site) as RDDLineage<[K, V]>;
    });
  }

  // ── Persistence ─────────────────────────────────────────────────────────────────────────────────────────────────────

  /**
   * Keeps the partitions in memory once an action has computed them (MEMORY_ONLY). Mirrors `RDD.cache` (E7).
   * @example
   * const counts = words.map((word) => [word, 1]).reduceByKey((a, b) => a + b).cache();
   * await counts.count(); // computes and keeps the partitions
   * await counts.filter(([, n]) => n > 100).count(); // reads what is kept
   */
  cache(): this {
    return this.persist(StorageLevel.MEMORY_ONLY);
  }

  /**
   * Keeps the partitions at a storage level. Mirrors `RDD.persist`.
   * @example rdd.persist(StorageLevel.MEMORY_AND_DISK)
   */
  persist(level: StorageLevel = StorageLevel.MEMORY_ONLY): this {
    this.lineage.storageLevel = level;
    return this;
  }

  /** Drops the cached partitions. Mirrors `RDD.unpersist`. @example rdd.cache().unpersist() */
  unpersist(): this {
    this.lineage.storageLevel = StorageLevel.NONE;
    this.sparkContext.dropBlocks(this.lineage);
    return this;
  }

  // ── Actions ─────────────────────────────────────────────────────────────────────────────────────────────────────────

  /**
   * All elements, on the driver, in order of partition. One job. Mirrors `RDD.collect`.
   * @throws SparkException
   * @example await rdd.collect(); // [1, 2, 3, 4]
   */
  async collect(): Promise<T[]> {
    const results = await this.run("collect", (rows) => [...rows], sizeOfAll);
    return results.flat(1) as T[];
  }

  /** Number of elements. One job. Mirrors `RDD.count`. @example await rdd.count(); // 4 */
  async count(): Promise<number> {
    const counts = await this.run("count", (rows) => {
      let count = 0;
      for (const _ of rows) count++;
      return count;
    });
    return counts.reduce((sum, count) => sum + count, 0);
  }

  /**
   * The first `count` elements; runs as many jobs as it needs partitions, few at first (A9). Mirrors `RDD.take`.
   * @example await rdd.take(2); // [1, 2]
   */
  async take(count: number): Promise<T[]> {
    const { conf, jobs } = this.sparkContext;
    const options = {
      callSite: this.callSite("take"),
      initialPartitions: conf.getInt("spark.rdd.limit.initialNumPartitions"),
      scaleUpFactor: conf.getInt("spark.rdd.limit.scaleUpFactor"),
    };
    return this.sparkContext.runAction(options.callSite, () => takeElements(jobs, this.lineage, count, options));
  }

  /**
   * All elements merged with `f`, in each partition, then on the driver. One job. Mirrors `RDD.reduce`.
   * @throws SparkError EMPTY_COLLECTION when there is no element
   * @example await rdd.reduce((a, b) => a + b); // 10
   */
  async reduce(f: (a: T, b: T) => T): Promise<T> {
    const callSite = this.callSite("reduce");
    const merged = (await this.run("reduce", (rows) => reduceRows(rows, f))).flat(1) as T[];
    if (merged.length === 0) throw emptyCollection(callSite);
    return merged.reduce(f);
  }

  /**
   * Runs `f` on each element, on the executors; nothing comes back. One job. Mirrors `RDD.foreach`.
   * @example await rdd.foreach((x) => work(`${100 * x}ms`))
   */
  async foreach(f: (element: T) => void): Promise<void> {
    await this.run("foreach", (rows) => {
      for (const row of rows) f(row);
    });
  }

  /**
   * Writes each element as a line of text, one part-file a partition. One job. Mirrors `RDD.saveAsTextFile` (A15).
   * @throws SparkError PATH_ALREADY_EXISTS
   * @example await rdd.saveAsTextFile("out/numbers")
   */
  async saveAsTextFile(path: string): Promise<void> {
    const { jobs, ports } = this.sparkContext;
    const lines = this.mapped<string>("saveAsTextFile", (rows, _, context) => mapRows(rows, lineOf, context));
    const site = this.callSite("saveAsTextFile");
    await this.sparkContext.runAction(site, () => saveLines(jobs, ports.files, lines.lineage, path, site));
  }

  /** `MapPartitionsRDD[3]`, as Spark prints an RDD. */
  toString(): string {
    return `${this.lineage.name}[${this.id}]`;
  }

  // ── Shared mechanics ────────────────────────────────────────────────────────────────────────────────────────────────

  private callSite(method: string): CallSite {
    return this.sparkContext.callSite(method);
  }

  /** A new RDD made in the scope of an API method (A16). */
  private derived<U>(method: string, make: () => RDDLineage<U>): RDD<U> {
    return new RDD(this.sparkContext, this.lineage.context.withScope(method, this.callSite(method), make));
  }

  private mapped<U>(
    method: string,
    f: ConstructorParameters<typeof MapPartitionsRDD<T, U>>[1],
    preservesPartitioning = false,
  ): RDD<U> {
    return this.derived(method, () => new MapPartitionsRDD(this.lineage, f, preservesPartitioning));
  }

  private pairs<K, V>(this: RDD<Pair<K, V>> | RDD<[K, V]>): RDDLineage<Pair<K, V>> {
    return this.lineage as RDDLineage<Pair<K, V>>;
  }

  private partitionerFor(
    inputs: readonly { readonly lineage: RDDLineage<never> | RDDLineage<unknown> }[],
    count?: number,
  ): Partitioner {
    if (count !== undefined) return new HashPartitioner(count);
    const lineages = inputs.map((input) => input.lineage as RDDLineage<unknown>);
    return defaultPartitioner(this.sparkContext.conf, lineages);
  }

  private run<U>(method: string, task: (rows: Iterable<T>) => U, resultBytes?: (result: U) => number): Promise<U[]> {
    const { jobs } = this.sparkContext;
    const size = resultBytes === undefined ? {} : { resultBytes };
    const request = { rdd: this.lineage, task, callSite: this.callSite(method), cause: "action", ...size } as const;
    return this.sparkContext.runAction(request.callSite, () => jobs.runJob(request));
  }
}

function* matches<K, V, W>(key: K, left: readonly V[], right: readonly W[]): Iterable<[K, [V, W]]> {
  for (const l of left) for (const r of right) yield [key, [l, r]];
}

/** The merged rows, in an array that is empty when there are none. */
function reduceRows<T>(rows: Iterable<T>, f: (a: T, b: T) => T): T[] {
  const merged: T[] = [];
  for (const row of rows) merged[0] = merged.length === 0 ? row : f(merged[0]!, row);
  return merged;
}

/** Scala's own words for it (UnsupportedOperationException). */
function emptyCollection(callSite: CallSite): SparkError {
  return new SparkError({
    condition: "EMPTY_COLLECTION",
    message: "empty collection: reduce found no element to start from.",
    nextStep: "Check the steps before it with count() or take(5); a filter may have let nothing through.",
    callSite: callSite.short,
  });
}

/** A tuple prints as `(a,b)`, as Scala prints it. */
function lineOf(value: unknown): string {
  return Array.isArray(value) ? `(${value.map(lineOf).join(",")})` : String(value);
}

function sizeOfAll(rows: readonly unknown[]): number {
  return rows.reduce<number>((sum, row) => sum + serializedSize(row), 0);
}
