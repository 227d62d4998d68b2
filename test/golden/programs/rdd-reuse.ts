import { HashPartitioner } from "@stageplay/core";
import type { Programs } from "./program.js";
import { add, max, pair, sum, to } from "./scala.js";

/** The same RDDs again: caches, checkpoints, shuffle files, ranges, seeds. */
export const RDD_REUSE_PROGRAMS: Programs = {
  r108: async ({ sc, tmp }) => {
    await sc
      .parallelize(to(101, 140), 4)
      .map((x) => `line ${x}`)
      .saveAsTextFile(`${tmp}/t1`);
    await sc.parallelize(to(1, 3), 6).saveAsTextFile(`${tmp}/t2`);
    return [
      sc.textFile(`${tmp}/t1`).getNumPartitions(),
      await sc.textFile(`${tmp}/t1`, 6).count(),
      await sc.textFile(`${tmp}/t2`).count(),
      await sc
        .textFile(`${tmp}/t*`, 3)
        .map((line) => line.length)
        .sum(),
      (await sc.textFile(`${tmp}/t1/part-00002`).collect()).slice(0, 2),
    ];
  },
  r109: async ({ sc }) => {
    const a = sc.parallelize(to(1, 12), 3);
    const b = a.union(a).union(sc.parallelize([100], 1));
    return [await b.take(20), b.getNumPartitions(), await b.distinct().count(), await b.filter((x) => x > 50).first()];
  },
  r110: async ({ sc }) => {
    const a = sc.parallelize(to(1, 10), 6).filter((x) => x > 4);
    return [
      await a.fold(1, add),
      await a.aggregate(0, add, max),
      await a.reduce(Math.min),
      await a.aggregate(
        pair(0, 0),
        ([s, n], v) => pair(s + v, n + 1),
        ([s, n], [t, m]) => pair(s + t, n + m),
      ),
      await a
        .glom()
        .map((rows) => rows.length)
        .collect(),
    ];
  },
  r111: async ({ sc }) => {
    const a = sc.parallelize(to(1, 5), 10);
    return [
      await a.take(2),
      await a.first(),
      await a.filter((x) => x > 4).first(),
      await a.filter((x) => x > 9).take(3),
      await a.takeOrdered(0),
      await a.isEmpty(),
    ];
  },
  r112: async ({ sc }) => {
    const a = sc.parallelize([2.5, -1.5, 0, 1e9, -1e9, 3.25, 2.75], 3);
    return [
      await a.sortBy((x) => x).collect(),
      await a
        .sortBy((x) => x, false, 2)
        .glom()
        .map((rows) => [...rows])
        .collect(),
      await a
        .map((x) => pair(x > 0, x))
        .sortByKey()
        .keys()
        .collect(),
    ];
  },
  r113: async ({ sc }) => {
    const a = sc
      .parallelize(
        to(1, 300).map((x) => (x * 37) % 211),
        6,
      )
      .cache();
    const s = a.sortBy((x) => x % 50, true, 4);
    return [
      await s.count(),
      await s.zipWithIndex().take(3),
      await s
        .map((x) => pair(x % 3, 1))
        .reduceByKey(add)
        .collect(),
    ];
  },
  r114: async ({ sc, tmp }) => {
    sc.setCheckpointDir(`${tmp}/c`);
    const a = sc
      .parallelize(to(1, 50), 5)
      .map((x) => pair(x % 10, x))
      .reduceByKey(add, 8);
    a.checkpoint();
    await a.count();
    return [
      await a
        .coalesce(3)
        .glom()
        .map((rows) => rows.length)
        .collect(),
      await a.repartition(2).count(),
      a.isCheckpointed(),
      a.getNumPartitions(),
    ];
  },
  r115: async ({ sc, tmp }) => {
    sc.setCheckpointDir(`${tmp}/c`);
    const a = sc.parallelize(to(1, 20), 2).map((x) => x + 1);
    a.checkpoint();
    const b = a.filter((x) => x % 2 === 0);
    b.checkpoint();
    return [await b.count(), await a.count(), await b.map((x) => x * 2).sum()];
  },
  r116: async ({ sc }) => {
    const a = sc
      .parallelize(to(1, 60), 4)
      .map((x) => pair(x % 6, x))
      .groupByKey(3)
      .cache();
    const r1 = await a.count();
    const j = a.join(a.mapValues((v) => v.length));
    const r2 = await j.count();
    a.unpersist();
    const r3 = await j.count();
    return [r1, r2, r3, await a.mapValues(sum).collect()];
  },
  r117: async ({ sc }) => {
    const a = sc
      .parallelize(
        to(1, 40).map((x) => pair(x % 13, x)),
        4,
      )
      .sortByKey(true, 3)
      .cache();
    return [
      await a.lookup(5),
      await a.lookup(99),
      await a
        .filterByRange(3, 5)
        .map(([, v]) => v)
        .sum(),
      (await a.lookup(0)).length,
    ];
  },
  r126: async ({ sc }) => {
    const acc = sc.longAccumulator("n");
    const a = sc.parallelize(to(1, 10), 2).map((x) => {
      acc.add(1);
      return x;
    });
    await a.count();
    await a.count();
    const b = a.cache();
    await b.count();
    await b.count();
    return [acc.value, acc.count, acc.avg];
  },
  r127: async ({ sc }) => {
    const a = sc
      .parallelize(to(1, 120), 4)
      .map((x) => pair(x % 12, x))
      .partitionBy(new HashPartitioner(5));
    const fractions = new Map(to(0, 11).map((k) => pair(k, 0.25)));
    return [
      await a.sample(false, 0.3, 7).reduceByKey(add).collect(),
      await a.sample(true, 0.2, 7).count(),
      await a.sampleByKeyExact(true, fractions, 3).reduceByKey(add).count(),
      await a.sample(false, 1, 1).count(),
      await a.sample(false, 0, 1).count(),
    ];
  },
  r128: async ({ sc }) => {
    const a = sc
      .parallelize(
        to(1, 100).map((x) => pair(x, x)),
        5,
      )
      .sortByKey(true, 5)
      .filterByRange(30, 45);
    return [
      await a.count(),
      await a.reduceByKey(add).count(),
      (
        await a
          .map(([, v]) => v)
          .coalesce(1)
          .collect()
      ).slice(0, 3),
    ];
  },
  r129: async ({ sc }) => {
    const a = sc.parallelize(to(1, 64), 64);
    return [
      await a.treeAggregate(0, add, add, 2),
      await a.treeAggregate(0, add, add, 4),
      await a.treeReduce(add, 1),
      await sc.parallelize(to(1, 3), 3).treeReduce(add),
    ];
  },
};
