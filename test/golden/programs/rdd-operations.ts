import { HashPartitioner, RangePartitioner, type RDD, type SparkContext, StorageLevel } from "@stageplay/core";
import { pair, sorted, sum, to } from "./scala.js";

/** A use of one operation; `result` is what Spark returned, where that has one order. */
export interface Operation {
  readonly run: (sc: SparkContext) => Promise<unknown>;
  readonly result?: unknown;
}

const P = new HashPartitioner(4);
const add = (x: number, y: number): number => x + y;
const n = (sc: SparkContext): RDD<number> => sc.parallelize(to(1, 20), 4);
const a = (sc: SparkContext): RDD<[number, number]> => n(sc).map((x) => pair(x % 5, x));
const b = (sc: SparkContext): RDD<[number, number]> => sc.parallelize(to(1, 10), 2).map((x) => pair(x % 7, x * 10));

/** By the name that the record has. */
export const RDD_OPERATIONS: Readonly<Record<string, Operation>> = {
  leftOuterJoin: { run: (sc) => a(sc).leftOuterJoin(b(sc)).collect() },
  rightOuterJoin: { run: (sc) => a(sc).rightOuterJoin(b(sc)).collect() },
  fullOuterJoin: { run: (sc) => a(sc).fullOuterJoin(b(sc)).collect() },
  subtractByKey: {
    run: async (sc) => sorted(await b(sc).subtractByKey(a(sc)).collect()),
    result: [pair(5, 50), pair(6, 60)],
  },
  subtractByKeyPart: {
    run: (sc) => b(sc).partitionBy(P).subtractByKey(a(sc)).collect(),
    result: [pair(5, 50), pair(6, 60)],
  },
  intersection: {
    run: async (sc) =>
      sorted(
        await n(sc)
          .intersection(sc.parallelize(to(5, 8), 3))
          .collect(),
      ),
    result: [5, 6, 7, 8],
  },
  intersectionN: { run: (sc) => n(sc).intersection(n(sc), 2).count(), result: 20 },
  subtract: {
    run: async (sc) =>
      sorted(
        await n(sc)
          .subtract(sc.parallelize(to(5, 18), 3))
          .collect(),
      ),
    result: [1, 2, 3, 4, 19, 20],
  },
  subtractN: { run: (sc) => n(sc).subtract(n(sc), 2).count(), result: 0 },
  cartesian: {
    run: (sc) =>
      sc
        .parallelize(to(1, 3), 2)
        .cartesian(sc.parallelize(["x", "y"], 2))
        .collect(),
    result: [
      [1, "x"],
      [1, "y"],
      [2, "x"],
      [3, "x"],
      [2, "y"],
      [3, "y"],
    ],
  },
  foldByKey: { run: (sc) => a(sc).foldByKey(0, add).collect() },
  combineByKey: {
    run: async (sc) => {
      const lists = a(sc).combineByKey(
        (v) => [v],
        (c, v) => [v, ...c],
        (c, d) => [...c, ...d],
      );
      return sorted(await lists.mapValues((list) => list.length).collect());
    },
    result: to(0, 4).map((key) => pair(key, 4)),
  },
  groupBy: {
    run: (sc) =>
      n(sc)
        .groupBy((x) => x % 3)
        .mapValues((xs) => [...xs])
        .collect(),
  },
  sortBy: {
    run: (sc) =>
      n(sc)
        .sortBy((x) => -x)
        .collect(),
    result: to(1, 20).reverse(),
  },
  sortByDesc: {
    run: (sc) =>
      n(sc)
        .sortBy((x) => x, false, 2)
        .collect(),
    result: to(1, 20).reverse(),
  },
  zip: {
    run: async (sc) =>
      (
        await n(sc)
          .zip(n(sc).map((x) => x * 2))
          .collect()
      ).slice(0, 2),
    result: [
      [1, 2],
      [2, 4],
    ],
  },
  zipPartitions: {
    run: (sc) =>
      n(sc)
        .zipPartitions(n(sc), (x, y) => [sum(x) + sum(y)])
        .collect(),
    result: [30, 80, 130, 180],
  },
  zipWithUniqueId: {
    run: (sc) => sc.parallelize(to(1, 5), 2).zipWithUniqueId().collect(),
    result: [
      [1, 0],
      [2, 2],
      [3, 1],
      [4, 3],
      [5, 5],
    ],
  },
  zipWithIndex1: {
    run: (sc) => sc.parallelize(to(1, 5), 1).zipWithIndex().collect(),
    result: to(1, 5).map((x) => [x, x - 1]),
  },
  glom: { run: (sc) => n(sc).glom().collect(), result: [to(1, 5), to(6, 10), to(11, 15), to(16, 20)] },
  sample: {
    run: (sc) => sc.parallelize(to(1, 100), 4).sample(false, 0.1, 42).collect(),
    result: [13, 31, 73, 75, 80, 90],
  },
  sampleHalf: {
    run: (sc) => sc.parallelize(to(1, 40), 2).sample(false, 0.6, 7).collect(),
    result: [1, 2, 4, 5, 6, 8, 12, 13, 15, 16, 18, 22, 24, 25, 26, 27, 28, 29, 30, 31, 35, 37, 38, 39, 40],
  },
  sampleRepl: {
    run: (sc) => sc.parallelize(to(1, 100), 4).sample(true, 0.1, 42).collect(),
    result: [14, 16, 16, 17, 32, 37, 39, 74, 80],
  },
  sampleRepl2: {
    run: (sc) => sc.parallelize(to(1, 20), 2).sample(true, 1.5, 9).collect(),
    result: [
      1, 1, 3, 4, 4, 5, 6, 7, 7, 8, 8, 9, 11, 11, 11, 11, 12, 12, 13, 13, 14, 14, 15, 17, 17, 17, 17, 18, 18, 19, 20,
    ],
  },
  sampleBig: { run: (sc) => sc.parallelize(to(1, 1000), 2).sample(false, 0.3, 1).sum(), result: 149788 },
  samplePart: {
    run: async (sc) => sorted(await a(sc).partitionBy(P).sample(false, 0.5, 1).reduceByKey(add).collect()),
    result: [
      [0, 30],
      [1, 33],
      [2, 19],
      [3, 34],
      [4, 28],
    ],
  },
  takeSample: { run: (sc) => sc.parallelize(to(1, 100), 4).takeSample(false, 5, 42), result: [68, 2, 81, 67, 6] },
  takeSampleRepl: { run: (sc) => sc.parallelize(to(1, 100), 4).takeSample(true, 5, 42), result: [12, 51, 32, 30, 99] },
  takeSampleAll: {
    run: (sc) => sc.parallelize(to(1, 10), 2).takeSample(false, 20, 3),
    result: [7, 6, 2, 4, 9, 8, 10, 1, 3, 5],
  },
  takeSampleMany: {
    run: async (sc) => sum(await sc.parallelize(to(1, 1000), 4).takeSample(false, 600, 3)),
    result: 298496,
  },
  randomSplit: {
    run: async (sc) => {
      const parts = sc.parallelize(to(1, 30), 3).randomSplit([0.6, 0.4], 11);
      return [await parts[0]!.collect(), await parts[1]!.collect()];
    },
    result: [
      [1, 2, 3, 4, 5, 8, 9, 11, 14, 15, 16, 17, 19, 20, 21, 23, 25, 28, 29, 30],
      [6, 7, 10, 12, 13, 18, 22, 24, 26, 27],
    ],
  },
  keyBy: {
    run: async (sc) =>
      (
        await n(sc)
          .keyBy((x) => x % 2)
          .mapValues((x) => x + 1)
          .collect()
      ).slice(0, 2),
    result: [
      [1, 2],
      [0, 3],
    ],
  },
  flatMapValues: {
    run: (sc) =>
      a(sc)
        .partitionBy(P)
        .flatMapValues((x) => [x, x])
        .reduceByKey(add)
        .collect(),
  },
  countByValue: {
    run: async (sc) =>
      sorted(
        await n(sc)
          .map((x) => x % 3)
          .countByValue(),
      ),
    result: [
      [0, 6],
      [1, 7],
      [2, 7],
    ],
  },
  countByKeyP: {
    run: async (sc) => sorted(await a(sc).partitionBy(P).countByKey()),
    result: to(0, 4).map((key) => [key, 4]),
  },
  top: { run: (sc) => n(sc).top(3), result: [20, 19, 18] },
  top0: { run: (sc) => n(sc).top(0), result: [] },
  takeOrdered: { run: (sc) => n(sc).takeOrdered(3), result: [1, 2, 3] },
  takeOrderedEmpty: { run: (sc) => sc.emptyRDD<number>().takeOrdered(2), result: [] },
  firstEmpty: {
    run: (sc) =>
      n(sc)
        .filter((x) => x > 100)
        .first()
        .catch(String),
  },
  isEmpty: {
    run: (sc) =>
      n(sc)
        .filter((x) => x > 100)
        .isEmpty(),
    result: true,
  },
  isEmptyEmptyRDD: { run: (sc) => sc.emptyRDD().isEmpty(), result: true },
  countEmptyRDD: { run: (sc) => sc.emptyRDD().count(), result: 0 },
  lookup: { run: (sc) => a(sc).partitionBy(P).lookup(3), result: [3, 8, 13, 18] },
  lookupNone: { run: (sc) => a(sc).partitionBy(P).lookup(99), result: [] },
  max: { run: (sc) => n(sc).max(), result: 20 },
  min: { run: (sc) => n(sc).min(), result: 1 },
  maxEmpty: { run: (sc) => sc.emptyRDD<number>().max().catch(String) },
  sum: { run: (sc) => n(sc).sum(), result: 210 },
  mean: { run: (sc) => n(sc).mean(), result: 10.5 },
  stats: {
    run: async (sc) => String(await n(sc).stats()),
    result: "(count: 20, mean: 10.500000, stdev: 5.766281, max: 20.000000, min: 1.000000)",
  },
  stdev: { run: (sc) => n(sc).stdev(), result: 5.766281297335398 },
  fold: { run: (sc) => n(sc).fold(10, add), result: 260 },
  aggregate: { run: (sc) => n(sc).aggregate(5, add, add), result: 235 },
  treeReduce: { run: (sc) => sc.parallelize(to(1, 100), 16).treeReduce(add), result: 5050 },
  treeReduce2: { run: (sc) => sc.parallelize(to(1, 9), 9).treeReduce(add), result: 45 },
  treeReduce3: { run: (sc) => sc.parallelize(to(1, 100), 40).treeReduce(add, 3), result: 5050 },
  treeReduceSmall: { run: (sc) => sc.parallelize(to(1, 100), 3).treeReduce(add), result: 5050 },
  treeReduceEmpty: { run: (sc) => sc.emptyRDD<number>().treeReduce(add).catch(String) },
  treeAggregate: { run: (sc) => sc.parallelize(to(1, 100), 16).treeAggregate(0, add, add), result: 5050 },
  treeAggregateEmpty: { run: (sc) => sc.emptyRDD<number>().treeAggregate(7, add, add), result: 7 },
  foreachPartition: { run: (sc) => n(sc).foreachPartition(() => {}) },
  union: {
    run: (sc) =>
      n(sc)
        .union(n(sc))
        .map((x) => x + 1)
        .count(),
    result: 40,
  },
  unionPart: { run: (sc) => a(sc).partitionBy(P).union(b(sc).partitionBy(P)).reduceByKey(add).collect() },
  scUnion1: { run: (sc) => sc.union([n(sc)]).count(), result: 20 },
  scUnion3: { run: (sc) => sc.union([n(sc), n(sc), n(sc)]).count(), result: 60 },
  scUnionEmpty: { run: (sc) => sc.union([]).count(), result: 0 },
  unionEmptyRDD: { run: (sc) => n(sc).union(sc.emptyRDD()).count(), result: 20 },
  unionEmptyRDDPart: { run: (sc) => a(sc).partitionBy(P).union(sc.emptyRDD()).count(), result: 20 },
  checkpoint: {
    run: async (sc) => {
      sc.setCheckpointDir("checkpoints");
      const x = n(sc).map((v) => v + 1);
      x.checkpoint();
      return [await x.count(), await x.map((v) => v + 1).count(), x.isCheckpointed()];
    },
    result: [20, 20, true],
  },
  checkpointShuffle: {
    run: async (sc) => {
      sc.setCheckpointDir("checkpoints");
      const x = a(sc).reduceByKey(add);
      x.checkpoint();
      return [await x.count(), await x.mapValues((v) => v + 1).count()];
    },
    result: [5, 5],
  },
  checkpointChild: {
    run: async (sc) => {
      sc.setCheckpointDir("checkpoints");
      const x = a(sc).reduceByKey(add).cache();
      x.checkpoint();
      const y = x.mapValues((v) => v + 1);
      return [await y.count(), await y.count()];
    },
    result: [5, 5],
  },
  checkpointTake: {
    run: async (sc) => {
      sc.setCheckpointDir("checkpoints");
      const x = sc.parallelize(to(1, 8), 4);
      x.checkpoint();
      return x.take(3);
    },
    result: [1, 2, 3],
  },
  localCheckpoint: {
    run: async (sc) => {
      const x = n(sc)
        .map((v) => v + 1)
        .localCheckpoint();
      return [await x.count(), await x.map((v) => v + 1).count()];
    },
    result: [20, 20],
  },
  localCheckpointTake: {
    run: (sc) =>
      n(sc)
        .map((v) => v + 1)
        .localCheckpoint()
        .take(1),
    result: [2],
  },
  toDebugString: {
    run: (sc) => {
      const w = sc
        .parallelize(to(1, 10), 2)
        .map((v) => pair(v % 2, v))
        .reduceByKey(add);
      return w
        .mapValues((v) => v + 1)
        .persist(StorageLevel.MEMORY_AND_DISK)
        .count();
    },
    result: 2,
  },
  distinctPart: {
    run: (sc) => doubled(sc).partitionBy(new HashPartitioner(3)).distinct(3).collect(),
    result: [
      [3, 3],
      [1, 1],
      [2, 2],
    ],
  },
  distinctPartDefault: { run: (sc) => doubled(sc).partitionBy(new HashPartitioner(3)).distinct().collect() },
  partitionBySame: { run: (sc) => a(sc).partitionBy(P).partitionBy(new HashPartitioner(4)).count(), result: 20 },
  cogroup4: { run: (sc) => a(sc).cogroup(b(sc), a(sc), b(sc)).count(), result: 7 },
  skewedSort: {
    run: (sc) => {
      const skewed = (i: number) => (i === 0 ? to(1, 2000).map((x) => pair((x * 37) % 1009, x)) : [pair(i, i)]);
      const ranges = sc.parallelize(to(0, 3), 4).flatMap(skewed).sortByKey(true, 4).glom();
      return ranges.map((rows) => rows.length).collect();
    },
    result: [510, 431, 499, 563],
  },
  repartSort: {
    run: async (sc) =>
      (await a(sc).repartitionAndSortWithinPartitions(new HashPartitioner(2)).collect())
        .map(([key]) => key)
        .slice(0, 5),
    result: [0, 0, 0, 0, 2],
  },
  sortByKeyPart: {
    run: (sc) => a(sc).sortByKey().reduceByKey(add).collect(),
    result: [
      [0, 50],
      [1, 34],
      [2, 38],
      [3, 42],
      [4, 46],
    ],
  },
  rangePartitioner: {
    run: async (sc) => {
      const rdd = a(sc);
      const keys = rdd
        .partitionBy(new RangePartitioner(3, rdd))
        .glom()
        .map((rows) => sorted(new Set(rows.map(([key]) => key))));
      return keys.collect();
    },
    result: [[0, 1], [2, 3], [4]],
  },
  filterByRange: { run: async (sc) => (await a(sc).sortByKey().filterByRange(1, 2).collect()).length, result: 8 },
  collectAsMap: {
    run: async (sc) => sorted(await a(sc).collectAsMap()),
    result: [
      [0, 20],
      [1, 16],
      [2, 17],
      [3, 18],
      [4, 19],
    ],
  },
  keysValues: { run: (sc) => a(sc).keys().zip(a(sc).values()).count(), result: 20 },
  accum: {
    run: async (sc) => {
      const acc = sc.longAccumulator("x");
      await n(sc).foreach((x) => acc.add(x));
      return [acc.value, acc.count, acc.sum, acc.avg, String(acc)];
    },
    result: [210, 20, 210, 10.5, "LongAccumulator(id: 0, name: Some(x), value: 210)"],
  },
  accMap: {
    run: async (sc) => {
      const acc = sc.longAccumulator("x");
      const m = n(sc).map((x) => {
        acc.add(1);
        return x;
      });
      return [await m.count(), await m.count(), acc.value];
    },
    result: [20, 20, 40],
  },
  coalesceShuffle: {
    run: (sc) => n(sc).coalesce(2, true).collect(),
    result: [2, 4, 7, 9, 11, 13, 15, 16, 18, 20, 1, 3, 5, 6, 8, 10, 12, 14, 17, 19],
  },
  reduceEmpty: { run: (sc) => sc.emptyRDD<number>().reduce(add).catch(String) },
  cartesianPart: { run: (sc) => n(sc).cartesian(sc.emptyRDD()).count(), result: 0 },
  joinN: { run: (sc) => a(sc).leftOuterJoin(b(sc), 2).count(), result: 32 },
  setName: {
    run: (sc) =>
      n(sc)
        .setName("nums")
        .map((x) => x + 1)
        .count(),
    result: 20,
  },
};

function doubled(sc: SparkContext): RDD<[number, number]> {
  return sc.parallelize([1, 1, 2, 3, 2], 2).map((x) => pair(x, x));
}
