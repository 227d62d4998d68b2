import { RangePartitioner, type RDD } from "@stageplay/core";
import type { Programs } from "./program.js";
import { add, pair, to } from "./scala.js";

const sizes = async (rdd: RDD<unknown>): Promise<number[]> =>
  rdd
    .glom()
    .map((rows) => rows.length)
    .collect();

/** Sorting and ranges: sampling jobs, bounds, skewed keys. */
export const RDD_SORT_PROGRAMS: Programs = {
  r31: async ({ sc }) =>
    sc
      .parallelize([5, 3, 8, 1, 9, 2, 7], 3)
      .map((x) => pair(x, x * x))
      .sortByKey(true, 3)
      .zipWithIndex()
      .map(([[k, v], i]) => [i, k, v])
      .collect(),
  r33: async ({ sc }) => {
    const a = sc.parallelize(
      to(1, 400).map((x) => (x % 3 === 0 ? 7 : x % 23)),
      6,
    );
    const s = a.sortBy((x) => x, true, 5);
    return [s.getNumPartitions(), await sizes(s), await s.take(3)];
  },
  r34: async ({ sc }) => {
    const a = sc
      .parallelize(to(1, 9), 4)
      .flatMap((x) => (x > 7 ? to(1, 3000).map((y) => pair((y * 7919) % 3001, x)) : [pair(x, x)]));
    const s = a.sortByKey(true, 6);
    return [await sizes(s), await s.keys().first()];
  },
  r35: async ({ sc, data }) => {
    const a = sc
      .textFile(`${data}/words.txt`, 4)
      .flatMap((line) => line.split(" "))
      .map((word) => pair(word, 1))
      .reduceByKey(add)
      .sortByKey(false);
    return [a.getNumPartitions(), await a.keys().take(5), await a.values().sum()];
  },
  r36: async ({ sc }) => {
    const a = sc.parallelize(to(1, 50), 4).map((x) => pair(x % 5, `n${(x * 17) % 50}`));
    const s = a.sortBy(([n, text]) => pair(n, text), false, 3).map(([, text]) => text);
    return (await s.collect()).slice(0, 12);
  },
  r44: async ({ sc, tmp }) => {
    const groups = sc
      .parallelize(to(1, 30), 3)
      .map((x) => pair(x % 4, x))
      .groupByKey();
    await groups
      .sortByKey(true, 2)
      .mapValues((v) => v.reduce(add))
      .saveAsTextFile(`${tmp}/out`);
    return (await sc.textFile(`${tmp}/out`).collect()).sort();
  },
  r61: async ({ sc }) => {
    const a = sc.parallelize(
      to(1, 100).map((x) => pair((x * 7) % 31, x)),
      4,
    );
    const rp = new RangePartitioner(5, a);
    const b = a.partitionBy(rp);
    return [
      rp.numPartitions,
      await sizes(b),
      await b.reduceByKey(add).count(),
      await b.join(a.partitionBy(rp)).count(),
    ];
  },
  r62: async ({ sc }) => {
    const a = sc
      .parallelize(
        to(1, 60).map((x) => pair((x * 7) % 31, x)),
        4,
      )
      .sortByKey(true, 5);
    return [
      await a.filterByRange(5, 9).count(),
      [...new Set((await a.filterByRange(28, 40).collect()).map(([k]) => k))],
      await sc
        .parallelize(to(1, 10), 2)
        .map((x) => pair(x, x))
        .filterByRange(3, 5)
        .count(),
    ];
  },
  r97: async ({ sc }) => {
    const a = sc.parallelize(
      to(1, 40).map((x) => pair(x % 3, x)),
      5,
    );
    return [
      ...(await a.sortByKey(true, 2).values().collect()).slice(0, 20),
      ...(
        await a
          .sortBy(([k]) => -k)
          .values()
          .collect()
      ).slice(0, 14),
    ];
  },
};
