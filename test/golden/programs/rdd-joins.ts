import { HashPartitioner } from "@stageplay/core";
import type { Programs } from "./program.js";
import { add, pair, sorted, sortedByText, sum, to } from "./scala.js";

/** Joins, cogroups, unions and set operations, partitioned alike and not. */
export const RDD_JOIN_PROGRAMS: Programs = {
  r23: async ({ sc }) => {
    const a = sc.parallelize(to(1, 30), 5).map((x) => pair(x % 7, x));
    const b = sc.parallelize(to(1, 12), 2).map((x) => pair(x % 9, `b${x}`));
    const c = sc.parallelize(to(1, 6), 3).map((x) => pair(x % 4, x * 1.5));
    const joined = a
      .leftOuterJoin(b)
      .mapValues(([x, o]) => pair(x, o ?? "-"))
      .fullOuterJoin(c);
    const rows = (await joined.collect()).map(([k, [l, r]]) => [k, l === null ? "none" : `(${l[0]},${l[1]})`, r ?? 0]);
    return sortedByText(rows as [number, string, number][]);
  },
  r24: async ({ sc }) => {
    const p = new HashPartitioner(3);
    const a = sc
      .parallelize(to(1, 12), 3)
      .map((x) => pair(x % 4, x))
      .partitionBy(p);
    const b = sc.parallelize(to(1, 6), 2).map((x) => pair(x % 4, x));
    const c = sc
      .parallelize(to(1, 6), 5)
      .map((x) => pair(x % 5, x))
      .reduceByKey(add, p);
    const d = sc.parallelize(to(1, 8), 2).map((x) => pair(x % 6, x));
    return sorted(
      await a
        .cogroup(b, c, d)
        .mapValues((groups) => groups.map(sum))
        .collect(),
    );
  },
  r25: async ({ sc }) => {
    const a = sc
      .parallelize(to(1, 40), 4)
      .map((x) => pair(x % 11, x))
      .partitionBy(new HashPartitioner(6))
      .cache();
    const b = sc.parallelize(to(1, 5), 2).map((x) => pair(x, "x"));
    return [
      await a.subtractByKey(b).count(),
      await a.subtractByKey(b, 3).count(),
      await b.subtractByKey(a, new HashPartitioner(2)).count(),
      await a.count(),
    ];
  },
  r26: async ({ sc }) => {
    const p = new HashPartitioner(5);
    const a = sc
      .parallelize(to(1, 20), 3)
      .map((x) => pair(x % 6, x))
      .partitionBy(p);
    const b = sc
      .parallelize(to(1, 10), 2)
      .map((x) => pair(x % 8, x))
      .reduceByKey(add, p);
    const c = sc.parallelize(to(1, 10), 2).map((x) => pair(x, x));
    const u = a.union(b);
    return [
      ...sorted(await u.reduceByKey(add).collect()),
      ...sorted(await u.union(c).reduceByKey(add).collect()),
      [u.getNumPartitions(), u.union(c).getNumPartitions()],
    ];
  },
  r27: async ({ sc }) => {
    const a = sc
      .parallelize(to(1, 9), 3)
      .map((x) => pair(x % 3, x))
      .reduceByKey(add, 2);
    const c = a.cartesian(sc.parallelize(["x", "y", "z"], 2).distinct());
    return [await c.count(), await c.map(([[, v]]) => v).reduce(add), c.getNumPartitions()];
  },
  r64: async ({ sc }) => {
    const a = sc.parallelize(to(1, 20), 4).repartition(3);
    const b = a.map((x) => x * 2);
    return [
      await a
        .zip(b)
        .map(([x, y]) => y - x)
        .sum(),
      await a.zip(b).count(),
    ];
  },
  r69: async ({ sc }) => {
    const a = sc.parallelize(to(1, 20), 4);
    const b = sc.parallelize(to(10, 30), 3);
    const c = sc.parallelize([12, 14, 12], 2);
    return [
      sorted(await a.intersection(b).subtract(c).collect()),
      await a.union(b).distinct().subtract(c, 3).count(),
      sorted(await c.intersection(c, 5).collect()),
    ];
  },
  r70: async ({ sc }) => {
    const p = new HashPartitioner(3);
    const a = sc.parallelize(
      to(1, 30).map((x) => pair(x % 4, x % 2)),
      5,
    );
    return [
      sorted(await a.distinct().collect()),
      await a.distinct(2).count(),
      await a.partitionBy(p).distinct().count(),
      await a.partitionBy(p).distinct(5).count(),
    ];
  },
  r71: async ({ sc }) => {
    const keyed = (n: number, slices: number) => sc.parallelize(to(1, n), slices).map((x) => pair(x % 9, x));
    const a = keyed(40, 12);
    const b = keyed(20, 2).partitionBy(new HashPartitioner(2));
    const c = keyed(20, 3).reduceByKey(add, 9);
    return [
      a.join(b).getNumPartitions(),
      a.join(c).getNumPartitions(),
      await b.join(c).count(),
      await a.cogroup(b, c).count(),
      a.reduceByKey(add).getNumPartitions(),
    ];
  },
  r79: async ({ sc }) => {
    const a = sc
      .parallelize(to(1, 20), 4)
      .map((x) => pair(x % 5, x))
      .reduceByKey(add, 3);
    const b = sc
      .parallelize(to(1, 20), 2)
      .map((x) => pair(x % 6, x))
      .groupByKey(3);
    const sizes = a.cogroup(b).mapValues(([x, y]) => x.length + y.length);
    return [
      await a.join(b).count(),
      sorted(await sizes.collect()),
      await a.rightOuterJoin(b).count(),
      await a.join(b, 5).count(),
    ];
  },
  r80: async ({ sc }) => {
    const a = sc.parallelize(to(1, 5), 2).map((x) => pair(x, x));
    const b = sc.parallelize(to(3, 8), 2).map((x) => pair(x, `b${x}`));
    const c = sc.parallelize(to(4, 5), 1).map((x) => pair(x, x * 0.5));
    return sorted(
      await a
        .groupWith(b, c)
        .mapValues(([x, y, z]) => [sum(x), y.join(""), sum(z)])
        .collect(),
    );
  },
  r81: async ({ sc }) => {
    const rdds = to(1, 4).map((i) => sc.parallelize(to(1, i * 3), i).map((x) => pair(x % i, i)));
    return [
      sorted(await sc.union(rdds).reduceByKey(add, 3).collect()),
      sc.union(rdds).getNumPartitions(),
      await rdds[0]!.union(rdds[1]!).count(),
      await sc.union([sc.emptyRDD<[number, number]>(), rdds[2]!]).count(),
    ];
  },
  r87: async ({ sc }) => {
    const keyed = (n: number, slices: number, factor: number) =>
      sc.parallelize(to(1, n), slices).map((x) => pair(pair(x % 7, `g${x % 3}`), x * factor));
    const a = keyed(30, 3, 1);
    const b = keyed(15, 2, 100);
    return [
      await a.join(b).collect(),
      await a.subtractByKey(b).collect(),
      await a.keys().intersection(b.keys()).collect(),
      await a.cogroup(b, 2).keys().collect(),
    ];
  },
};
