import { HashPartitioner, type Partitioner, type RDD } from "@stageplay/core";
import type { Programs } from "./program.js";
import { add, pair, sorted, sum, to } from "./scala.js";

const sizes = async (rdd: RDD<unknown>): Promise<number[]> =>
  rdd
    .glom()
    .map((rows) => rows.length)
    .collect();

/** Results that nobody sorted: the order of Spark's hash maps, and what later steps make of it. */
export const RDD_ORDER_PROGRAMS: Programs = {
  r101: async ({ sc }) => {
    const a = sc
      .parallelize(
        to(1, 40).map((x) => pair((x * 7) % 23, x)),
        4,
      )
      .sortByKey(true, 4);
    const b = sc.parallelize(to(1, 20), 2).map((x) => pair(x, `b${x}`));
    return [
      await a.join(b).count(),
      a.leftOuterJoin(b).getNumPartitions(),
      await a.reduceByKey(add).collect(),
      await a
        .mapValues((x) => x + 1)
        .join(a)
        .count(),
    ];
  },
  r102: async ({ sc }) => {
    const a = sc
      .parallelize(to(1, 6000), 4)
      .map((x) => pair(`k${(x * 31) % 2500}`, 1))
      .reduceByKey(add, 3);
    return [
      await a.count(),
      await a.take(5),
      await a
        .map(([k, n]) => pair(k.length, n))
        .reduceByKey(add)
        .collect(),
      await a
        .keys()
        .zipWithIndex()
        .filter(([, i]) => i % 500 === 0)
        .collect(),
    ];
  },
  r103: async ({ sc }) => {
    const a = sc
      .parallelize(to(1, 900), 3)
      .map((x) => pair(x % 300, x))
      .groupByKey(250);
    return [
      await a.count(),
      await a.mapValues(sum).take(4),
      await a
        .filter(([k]) => k > 295)
        .mapValues((v) => [...v])
        .collect(),
    ];
  },
  r104: async ({ sc }) => {
    const a = sc
      .parallelize(to(1, 80), 8)
      .map((x) => x * 2)
      .cache();
    return [
      await a.count(),
      await a
        .coalesce(3)
        .glom()
        .map((rows) => rows.slice(0, 3))
        .collect(),
      await a
        .coalesce(3)
        .map((x) => pair(x % 5, 1))
        .reduceByKey(add, 2)
        .collect(),
    ];
  },
  r105: async ({ sc }) => {
    const a = sc
      .parallelize(to(1, 200), 4)
      .map((x) => pair(x % 60, x))
      .reduceByKey(add, 16);
    await a.count();
    return [
      await a
        .coalesce(5)
        .glom()
        .map((rows) => rows.map(([k]) => k))
        .collect(),
      await a.coalesce(1).keys().take(10),
      await sizes(a.coalesce(12)),
    ];
  },
  r106: async ({ sc }) => {
    const a = sc.parallelize(to(1, 30), 5);
    const asRows = (rdd: RDD<number>) =>
      rdd
        .glom()
        .map((rows) => [...rows])
        .collect();
    return [await asRows(a.repartition(1)), await a.coalesce(2, true).collect(), await asRows(a.repartition(12))];
  },
  r107: async ({ sc }) => {
    const a = sc
      .parallelize(to(1, 40), 4)
      .map((x) => pair("x".repeat(x % 7), x))
      .partitionBy(new ByLength(3));
    const b = sc
      .parallelize(to(1, 10), 2)
      .map((x) => pair("x".repeat(x), x))
      .partitionBy(new ByLength(3));
    return [
      await a.join(b).count(),
      await a.reduceByKey(add).collect(),
      await a
        .groupByKey(new ByLength(5))
        .mapValues((v) => v.length)
        .collect(),
    ];
  },
  r118: async ({ sc }) => {
    const a = sc.parallelize(to(1, 24), 3);
    return [
      await a
        .groupBy((x) => x % 2 === 0)
        .mapValues(sum)
        .collect(),
      await a
        .groupBy((x) => pair(x % 2, x % 3))
        .mapValues((v) => v.length)
        .collect(),
      await a
        .groupBy((x) => `g${x % 4}`, 3)
        .mapValues((v) => [...v])
        .collect(),
    ];
  },
  r119: async ({ sc }) => {
    const rdds = to(1, 3).map((i) =>
      sc
        .parallelize(to(1, 10 * i), 2)
        .map((x) => pair(x % (i + 2), i))
        .reduceByKey(add, 4),
    );
    const joined = rdds.reduce((a, b) => a.join(b).mapValues(([x, y]) => x + y));
    return [await sc.union(rdds).reduceByKey(add).collect(), sc.union(rdds).getNumPartitions(), await joined.collect()];
  },
  r120: async ({ sc }) => {
    const edges = sc
      .parallelize([pair(1, 2), pair(2, 3), pair(4, 5), pair(6, 6), pair(5, 7)], 3)
      .flatMap(([a, b]) => [pair(a, b), pair(b, a)])
      .groupByKey(3)
      .cache();
    let labels = edges
      .mapValues(() => 0)
      .map(([v]) => pair(v, v))
      .partitionBy(new HashPartitioner(3));
    for (let i = 0; i < 2; i++) {
      labels = edges
        .join(labels)
        .flatMap(([, [neighbours, label]]) => neighbours.map((n) => pair(n, label)))
        .union(labels)
        .reduceByKey(Math.min);
    }
    return labels.collect();
  },
  r121: async ({ sc }) => {
    const docs = sc.parallelize([pair("d1", "a b c"), pair("d2", "b c d b"), pair("d3", "a d")], 2);
    const index = docs
      .flatMapValues((text) => text.split(" "))
      .map(([doc, word]) => pair(word, doc))
      .distinct()
      .groupByKey()
      .mapValues((list) => sorted(list));
    const bySize = index
      .mapValues((list) => list.length)
      .map(([word, n]) => pair(n, word))
      .groupByKey(2)
      .mapValues((list) => sorted(list));
    return [await index.sortByKey().collect(), await bySize.collect()];
  },
  r122: async ({ sc }) => {
    const a = sc
      .parallelize(to(1, 100), 4)
      .keyBy((x) => x % 10)
      .mapValues((x) => x * 2)
      .reduceByKey(add, 6)
      .map(([k, v]) => pair(v % 7, k))
      .aggregateByKey(
        new Set<number>(),
        (set, k) => set.add(k),
        (x, y) => new Set([...x, ...y]),
      )
      .mapValues((set) => set.size)
      .filter(([, n]) => n > 1)
      .sortByKey(false);
    return [await a.collect(), await a.count()];
  },
  r123: async ({ sc }) => {
    const best = (values: number[]): number[] => [...values].sort((a, b) => b - a).slice(0, 2);
    return sc
      .parallelize(to(1, 90), 5)
      .map((x) => pair(x % 4, (x * 53) % 97))
      .aggregateByKey(
        [] as number[],
        (list, v) => best([...list, v]),
        (x, y) => best([...x, ...y]),
      )
      .collect();
  },
  r124: async ({ sc }) => {
    const words = ["Aa", "BB", "C#", "Aa", "BB", "AaAa", "BBBB", "AaBB", "BBAa"];
    const a = sc.parallelize(words, 2).map((x) => pair(x, 1));
    return [
      await a.reduceByKey(add, 1).collect(),
      await a
        .groupByKey(1)
        .mapValues((v) => v.length)
        .collect(),
      await a.keys().distinct(1).collect(),
    ];
  },
  r125: async ({ sc }) => {
    const a = sc.parallelize([pair(3, "c"), pair(1, "a"), pair(2, "b"), pair(70, "x"), pair(135, "y")], 2);
    const b = sc.parallelize([pair(2, 20), pair(3, 30), pair(9, 90), pair(70, 7)], 3);
    return [
      await a
        .leftOuterJoin(b)
        .mapValues(([, r]) => r ?? -1)
        .collect(),
      await a
        .rightOuterJoin(b, 2)
        .mapValues(([l]) => l ?? "-")
        .collect(),
      await a
        .fullOuterJoin(b, 1)
        .mapValues(([l, r]) => `${l ?? "-"}${r ?? -1}`)
        .collect(),
    ];
  },
  r130: async ({ sc }) => {
    const a = sc.range(0, 50, 1, 4).map((x) => pair(x % 8, x));
    return [
      await a.reduceByKey(add).collect(),
      await a
        .map(([k, v]) => pair(k * 5000000000, v))
        .reduceByKey(add, 3)
        .collect(),
    ];
  },
};

/** A program's own partitioner, by the length of the key. */
class ByLength implements Partitioner {
  readonly numPartitions: number;

  constructor(numPartitions: number) {
    this.numPartitions = numPartitions;
  }

  getPartition(key: unknown): number {
    return String(key).length % this.numPartitions;
  }

  equals(other: Partitioner | undefined): boolean {
    return other instanceof ByLength && other.numPartitions === this.numPartitions;
  }
}
