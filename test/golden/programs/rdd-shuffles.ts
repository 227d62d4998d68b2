import { HashPartitioner, type RDD } from "@stageplay/core";
import type { Programs } from "./program.js";
import { add, max, pair, sorted, sum, to } from "./scala.js";

const sizes = async (rdd: RDD<unknown>): Promise<number[]> =>
  rdd
    .glom()
    .map((rows) => rows.length)
    .collect();

/** Shuffles of every kind, in chains: what each writes, reads and places where. */
export const RDD_SHUFFLE_PROGRAMS: Programs = {
  r28: async ({ sc }) => {
    const a = sc
      .parallelize(to(1, 60), 6)
      .map((x) => pair(x % 20, x))
      .reduceByKey(add, 10);
    const few = () =>
      a
        .coalesce(3)
        .map(([k]) => pair(k % 3, 1))
        .reduceByKey(add)
        .coalesce(1);
    return [
      await sizes(a.coalesce(4)),
      a.coalesce(20).getNumPartitions(),
      sorted(await few().collect()),
      sum(await sizes(a.coalesce(15, true))),
    ];
  },
  r59: async ({ sc }) => {
    const p = new HashPartitioner(3);
    const a = sc.parallelize(to(1, 30), 4).map((x) => pair(x % 5, x));
    const lists = a.combineByKey(
      (v) => [v],
      (c, v) => [...c, v],
      (c, d) => [...c, ...d],
      2,
    );
    return [
      sorted(await a.aggregateByKey(0, add, add, p).collect()),
      sorted(await a.aggregateByKey(0, max, max, 2).collect()),
      sorted(await a.foldByKey(0, add, 6).collect()),
      sorted(await lists.mapValues(sum).collect()),
      sorted(
        await a
          .groupByKey(p)
          .mapValues((v) => v.length)
          .reduceByKey(add)
          .collect(),
      ),
    ];
  },
  r60: async ({ sc }) =>
    sc
      .parallelize(
        to(1, 40).map((x) => pair((x * 13) % 17, x)),
        4,
      )
      .repartitionAndSortWithinPartitions(new HashPartitioner(3))
      .glom()
      .map((rows) => rows.map(([key]) => key))
      .collect(),
  r68: async ({ sc }) => {
    const a = sc.parallelize(["apple", "bob", "cat", "door", "egg", "fish", "goat"], 3);
    return [
      sorted(
        await a
          .keyBy((w) => w.length)
          .groupByKey()
          .mapValues(sorted)
          .collect(),
      ),
      sorted(
        await a
          .groupBy((w) => w[0]!, 2)
          .mapValues((v) => v.length)
          .collect(),
      ),
      sorted(
        await a
          .groupBy((w) => w.length)
          .keys()
          .collect(),
      ),
    ];
  },
  r75: async ({ sc, data }) =>
    sc
      .textFile(`${data}/words.txt`, 2)
      .flatMap((line) => line.split(" "))
      .map((word) => pair(word, 1))
      .reduceByKey(add)
      .filter(([, n]) => n > 50)
      .mapValues((n) => n * 2)
      .flatMapValues((n) => [n, n + 1])
      .map(([word, n]) => pair(n, word))
      .sortByKey(false, 2)
      .values()
      .take(4),
  r76: async ({ sc }) => {
    const a = sc
      .parallelize(to(1, 20), 4)
      .map((x) => pair(x % 5, x))
      .partitionBy(new HashPartitioner(3));
    const oneMore = (rows: Iterable<[number, number]>) => [...rows].map(([k, v]) => pair(k, v + 1));
    return [
      sorted(await a.mapPartitions(oneMore, true).reduceByKey(add).collect()),
      sorted(await a.mapPartitions(oneMore).reduceByKey(add).collect()),
      await a.mapPartitionsWithIndex((i, rows) => [pair(i, sum([...rows].map(([, v]) => v)))], false).collect(),
      await sizes(a),
    ];
  },
  r82: async ({ sc }) => {
    const a = sc.parallelize(to(1, 2000), 8).map((x) => pair(x % 10 < 8 ? 0 : x % 50, x));
    const salted = a.map(([k, v]) => pair(pair(k, v % 4), v)).reduceByKey(add, 6);
    return [
      sorted(
        await a
          .groupByKey(5)
          .mapValues((v) => v.length)
          .collect(),
      ).slice(0, 5),
      sorted(
        await salted
          .map(([[k], v]) => pair(k, v))
          .reduceByKey(add, 3)
          .collect(),
      ).slice(0, 4),
    ];
  },
  r83: async ({ sc }) => {
    const a = sc
      .parallelize(to(1, 100), 3)
      .repartition(6)
      .map((x) => pair(x % 10, x))
      .reduceByKey(add);
    const b = sc.parallelize(to(1, 30), 4).repartition(2).glom().map(sorted);
    return [sorted(await a.collect()), await b.collect()];
  },
  r84: async ({ sc }) => {
    const a = sc
      .parallelize(to(1, 200), 4)
      .map((x) => pair(x % 40, x))
      .reduceByKey(add, 5);
    return sorted(
      await a
        .repartition(3)
        .map(([k, v]) => pair(k % 4, v))
        .reduceByKey(add)
        .collect(),
    );
  },
  r85: async ({ sc }) =>
    sc
      .parallelize(to(1, 300), 4)
      .map((x) => pair(`key-${x % 90}`, x))
      .reduceByKey(add)
      .collect(),
  r86: async ({ sc }) => {
    const a = sc.parallelize(to(1, 120), 3).map((x) => pair((x % 35) - 12, x));
    return [
      await a
        .groupByKey(2)
        .mapValues((values) => [...values])
        .collect(),
      await a
        .map(([k]) => pair(k * 1.5 + 0.25, 1))
        .reduceByKey(add, 3)
        .keys()
        .collect(),
      await a.keys().distinct(4).collect(),
    ];
  },
  r94: async ({ sc }) => {
    const a = sc.parallelize(to(1, 40), 4).map((x) => pair(x % 4, x));
    const same = (v: number): number => v;
    return [
      sorted(await a.combineByKey(same, add, add, new HashPartitioner(3), false).collect()),
      sorted(await a.combineByKey(same, add, add).collect()),
    ];
  },
  r99: async ({ sc }) =>
    sc
      .parallelize(to(1, 64), 8)
      .glom()
      .map((rows) => pair(rows.length % 3, sum(rows)))
      .reduceByKey(max)
      .map(([, v]) => v)
      .coalesce(1)
      .map((x) => pair(x, x))
      .join(sc.parallelize([1, 508], 2).map((x) => pair(x, "m")))
      .collect(),
};
