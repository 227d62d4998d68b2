import { HashPartitioner, type RDD } from "@stageplay/core";
import type { Programs } from "./program.js";
import { add, pair, sorted, to } from "./scala.js";

const sizes = async (rdd: RDD<unknown>): Promise<number[]> =>
  rdd
    .glom()
    .map((rows) => rows.length)
    .collect();

/** Where blocks lie decides how partitions are grouped; which ancestor is counted; nulls as keys. */
export const RDD_PLACE_PROGRAMS: Programs = {
  r131: async ({ sc }) => {
    const a = sc
      .parallelize(to(1, 50), 4)
      .map((x) => pair(x % 9, x))
      .reduceByKey(add, 5);
    return [await sc.runJob(a, (rows) => [...rows], [4, 0]), await a.keys().coalesce(2).collect()];
  },
  r132: async ({ sc }) => {
    const a = sc
      .parallelize(to(1, 60), 6)
      .map((x) => pair(x % 15, x))
      .groupByKey(6)
      .cache();
    await a.count();
    await a.count();
    return [
      await a.coalesce(4).keys().collect(),
      await a
        .coalesce(2)
        .mapValues((v) => v.length)
        .reduceByKey(add)
        .count(),
      await a.join(a).count(),
    ];
  },
  r133: async ({ sc }) => {
    const a = sc.parallelize(to(1, 20), 3);
    const p = a.map((x) => pair(x % 3, x)).reduceByKey(add);
    const plus = (n: number) => (x: number) => x + n;
    return [
      await a
        .map(plus(1))
        .map((x) => x * 2)
        .zipWithIndex()
        .filter(([, i]) => i > 15)
        .collect(),
      await a
        .filter((x) => x > 3)
        .zipWithIndex()
        .count(),
      await p.keys().zipWithIndex().collect(),
      await p.mapValues(plus(1)).zipWithIndex().count(),
      await a.map(plus(1)).cache().map(plus(2)).zipWithIndex().count(),
      await a
        .zipWithIndex()
        .map(([x, i]) => x * i)
        .zipWithIndex()
        .count(),
      await a.repartition(2).zipWithIndex().count(),
    ];
  },
  r134: async ({ sc }) => {
    const a = sc
      .parallelize(to(1, 30), 3)
      .map((x) => pair(x % 10, x))
      .reduceByKey(add, 6);
    await a.count();
    const u = a.union(sc.parallelize(to(1, 12), 4).map((x) => pair(x, x)));
    return [
      await u
        .coalesce(3)
        .glom()
        .map((rows) => rows.map(([k]) => k))
        .collect(),
      await sizes(u.coalesce(7)),
    ];
  },
  r135: async ({ sc }) => {
    const big = sc.parallelize(to(1, 200), 4).map((x) => pair(x % 12, x));
    const names = sc.parallelize(to(1, 5), 2).map((x) => pair(x, `v${x}`));
    const small = sc.broadcast(await names.collectAsMap());
    const m = big.flatMap(([k, v]) => (small.value.has(k) ? [pair(small.value.get(k)!, v)] : []));
    return [
      sorted(await m.countByKey()),
      await m.reduceByKey(add).collect(),
      await m.mapPartitions((rows) => [[...rows].length]).collect(),
    ];
  },
  r136: async ({ sc }) => {
    const a = sc.parallelize(
      to(1, 3000).map((x) => (x * 7919) % 10007),
      10,
    );
    const s = a.sortBy((x) => x, true, 20);
    return [
      s.getNumPartitions(),
      await sizes(s),
      await s.take(3),
      await sizes(a.map((x) => pair(x % 100, x)).sortByKey(false, 7)),
    ];
  },
  r137: async ({ sc }) => {
    const base = sc
      .parallelize(to(1, 100), 4)
      .map((x) => pair(x % 10, x))
      .cache();
    await base.count();
    const sums = base.reduceByKey(add).cache();
    const counts = base.mapValues(() => 1).reduceByKey(add);
    const averages = sums.join(counts).mapValues(([total, n]) => Math.trunc(total / n));
    return [
      await averages.collect(),
      await averages.filter(([, v]) => v > 50).count(),
      await sums.values().max(),
      await base.unpersist().count(),
      await averages.count(),
    ];
  },
  r138: async ({ sc }) => {
    const a = sc.parallelize(to(1, 40), 4).map((x) => pair(x % 6, `s${x % 4}`));
    const b = sc.parallelize(to(1, 9), 3).map((x) => pair(x % 6, `s${x % 2}`));
    return [
      await a.distinct().collect(),
      await a.subtract(b).collect(),
      await a.intersection(b).collect(),
      await a.subtractByKey(b.filter(([k]) => k < 3)).count(),
      await a.subtract(b, 2).distinct().collect(),
    ];
  },
  r139: async ({ sc }) => {
    const pairs: [string | null, number][] = [pair("a", 1), pair(null, 2), pair("b", 3), pair(null, 4), pair("a", 5)];
    const a = sc.parallelize(pairs, 3);
    return [
      await a
        .groupByKey(2)
        .mapValues((v) => [...v])
        .collect(),
      await a.reduceByKey(add, 3).collect(),
      await a.partitionBy(new HashPartitioner(2)).collect(),
      await a.join(a, 2).count(),
    ];
  },
};
