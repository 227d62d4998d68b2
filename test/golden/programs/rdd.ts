import { HashPartitioner } from "@stageplay/core";
import type { Programs } from "./program.js";
import { pair, sorted, sortedByText, sum, to } from "./scala.js";

/** The RDD programs, `r01` … `r22`. */
export const RDD_PROGRAMS: Programs = {
  r01: async ({ sc, data }) => {
    const counts = sc
      .textFile(`${data}/words.txt`, 3)
      .flatMap((line) => line.split(" "))
      .map((word) => pair(word, 1))
      .reduceByKey((a, b) => a + b);
    return sorted(await counts.collect());
  },
  r02: async ({ sc }) => {
    const groups = sc
      .parallelize(to(1, 100), 4)
      .map((x) => pair(x % 7, x))
      .groupByKey(3);
    return sorted(await groups.mapValues(sum).collect());
  },
  r03: async ({ sc }) => [
    await sc
      .parallelize(to(1, 1000), 8)
      .filter((x) => x % 3 === 0)
      .count(),
  ],
  r04: async ({ sc }) => {
    const a = sc.parallelize(to(1, 20), 4).map((x) => pair(x % 5, x));
    const b = sc.parallelize(to(1, 10), 2).map((x) => pair(x % 5, x * 10));
    return sortedByText(await a.join(b).collect());
  },
  r05: async ({ sc }) => {
    const p = new HashPartitioner(4);
    const a = sc
      .parallelize(to(1, 20), 4)
      .map((x) => pair(x % 5, x))
      .partitionBy(p);
    const b = sc
      .parallelize(to(1, 10), 2)
      .map((x) => pair(x % 5, x * 10))
      .partitionBy(p);
    return sortedByText(await a.join(b).collect());
  },
  r06: async ({ sc }) => {
    const a = sc.parallelize(to(1, 12), 3).map((x) => pair(x % 4, x));
    const b = sc.parallelize(to(1, 6), 2).map((x) => pair(x % 4, x));
    const c = sc.parallelize(to(1, 6), 5).map((x) => pair(x % 4, x));
    const sums = a.cogroup(b, c).mapValues(([x, y, z]) => [sum(x), sum(y), sum(z)]);
    return sortedByText(await sums.collect());
  },
  r07: async ({ sc }) => {
    const numbers = to(1, 60).map((x) => x % 9);
    return [await sc.parallelize(numbers, 6).distinct().count()];
  },
  r08: async ({ sc }) =>
    sc
      .parallelize(to(1, 50), 3)
      .repartition(7)
      .mapPartitions((rows) => [[...rows].length])
      .collect(),
  r09: async ({ sc }) =>
    sc
      .parallelize(to(1, 50), 10)
      .coalesce(3)
      .mapPartitions((rows) => [sum(rows)])
      .collect(),
  r10: async ({ sc }) => {
    const pairs = to(1, 200).map((x) => pair((x * 37) % 101, x));
    const keys = await sc.parallelize(pairs, 5).sortByKey(true, 4).keys().collect();
    return keys.slice(0, 20);
  },
  r11: async ({ sc }) => {
    const a = sc.parallelize(to(1, 20), 3).map((x) => pair(x % 4, 1));
    const b = sc.parallelize(to(1, 20), 2).map((x) => pair(x % 6, 1));
    const counts = a.union(b).reduceByKey((x, y) => x + y);
    return sorted(await counts.collect());
  },
  r12: async ({ sc }) => {
    const a = sc
      .parallelize(to(1, 100), 4)
      .map((x) => pair(x % 10, x))
      .reduceByKey((x, y) => x + y, 5)
      .cache();
    return [
      await a.count(),
      await a.filter(([, total]) => total > 480).count(),
      await a.map(([, total]) => total).reduce((x, y) => x + y),
    ];
  },
  r13: async ({ sc }) => {
    const a = sc
      .parallelize(to(1, 100), 4)
      .map((x) => pair(x % 10, x))
      .reduceByKey((x, y) => x + y, 5);
    return [await a.count(), await a.filter(([, total]) => total > 480).count()];
  },
  r14: async ({ sc }) =>
    sc
      .parallelize(to(1, 1000), 20)
      .filter((x) => x > 900)
      .take(5),
  r15: async ({ sc }) =>
    sc
      .parallelize(to(1, 30), 4)
      .zipWithIndex()
      .filter(([, index]) => index % 5 === 0)
      .collect(),
  r16: async ({ sc }) => {
    const a = sc
      .parallelize(to(1, 40), 4)
      .map((x) => pair(x % 8, x))
      .reduceByKey((x, y) => x + y, 4);
    const b = a.map(([k, v]) => pair(k % 4, v)).reduceByKey((x, y) => x + y, 4);
    return sortedByText(await a.join(b).collect());
  },
  r17: async ({ sc }) => {
    const a = sc
      .parallelize(to(1, 40), 4)
      .map((x) => pair(x % 8, x))
      .reduceByKey((x, y) => x + y, 3);
    const b = sc
      .parallelize(to(1, 40), 6)
      .map((x) => pair(x % 8, x))
      .groupByKey(5)
      .mapValues((values) => [...values].length);
    const c = sc.parallelize(to(1, 8), 2).map((x) => pair(x % 8, `n${x}`));
    return a.join(b).join(c).sortByKey().collect();
  },
  r18: async ({ sc }) => {
    const sums = sc
      .parallelize(to(1, 30), 3)
      .map((x) => pair(x % 3, x))
      .aggregateByKey(
        pair(0, 0),
        (z, v) => pair(z[0] + v, z[1] + 1),
        (x, y) => pair(x[0] + y[0], x[1] + y[1]),
      );
    return sortedByText(await sums.collect());
  },
  r19: async ({ sc }) => {
    const p = sc
      .parallelize(to(1, 30), 3)
      .map((x) => pair(x % 6, x))
      .partitionBy(new HashPartitioner(4));
    const kept = p.mapValues((v) => v + 1).reduceByKey((x, y) => x + y);
    const lost = p.map(([k, v]) => pair(k, v + 1)).reduceByKey((x, y) => x + y);
    return [...sorted(await kept.collect()), ...sorted(await lost.collect())];
  },
  r20: async ({ sc, tmp }) => {
    const sums = sc
      .parallelize(to(1, 20), 4)
      .map((x) => pair(x % 3, x))
      .reduceByKey((x, y) => x + y, 2);
    await sums.saveAsTextFile(`${tmp}/out`);
    return [];
  },
  r21: async ({ sc }) => {
    const edges = [pair(1, 2), pair(1, 3), pair(2, 3), pair(3, 1), pair(4, 3)];
    const links = sc.parallelize(edges, 2).distinct(2).groupByKey(2).cache();
    let ranks = links.mapValues(() => 1);
    for (let i = 1; i <= 3; i++) {
      ranks = links
        .join(ranks)
        .values()
        .flatMap(([urls, rank]) => urls.map((url) => pair(url, rank / urls.length)))
        .reduceByKey((x, y) => x + y)
        .mapValues((rank) => 0.15 + 0.85 * rank);
    }
    return sorted(await ranks.collect());
  },
  r22: async ({ sc }) => {
    const a = sc.parallelize(
      to(1, 40).map((x) => pair((x * 7) % 5, x)),
      4,
    );
    return [
      sorted(await a.countByKey()),
      await a.values().top(3),
      await a.first(),
      await a.isEmpty(),
      (await a.lookup(3)).length,
    ];
  },
};
