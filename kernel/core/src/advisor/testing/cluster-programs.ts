import { col } from "../../dsl/functions.js";
import * as modelled from "../../dsl/modelled.js";
import { TaskContext, work } from "../../dsl/task-context.js";
import { HashPartitioner } from "../../rdd/partitioner.js";
import type { Session } from "../../session.js";
import { after, type SeededProgram } from "./seeded-program.js";

const THREE = { "spark.executor.instances": "3", "spark.executor.cores": "2" };

/** Blocks that lie mostly on one host, and tasks that would like to run there. */
const lopsided = async ({ sc, cluster }: Session, hosts: readonly number[]) => {
  for (const host of hosts) cluster.host(host).slow(20);
  const kept = sc
    .range(0, 32, 1, 32)
    .map((n) => after("400ms", n))
    .cache();
  await kept.count();
  cluster.clearFaults();
  await kept.map((n) => after("1s", n)).count();
};

const modelledCount = ({ spark }: Session) =>
  spark.read
    .modelled({ name: "logs", size: "1GB", rows: 1e7, partitions: 8, columns: { id: modelled.sequential() } })
    .filter(col("id").gt(10))
    .count();

const shuffledTwice = async ({ sc, cluster }: Session, kill: boolean) => {
  if (kill) cluster.executor(1).killAt("2600ms");
  await sc
    .range(0, 120, 1, 12)
    .map((n) => after("100ms", [n, 1] as [number, number]))
    .reduceByKey((a, b) => a + b, 60)
    .map((pair) => after("100ms", pair))
    .count();
};

/** The first attempts of some partitions fail. They run where their blocks are, so the first job tells which host will have them. */
const failing = async ({ sc, spark }: Session, fails: (partition: number, executor: number) => boolean) => {
  const kept = sc.range(0, 32, 1, 32).cache();
  await kept.map((n) => after("100ms", n)).count();
  const executors = new Map(spark.lastRun.tasks.map(({ partition, executor }) => [partition, executor]));
  await kept
    .map((n) => {
      const context = TaskContext.get()!;
      const partition = context.partitionId();
      if (context.attemptNumber() === 0 && fails(partition, executors.get(partition)!)) throw new Error("disk error");
      return after("100ms", n);
    })
    .count();
};

const visit = async (s: Session, fails: boolean) => {
  if (fails) s.task({ partition: 3 }).fail();
  await s.sc.range(0, 8, 1, 8).foreach(() => work("50ms"));
};

const lone = ({ sc }: Session, tasks: number) =>
  sc
    .range(0, tasks, 1, tasks)
    .map((n) => after("3s", n))
    .count();

const fetch = ({ sc }: Session, each: number) =>
  sc
    .range(0, 8, 1, 8)
    .map((i) => [Math.floor(i / 2), "x".repeat(each)] as [number, string])
    .partitionBy(new HashPartitioner(2))
    .count();

const TIGHT = {
  "spark.master": "yarn",
  "spark.executor.instances": "2",
  "spark.executor.memory": "1g",
  "spark.executor.memoryOverhead": "140m",
  "spark.stageplay.yarn.minimumAllocation": "1m",
};

/** Findings about machines, places and failures. */
export const CLUSTER_PROGRAMS: readonly SeededProgram[] = [
  {
    id: "locality-wait",
    triggers: (s) => lopsided(s, [1, 2, 3]),
    nearMiss: (s) => lopsided(s, []),
    says: [/were idle while tasks waited for a better place/, /"spark\.locality\.wait", "5\d\dms"/],
  },
  {
    id: "locality-pointless",
    conf: { "spark.locality.wait": "30s" },
    nearConf: { "spark.locality.wait": "1s" },
    triggers: modelledCount,
    nearMiss: modelledCount,
    says: [/spark\.locality\.wait is 30\.0 s/, /"3s"/],
  },
  {
    id: "fetch-failed",
    conf: THREE,
    triggers: (s) => shuffledTwice(s, true),
    nearMiss: (s) => shuffledTwice(s, false),
    says: [/failed to fetch/, /shuffle\.service\.enabled/],
  },
  {
    id: "retries-one-node",
    triggers: (s) => failing(s, (_, executor) => executor === 1),
    nearMiss: (s) => failing(s, (partition) => partition < 8),
    says: [/failed attempts \(100%\) were on host-/, /excludeOnFailure/],
  },
  {
    id: "side-effect-retry",
    triggers: (s) => visit(s, true),
    nearMiss: (s) => visit(s, false),
    says: [/1 task of foreach/, /upsert/],
  },
  {
    id: "executors-idle",
    nearConf: { "spark.dynamicAllocation.enabled": "true", "spark.dynamicAllocation.shuffleTracking.enabled": "true" },
    triggers: (s) => lone(s, 1),
    nearMiss: (s) => lone(s, 1),
    says: [/3 of 4 executors \(75%\)/, /dynamicAllocation\.enabled/],
  },
  {
    id: "container-killed",
    conf: TIGHT,
    triggers: (s) => fetch(s, 12_000_000),
    nearMiss: (s) => fetch(s, 100_000),
    says: [/Container killed by YARN/, /memoryOverhead", "280m"/],
  },
];
