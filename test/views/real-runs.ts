import { join } from "node:path";
import {
  broadcast,
  col,
  createSession,
  desc,
  type Ports,
  type RunDocument,
  type Session,
  sum,
  TaskContext,
  work,
} from "@stageplay/core";
import { createNodeFiles } from "../../kernel/host/src/files/index.js";
import { kernelPorts } from "../golden/ports.js";

/** One cell of a notebook. */
export interface Program {
  readonly conf?: Readonly<Record<string, string>>;
  readonly fails?: boolean;
  run(session: Session): Promise<unknown>;
}

/** Programs of the kinds that notebooks have: a word count, queries, skipped stages, a job that fails, an executor that dies. */
const PROGRAMS: readonly Program[] = [
  {
    run: ({ sc }) =>
      sc
        .parallelize(["a b c", "a b", "c d a"], 2)
        .flatMap((line) => line.split(" "))
        .map((word): [string, number] => [word, 1])
        .reduceByKey((a, b) => a + b)
        .collect(),
  },
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
  {
    conf: { "spark.sql.shuffle.partitions": "8" },
    run: ({ spark }) =>
      spark.read
        .parquet("data/orders.parquet")
        .filter(col("status").eq("complete"))
        .join(spark.read.parquet("data/products.parquet").filter(col("product_id").lt(100)).hint("merge"), "product_id")
        .groupBy("category")
        .agg(sum(col("quantity")).as("q"))
        .orderBy(desc("q"))
        .collect(),
  },
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

/** Runs each program in an application of its own, the notebooks' data at hand. @throws Error when one fails, or does not fail, unexpectedly */
export async function runsOf(programs: readonly Program[]): Promise<readonly RunDocument[]> {
  const usual = kernelPorts();
  const ports: Ports = {
    ...usual,
    files: createNodeFiles(() => join(process.cwd(), "notebooks")),
    host: { ...usual.host, userFrame: () => ({ file: "cell [3]", line: 4, column: 1 }) },
  };
  const runs: RunDocument[] = [];
  for (const { conf = {}, fails = false, run } of programs) {
    const session = createSession(ports, { conf });
    session.beginCell(3);
    const failed = await run(session).then(
      () => false,
      () => true,
    );
    await session.settle();
    if (failed !== fails) throw new Error(`Program ${runs.length + 1} ${failed ? "failed" : "did not fail"}.`);
    runs.push({ ...session.endCell()!, runId: runs.length + 1 });
  }
  return runs;
}

/** 0 to `count - 1`. */
export function upTo(count: number): readonly number[] {
  return Array.from({ length: count }, (_, i) => i);
}
