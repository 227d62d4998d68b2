import { HashPartitioner, type RDD } from "@stageplay/core";
import type { Programs } from "./program.js";
import { add, pair, sorted, sum, to } from "./scala.js";

/** The keys of each partition, sorted. */
const placed = <K>(rdd: RDD<[K, number]>): Promise<K[][]> =>
  rdd
    .glom()
    .map((rows) => sorted(rows.map(([key]) => key)))
    .collect();

/** Where Java's hash codes put keys of every type, and in which order hash maps give them back. */
export const RDD_KEY_PROGRAMS: Programs = {
  r45: async ({ sc }) => {
    const words = ["spark", "", "a", "zebra", "Ünïcode", "日本", "long key with spaces", "spark"];
    const a = sc.parallelize(words, 3).map((x) => pair(x, 1));
    return [await placed(a.partitionBy(new HashPartitioner(5))), await placed(a.reduceByKey(add, 7))];
  },
  r46: async ({ sc }) => {
    const numbers = [1.5, -2.25, 0.1, 1e10 + 0.5, -0.75, 3.25159, 1e-300, 123456.789];
    return [
      await placed(
        sc
          .parallelize(numbers, 2)
          .map((x) => pair(x, 1))
          .partitionBy(new HashPartitioner(7)),
      ),
    ];
  },
  r47: async ({ sc }) => {
    const a = sc
      .parallelize(to(1, 12), 3)
      .map((x) => pair([x % 3, `k${x % 4}`, x * 0.25, x % 2 === 0] as [number, string, number, boolean], x));
    const nested = a.map(([[i, s, d, b], v]) => pair(pair(pair(i, d), pair(s, b)), v)).groupByKey(6);
    return [
      await a
        .partitionBy(new HashPartitioner(5))
        .glom()
        .map((rows) => sorted(rows.map(([, v]) => v)))
        .collect(),
      await nested
        .glom()
        .map((rows) => sorted(rows.map(([, values]) => sum(values))))
        .collect(),
    ];
  },
  r48: async ({ sc }) => {
    const four = new HashPartitioner(4);
    const place = <K>(keys: K[]) => sc.parallelize(keys, 2).map((x) => pair(x, 1));
    const nulls = place<string | null>([null, "a", null]).reduceByKey(add, 3);
    return [
      await placed(place([-1, -7, 0, 5, 1000000007, -2147483648]).partitionBy(four)),
      await placed(place([5000000000, -5000000000, 4294967297, 9007199254740991]).partitionBy(four)),
      await place([true, false])
        .partitionBy(new HashPartitioner(3))
        .glom()
        .map((rows) => rows.map(([key]) => key))
        .collect(),
      await nulls
        .glom()
        .map((rows) => [...rows])
        .collect(),
    ];
  },
  r88: async ({ sc, data }) => {
    const a = sc
      .textFile(`${data}/words.txt`, 3)
      .flatMap((line) => line.split(" "))
      .map((word) => pair(word, 1))
      .reduceByKey(add);
    return [
      await a.first(),
      await a.take(4),
      await a.map(([word, n]) => pair(n, word)).take(3),
      await a.subtract(a.filter(([, n]) => n > 100)).collect(),
      await a
        .map(([word]) => word)
        .distinct()
        .take(3),
    ];
  },
};
