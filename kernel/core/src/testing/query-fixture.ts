import { RuntimeConfig } from "../conf/runtime-config.js";
import { SparkSession } from "../dsl/spark-session.js";
import type { SparkListenerJobStart } from "../events/listener.js";
import { createApplication } from "../local.js";
import type { LocalQueryRunner } from "../query/index.js";
import { testPorts } from "./test-ports.js";

/** A session over an application in memory, for tests of queries, with what its jobs were. */
export interface QueryFixture {
  readonly spark: SparkSession;
  readonly queries: LocalQueryRunner;
  /** JobStart events so far. */
  readonly jobs: readonly SparkListenerJobStart[];
}

/** local[2], 4 partitions by default, 3 after a shuffle, AQE off, unless `conf` says otherwise. */
export function queryFixture(conf: Readonly<Record<string, string>> = {}): QueryFixture {
  const settings = new RuntimeConfig({
    "spark.master": "local[2]",
    "spark.default.parallelism": "4",
    "spark.sql.shuffle.partitions": "3",
    "spark.sql.adaptive.enabled": "false",
    ...conf,
  });
  const app = createApplication(testPorts(), settings, { actionStarted: () => {}, actionEnded: () => {} });
  const jobs: SparkListenerJobStart[] = [];
  app.bus.add({ onJobStart: (event) => void jobs.push(event) });
  const spark = new SparkSession({
    sparkContext: app.sc,
    queries: app.queries,
    operations: app.operations,
    version: "4",
    lastRun: () => undefined,
  });
  return { spark, queries: app.queries as LocalQueryRunner, jobs };
}
