import { col, desc, max, modelled, sum, work } from "@stageplay/core";
import { type Program, upTo } from "./runs-of.js";

type Pair = [key: number, value: number];

/** Of the programs whose pictures are kept: from two tasks to a hundred thousand, from one stage to five hundred. */
export const PICTURE_PROGRAMS: Readonly<Record<string, Program>> = {
  "word-count": {
    run: ({ sc }) =>
      sc
        .parallelize(["a b c", "a b", "c d a"], 2)
        .flatMap((line) => line.split(" "))
        .map((word): [string, number] => [word, 1])
        .reduceByKey((a, b) => a + b)
        .collect(),
  },
  "adaptive-join": {
    conf: { "spark.sql.shuffle.partitions": "8" },
    run: ({ spark }) =>
      spark.read
        .parquet("data/orders.parquet")
        .filter(col("status").eq("complete"))
        .join(spark.read.parquet("data/products.parquet").filter(col("product_id").lt(100)).hint("merge"), "product_id")
        .groupBy("category")
        .agg(sum(col("quantity")).as("quantity"))
        .orderBy(desc("quantity"))
        .collect(),
  },
  "skew-and-loss": {
    conf: {
      "spark.executor.instances": "4",
      "spark.executor.cores": "2",
      "spark.speculation": "true",
      "spark.speculation.minTaskRuntime": "100ms",
    },
    run: async ({ sc, cluster }) => {
      // Half of all values have one key.
      const pairs = upTo(40_000).map((n): Pair => [n % 2 === 0 ? 0 : n % 97, n]);
      const grouped = sc
        .parallelize(pairs, 16)
        .map((pair) => {
          if (pair[1] % 2500 === 0) work("400ms");
          return pair;
        })
        .groupByKey(12)
        .mapValues((values) => {
          const all = [...values];
          work(`${100 + all.length / 10}ms`);
          return all.length;
        });
      cluster.host(1).slow(8).from("100ms").to("4s");
      cluster.executor(2).killAt("1500ms");
      await grouped.collect();
    },
  },
  "iterative-cached": {
    conf: { "spark.executor.instances": "3", "spark.executor.cores": "2" },
    run: async ({ sc }) => {
      const links = sc
        .parallelize(
          upTo(6000).map((n): Pair => [n % 1500, (n * 7919) % 1500]),
          6,
        )
        .groupByKey(6)
        .cache();
      let ranks = links.mapValues(() => 1);
      for (let step = 0; step < 6; step++) {
        ranks = links
          .join(ranks)
          .flatMap(([, [targets, rank]]) => {
            const all = [...targets];
            return all.map((target): Pair => [target, rank / all.length]);
          })
          .reduceByKey((a, b) => a + b, 6)
          .mapValues((total) => 0.15 + 0.85 * total);
        await ranks.count();
      }
    },
  },
  "hundred-thousand-tasks": {
    conf: {
      "spark.executor.instances": "50",
      "spark.executor.cores": "8",
      "spark.sql.shuffle.partitions": "12000",
      "spark.sql.adaptive.enabled": "false",
    },
    run: async ({ spark }) => {
      const clicks = spark.read.modelled({
        name: "clicks",
        size: "12TB",
        rows: 80e9,
        partitions: 88_000,
        columns: {
          country: modelled.hot({ US: 0.4, DE: 0.1 }, modelled.tail(200, "country")),
          user: modelled.tail(900e6, "user"),
          amount: modelled.uniform(1, 500),
        },
      });
      await clicks.groupBy("user").agg(sum("amount").as("amount")).agg(max("amount")).collect();
    },
  },
  "five-hundred-stages": {
    conf: { "spark.executor.instances": "4", "spark.executor.cores": "2" },
    run: async ({ sc }) => {
      // One job of 250 stages, then 125 jobs of two.
      const start = sc.parallelize(
        upTo(40).map((n): Pair => [n, 1]),
        4,
      );
      let pairs = start;
      for (let step = 1; step < 250; step++) {
        pairs = pairs.reduceByKey((a, b) => a + b, 4).map(([key, value]): Pair => [key + 1, value]);
      }
      await pairs.count();
      for (let job = 0; job < 125; job++) await start.reduceByKey((a, b) => a + b, 4).count();
    },
  },
};
