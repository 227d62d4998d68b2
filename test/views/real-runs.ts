import { broadcast, col, desc, type RunDocument, sum, TaskContext, work } from "@stageplay/core";
import { PICTURE_PROGRAMS } from "./picture-programs.js";
import { type Program, runsOf, upTo } from "./runs-of.js";

/** Programs of the kinds that notebooks have: a word count, queries, skipped stages, a job that fails, an executor that dies. */
const PROGRAMS: readonly Program[] = [
  PICTURE_PROGRAMS["word-count"]!,
  {
    run: ({ spark }) =>
      spark.read
        .parquet("data/orders.parquet")
        .join(broadcast(spark.read.parquet("data/products.parquet")), "product_id")
        .groupBy("category")
        .agg(sum(col("quantity")).as("q"))
        .orderBy(desc("q"))
        .collect(),
  },
  PICTURE_PROGRAMS["adaptive-join"]!,
  {
    run: async ({ sc }) => {
      const pairs = Array.from({ length: 1000 }, (_, i): [number, number] => [i % 7, i]);
      const sums = sc.parallelize(pairs, 8).reduceByKey((a, b) => a + b, 4);
      await sums.count();
      await sums.map(([, total]) => total).collect();
      await sums.sortByKey().take(3);
    },
  },
  {
    fails: true,
    run: ({ sc }) =>
      sc
        .parallelize(upTo(40), 20)
        .map((n) => {
          work("100ms");
          if (TaskContext.get()?.partitionId() === 7) throw new Error("bad <b>record</b> 14");
          return n;
        })
        .count(),
  },
  {
    conf: { "spark.executor.instances": "3", "spark.executor.cores": "2" },
    run: async ({ sc, cluster }) => {
      const slow = sc
        .parallelize(upTo(24), 12)
        .map((n): [number, number] => {
          work("500ms");
          return [n % 6, 1];
        })
        .reduceByKey((a, b) => a + b, 6)
        .map((pair) => {
          work("700ms");
          return pair;
        });
      cluster.executor(1).killAt("2200ms");
      await slow.count();
    },
  },
];

/** Runs of the real simulation, one of each program, with run ids from 1. */
export function realRuns(): Promise<readonly RunDocument[]> {
  return runsOf(PROGRAMS);
}
