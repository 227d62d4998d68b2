import { SparkError } from "../errors/index.js";
import { CartesianRDD } from "../rdd/cartesian-rdd.js";
import { CoalescedRDD } from "../rdd/coalesced-rdd.js";
import { MapPartitionsRDD } from "../rdd/map-partitions-rdd.js";
import type { RDDLineage } from "../rdd/rdd-lineage.js";
import { settledRows } from "../rdd/settled.js";
import { StorageLevel } from "../rdd/storage-level.js";
import { ZippedPartitionsRDD } from "../rdd/zipped-partitions-rdd.js";
import type { StructType } from "../types/data-type.js";
import { withClosure } from "./capturing.js";
import type { DataFrame } from "./data-frame.js";
import type { AnyRow } from "./data-frame-types.js";
import { pipeUnsupported, RDDBarrier } from "./rdd/barrier.js";
import { combineByKeyLineage } from "./rdd/combine-by-key.js";
import { derived, ownPartitioner, type Partitioning, partitionerFor } from "./rdd/derive.js";
import { distinctLineage } from "./rdd/distinct.js";
import { groupAggregator } from "./rdd/group-aggregator.js";
import { filterLineage, mapLineage } from "./rdd/map-lineage.js";
import { flatMapRows } from "./rdd/partition-functions.js";
import { RDDActions } from "./rdd/rdd-actions.js";
import { repartitionLineage } from "./rdd/repartition.js";
import { randomSplitLineages, sampleLineage } from "./rdd/sample.js";
import { intersectionLineage, subtractLineage } from "./rdd/set-operations.js";
import { cannotChangeStorageLevel, checkpointDirectoryNotSet } from "./rdd/storage-errors.js";
import { unionLineage } from "./rdd/union.js";
import { zipLineage, zipWithIndexLineage, zipWithUniqueIdLineage } from "./rdd/zip.js";

/**
 * A collection that lives in partitions on the executors: Spark's `RDD`. Transformations only record what to do; an action
 * (`collect`, `count`, `take`, `reduce`, `foreach`, `saveAsTextFile`) runs a job and gives a promise of its result.
 *
 * Tuples are two-element arrays, and the methods for pairs are there when the elements are such. The methods stand where Spark has
 * them: pairs in {@link PairRDDFunctions}, sorting in {@link OrderedRDDFunctions}, numbers in {@link DoubleRDDFunctions}, actions in
 * {@link RDDActions}.
 *
 * @typeParam T type of the elements
 * @example
 * const counts = words.map((word) => [word, 1]).reduceByKey((a, b) => a + b);
 * await counts.collect(); // [["retry", 27], …]
 */
export class RDD<T> extends RDDActions<T> {
  // ── Narrow transformations ──────────────────────────────────────────────────────────────────────────────────────────

  /**
   * Applies `f` to each element. Narrow. Mirrors `RDD.map`.
   * @example await rdd.map((x) => x * 2).collect(); // [2, 4, 6, 8]
   */
  map<K, V>(f: (element: T) => [K, V]): RDD<[K, V]>;
  map<U>(f: (element: T) => U): RDD<U>;
  map<U>(f: (element: T) => U): RDD<U> {
    return derived(this, "map", () => withClosure(mapLineage(this.lineage, f), f));
  }

  /**
   * Keeps the elements for which `f` is true. Narrow, keeps the partitioner. Mirrors `RDD.filter`.
   * @example await rdd.filter((x) => x > 2).collect(); // [3, 4]
   */
  filter(f: (element: T) => boolean): RDD<T> {
    return derived(this, "filter", () => withClosure(filterLineage(this.lineage, f), f));
  }

  /**
   * Replaces each element by any number of others. Narrow. Mirrors `RDD.flatMap`.
   * @example await sc.parallelize(["a b", "c"]).flatMap((line) => line.split(" ")).collect(); // ["a", "b", "c"]
   */
  flatMap<K, V>(f: (element: T) => Iterable<[K, V]>): RDD<[K, V]>;
  flatMap<U>(f: (element: T) => Iterable<U>): RDD<U>;
  flatMap<U>(f: (element: T) => Iterable<U>): RDD<U> {
    return derived(this, "flatMap", () =>
      withClosure(new MapPartitionsRDD(this.lineage, (rows, _, context) => flatMapRows(rows, f, context)), f),
    );
  }

  /**
   * Applies `f` to each partition as a whole. Narrow. Mirrors `RDD.mapPartitions`.
   * @param preservesPartitioning true when `f` keeps the keys of pairs
   * @example await rdd.mapPartitions((rows) => [[...rows].length]).collect(); // [2, 2]
   */
  mapPartitions<U>(f: (rows: Iterable<T>) => Iterable<U>, preservesPartitioning = false): RDD<U> {
    return derived(this, "mapPartitions", () =>
      withClosure(
        new MapPartitionsRDD(this.lineage, (rows) => settledRows(f(rows), "mapPartitions"), preservesPartitioning),
        f,
      ),
    );
  }

  /**
   * Like {@link mapPartitions}, with the index of the partition. Mirrors `RDD.mapPartitionsWithIndex`.
   * @example await rdd.mapPartitionsWithIndex((index, rows) => [[index, ...rows]]).collect(); // [[0, 1, 2], [1, 3, 4]]
   */
  mapPartitionsWithIndex<U>(
    f: (index: number, rows: Iterable<T>) => Iterable<U>,
    preservesPartitioning = false,
  ): RDD<U> {
    return derived(this, "mapPartitionsWithIndex", () =>
      withClosure(
        new MapPartitionsRDD(
          this.lineage,
          (rows, index) => settledRows(f(index, rows), "mapPartitionsWithIndex"),
          preservesPartitioning,
        ),
        f,
      ),
    );
  }

  /**
   * Pairs of what `f` gives for each element and the element. Narrow. Mirrors `RDD.keyBy`.
   * @example await rdd.keyBy((n) => n % 2).collect(); // [[1, 1], [0, 2], [1, 3], [0, 4]]
   */
  keyBy<K>(f: (element: T) => K): RDD<[K, T]> {
    return derived(this, "keyBy", () =>
      withClosure(
        mapLineage(this.lineage, (element): [K, T] => [f(element), element]),
        f,
      ),
    );
  }

  /** Each partition as one array. Narrow. Mirrors `RDD.glom`. @example await rdd.glom().collect(); // [[1, 2], [3, 4]] */
  glom(): RDD<T[]> {
    return derived(this, "glom", () => new MapPartitionsRDD(this.lineage, (rows) => [[...rows]]));
  }

  /**
   * About `fraction` of the elements, by Spark's own random numbers: equal seeds draw what Spark draws. Narrow, keeps the partitioner.
   * Mirrors `RDD.sample`.
   * @param withReplacement true when an element may be drawn several times
   * @throws SparkError INVALID_FRACTION
   * @example await sc.range(1, 101, 1, 4).sample(false, 0.1, 42).collect(); // [13, 31, 73, 75, 80, 90]
   */
  sample(withReplacement: boolean, fraction: number, seed: number | bigint = this.sparkContext.nextSeed()): RDD<T> {
    return derived(this, "sample", () => sampleLineage(this.lineage, withReplacement, fraction, seed));
  }

  /**
   * Divides the elements at random, by the weights. Each part reads all of this RDD: cache it. Mirrors `RDD.randomSplit`.
   * @throws SparkError INVALID_WEIGHTS
   * @example
   * const [train, test] = sc.range(1, 31, 1, 3).randomSplit([0.6, 0.4], 11);
   * await test.collect(); // [6, 7, 10, 12, 13, 18, 22, 24, 26, 27]
   */
  randomSplit(weights: readonly number[], seed: number | bigint = this.sparkContext.nextSeed()): RDD<T>[] {
    const callSite = this.sparkContext.callSite("randomSplit");
    const make = () => randomSplitLineages(this.lineage, weights, seed);
    return this.lineage.context.withScope("randomSplit", callSite, make).map((part) => this.sparkContext.rdd(part));
  }

  /**
   * Element i of this RDD with element i of the other. Both need the same number of partitions, and of elements in each. Narrow.
   * Mirrors `RDD.zip`.
   * @throws SparkError CANNOT_ZIP_UNEQUAL_PARTITIONS, and in a task CANNOT_ZIP_UNEQUAL_ELEMENTS
   * @example await rdd.zip(rdd.map((n) => n * n)).collect(); // [[1, 1], [2, 4], [3, 9], [4, 16]]
   */
  zip<U>(other: RDD<U>): RDD<[T, U]> {
    return derived(this, "zip", () => zipLineage(this.lineage, other.lineage));
  }

  /**
   * Partition i of this RDD and of one, two or three others, as wholes, given to `f`. Narrow. Mirrors `RDD.zipPartitions`.
   * @throws SparkError CANNOT_ZIP_UNEQUAL_PARTITIONS
   * @example await rdd.zipPartitions(rdd, (a, b) => [[...a].length + [...b].length]).collect(); // [4, 4]
   */
  zipPartitions<U, V>(other: RDD<U>, f: (rows: Iterable<T>, others: Iterable<U>) => Iterable<V>): RDD<V>;
  zipPartitions<A, B, V>(
    other1: RDD<A>,
    other2: RDD<B>,
    f: (rows: Iterable<T>, others1: Iterable<A>, others2: Iterable<B>) => Iterable<V>,
  ): RDD<V>;
  zipPartitions<A, B, C, V>(
    other1: RDD<A>,
    other2: RDD<B>,
    other3: RDD<C>,
    f: (rows: Iterable<T>, others1: Iterable<A>, others2: Iterable<B>, others3: Iterable<C>) => Iterable<V>,
  ): RDD<V>;
  zipPartitions<V>(...given: unknown[]): RDD<V> {
    const f = given.at(-1) as (...sides: Iterable<never>[]) => Iterable<V>;
    const others = given.slice(0, -1) as RDD<never>[];
    const parents = [this.lineage as RDDLineage<unknown> as RDDLineage<never>, ...others.map(({ lineage }) => lineage)];
    const zip = (sides: readonly Iterable<never>[]): Iterable<V> => settledRows(f(...sides), "zipPartitions");
    return derived(this, "zipPartitions", () => new ZippedPartitionsRDD(parents, zip));
  }

  /**
   * Each element with its index. With more than one partition this runs a job at once, over all partitions but the last (A8).
   * Mirrors `RDD.zipWithIndex`.
   * @example await sc.parallelize(["a", "b", "c"], 2).zipWithIndex().collect(); // [["a", 0], ["b", 1], ["c", 2]]
   */
  zipWithIndex(): RDD<[T, number]> {
    const { jobs } = this.sparkContext;
    return derived(this, "zipWithIndex", (callSite) => zipWithIndexLineage(jobs, this.lineage, callSite));
  }

  /**
   * Each element with a number of its own, without a job: element k of partition i of n gets k·n + i. Mirrors `RDD.zipWithUniqueId`.
   * @example await sc.parallelize(["a", "b", "c"], 2).zipWithUniqueId().collect(); // [["a", 0], ["b", 1], ["c", 3]]
   */
  zipWithUniqueId(): RDD<[T, number]> {
    return derived(this, "zipWithUniqueId", () => zipWithUniqueIdLineage(this.lineage));
  }

  /**
   * All partitions of both, without a shuffle; duplicates stay. Two RDDs that are partitioned alike stay so (A13). Mirrors `RDD.union`.
   * @example await rdd.union(sc.parallelize([9])).collect(); // [1, 2, 3, 4, 9]
   */
  union(other: RDD<T>): RDD<T> {
    return derived(this, "union", () => unionLineage(this.lineage.context, [this.lineage, other.lineage]));
  }

  /**
   * Every element of this RDD with every one of the other; as many partitions as there are pairs of them. Mirrors `RDD.cartesian`.
   * @example await sc.parallelize([1, 2], 1).cartesian(sc.parallelize(["a", "b"], 1)).collect(); // [[1, "a"], [1, "b"], [2, "a"], [2, "b"]]
   */
  cartesian<U>(other: RDD<U>): RDD<[T, U]> {
    return derived(this, "cartesian", () => new CartesianRDD(this.lineage, other.lineage));
  }

  /**
   * Fewer partitions without a shuffle, which also narrows what comes before; with `shuffle`, any number. Mirrors `RDD.coalesce` (A12).
   * @example rdd.repartition(8).coalesce(2).getNumPartitions(); // 2
   */
  coalesce(numPartitions: number, shuffle = false): RDD<T> {
    return derived(this, "coalesce", () =>
      shuffle ? repartitionLineage(this.lineage, numPartitions) : new CoalescedRDD(this.lineage, numPartitions),
    );
  }

  /**
   * Marks what follows as a barrier stage: its tasks start together or not at all, so that they may wait for one another (B14). Mirrors
   * `RDD.barrier`.
   * @example await rdd.barrier().mapPartitions((rows) => [[...rows].length]).collect(); // [2, 2]
   */
  barrier(): RDDBarrier<T> {
    return new RDDBarrier(this);
  }

  /**
   * Not there: the simulation starts no processes.
   * @throws SparkError UNSUPPORTED_FEATURE.PIPE
   */
  pipe(command: string): never {
    throw pipeUnsupported(command);
  }

  // ── Wide transformations ────────────────────────────────────────────────────────────────────────────────────────────

  /**
   * Exactly `numPartitions` partitions, filled round robin through a shuffle. Mirrors `RDD.repartition` (A12).
   * @example rdd.repartition(8).getNumPartitions(); // 8
   */
  repartition(numPartitions: number): RDD<T> {
    return derived(this, "repartition", () => repartitionLineage(this.lineage, numPartitions));
  }

  /**
   * Each element once; one shuffle with map-side combine, or none where equal elements lie together already (A5). Keeps the number of
   * partitions unless given. Mirrors `RDD.distinct`.
   * @example await sc.parallelize(["a", "b", "a"]).distinct().count(); // 2
   */
  distinct(numPartitions?: number): RDD<T> {
    return derived(this, "distinct", () => distinctLineage(this.lineage, numPartitions ?? this.lineage.numPartitions));
  }

  /**
   * The elements by what `f` gives for them. Shuffles every element. Mirrors `RDD.groupBy`.
   * @example await rdd.groupBy((n) => (n % 2 === 0 ? "even" : "odd")).collect(); // [["even", [2, 4]], ["odd", [1, 3]]]
   */
  groupBy<K>(f: (element: T) => K, partitioning?: Partitioning): RDD<[K, T[]]> {
    return derived(this, "groupBy", () => {
      const keyed = mapLineage(this.lineage, (element) => [f(element), element] as const);
      return combineByKeyLineage<K, T, T[]>(keyed, groupAggregator(), false, partitionerFor([this], partitioning));
    });
  }

  /**
   * Elements of both RDDs, each once. Shuffles both. Mirrors `RDD.intersection`.
   * @example await rdd.intersection(sc.parallelize([3, 4, 5], 1)).sortBy((n) => n).collect(); // [3, 4]
   */
  intersection(other: RDD<T>, partitioning?: Partitioning): RDD<T> {
    return derived(this, "intersection", () =>
      intersectionLineage(this.lineage, other.lineage, partitionerFor([this, other], partitioning)),
    );
  }

  /**
   * Elements that the other RDD does not have; duplicates stay. Shuffles both; keeps the number of partitions. Mirrors `RDD.subtract`.
   * @example await rdd.subtract(sc.parallelize([3, 4, 5], 1)).sortBy((n) => n).collect(); // [1, 2]
   */
  subtract(other: RDD<T>, partitioning?: Partitioning): RDD<T> {
    return derived(this, "subtract", () => {
      return subtractLineage(this.lineage, other.lineage, ownPartitioner(this, partitioning));
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
   * @throws SparkError CANNOT_CHANGE_STORAGE_LEVEL when it has another level already
   * @example rdd.persist(StorageLevel.MEMORY_AND_DISK)
   */
  persist(level: StorageLevel = StorageLevel.MEMORY_ONLY): this {
    const { lineage } = this;
    if (lineage.storageLevel !== StorageLevel.NONE && lineage.storageLevel !== level) {
      throw cannotChangeStorageLevel(String(this), lineage.storageLevel);
    }
    lineage.storageLevel = level;
    return this;
  }

  /** Drops the cached partitions. Mirrors `RDD.unpersist`. @example rdd.cache().unpersist() */
  unpersist(): this {
    this.lineage.storageLevel = StorageLevel.NONE;
    this.sparkContext.dropBlocks(this.lineage);
    return this;
  }

  /** The level at which the RDD is persisted. @example rdd.cache().getStorageLevel().useMemory; // true */
  getStorageLevel(): StorageLevel {
    return this.lineage.storageLevel;
  }

  /**
   * Saves the elements in reliable files after the next action and forgets how they were made: the action runs **a second job** of the
   * same width, which computes everything again unless the RDD is persisted (A14). Call it before any action. Mirrors `RDD.checkpoint`.
   * @throws SparkError CHECKPOINT_DIRECTORY_NOT_SET
   * @example
   * sc.setCheckpointDir("checkpoints");
   * rdd.cache().checkpoint();
   * await rdd.count(); // two jobs
   * rdd.isCheckpointed(); // true
   */
  checkpoint(): void {
    if (this.sparkContext.getCheckpointDir() === undefined) throw checkpointDirectoryNotSet();
    this.lineage.checkpointMode ??= "reliable";
  }

  /**
   * Persists the elements with the next action and forgets how they were made; no second job unless the action left partitions out
   * (A14). They are lost with their executor. Mirrors `RDD.localCheckpoint`.
   * @example
   * const numbers = rdd.map((n) => n * 2).localCheckpoint();
   * await numbers.count(); // 4
   * numbers.isCheckpointed(); // true
   */
  localCheckpoint(): this {
    if (this.lineage.storageLevel === StorageLevel.NONE) this.lineage.storageLevel = StorageLevel.MEMORY_AND_DISK;
    this.lineage.checkpointMode = "local";
    return this;
  }

  /**
   * The elements as rows of a DataFrame. Types are given by a schema, or found in a job of its own, which looks at the first elements as PySpark does.
   * @param schema a `StructType`, or the names of the columns: of arrays by position, `_1`, `_2`, … when left out
   * @throws SparkError NO_ACTIVE_SESSION, CANNOT_MERGE_TYPE
   * @example await sc.parallelize([["a", 1], ["b", 2]], 2).toDF(["name", "n"]).filter("n > 1").collect(); // [{ name: "b", n: 2 }]
   */
  toDF(schema?: StructType | readonly string[]): DataFrame<AnyRow> {
    const { makeDataFrame } = this.sparkContext;
    if (makeDataFrame !== undefined) return makeDataFrame(this, schema);
    throw new SparkError({
      condition: "NO_ACTIVE_SESSION",
      message: "toDF needs a SparkSession.",
      nextStep: "Make one first: SparkSession.builder().getOrCreate().",
    });
  }

  /** Whether a checkpoint has taken the place of the lineage. @example rdd.isCheckpointed(); // false */
  isCheckpointed(): boolean {
    return this.lineage.isCheckpointed;
  }
}
