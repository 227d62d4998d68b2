import { broadcast, capturing, col, modelled, sum } from "../../index.js";
import type { Session } from "../../session.js";
import { after, type SeededProgram } from "./seeded-program.js";

const worked = ({ sc }: Session) => sc.range(0, 16, 1, 8).map((n) => after("200ms", n));

const large = ({ spark }: Session, rows: number) =>
  spark.read.modelled({ name: "large", size: "1GB", rows, partitions: 8, columns: { id: modelled.sequential() } });

const arrays = ({ sc }: Session, bytes: number) =>
  sc
    .range(0, 8, 1, 8)
    .map(() => new Uint8Array(bytes))
    .collect();

const counts = async ({ sc }: Session, jobs: number) => {
  for (let i = 0; i < jobs; i++) await sc.range(0, 8, 1, 4).count();
};

const joined = ({ spark }: Session) =>
  spark
    .range(0, 200_000, 1, 4)
    .join(spark.range(0, 100, 1, 1).hint("merge"), "id")
    .agg(sum(col("id")))
    .collect();

/** Findings about what is kept, sent and collected. */
export const REUSE_PROGRAMS: readonly SeededProgram[] = [
  {
    id: "cache-unused",
    triggers: (s) => worked(s).cache().count(),
    nearMiss: async (s) => {
      const kept = worked(s).cache();
      await kept.count();
      await kept.count();
    },
    says: [/8 blocks of RDD \d/, /unpersist/],
  },
  {
    id: "recomputed",
    triggers: async (s) => {
      const rdd = worked(s);
      await rdd.count();
      await rdd.collect();
    },
    nearMiss: async (s) => {
      const rdd = worked(s).cache();
      await rdd.count();
      await rdd.collect();
    },
    says: [/computed in full by 2 jobs: 3\.\d s/, /\.cache\(\)/],
  },
  {
    id: "collect-large",
    conf: { "spark.driver.maxResultSize": "1m" },
    triggers: (s) => arrays(s, 100_000),
    nearMiss: (s) => arrays(s, 50_000),
    says: [/7\d% of spark\.driver\.maxResultSize \(1\.0 MiB\)/, /take\(1000\)/],
  },
  {
    id: "broadcast-large",
    conf: { "spark.driver.memory": "8g", "spark.executor.memory": "4g" },
    triggers: async (s) => {
      const { spark } = s;
      await spark
        .range(0, 100, 1, 2)
        .join(broadcast(large(s, 5e7)), "id")
        .count();
    },
    nearMiss: async (s) => {
      const { spark } = s;
      await spark
        .range(0, 100, 1, 2)
        .join(broadcast(large(s, 3e6)), "id")
        .count();
    },
    says: [/collected [2-9]\d\d\.\d MiB to broadcast/, /hint\("merge"\)/],
  },
  {
    id: "broadcast-missed",
    conf: { "spark.sql.adaptive.enabled": "false" },
    nearConf: { "spark.sql.adaptive.enabled": "false", "spark.sql.autoBroadcastJoinThreshold": "100b" },
    triggers: joined,
    nearMiss: joined,
    says: [/the right side had .* below the threshold of 10\.0 MiB/, /broadcast\(small\)/],
  },
  {
    id: "many-small-jobs",
    triggers: (s) => counts(s, 25),
    nearMiss: (s) => counts(s, 15),
    says: [/25 jobs at /, /groupBy/],
  },
  {
    id: "driver-bound",
    conf: { "spark.executor.instances": "100", "spark.executor.cores": "8" },
    triggers: ({ sc }) => sc.range(0, 12_000, 1, 12_000).count(),
    nearMiss: ({ sc }) =>
      sc
        .range(0, 800, 1, 800)
        .map((n) => after("20s", n))
        .count(),
    says: [/\d\d% of all core time/, /coalesce\(1600\) \/\/ 12000 tasks/],
  },
  {
    id: "task-payload",
    triggers: ({ sc }) =>
      sc
        .range(0, 16, 1, 8)
        .map(capturing("50MB", (n: number) => n))
        .count(),
    nearMiss: ({ sc }) =>
      sc
        .range(0, 16, 1, 8)
        .map(capturing("100k", (n: number) => n))
        .count(),
    says: [/to deserialize/, /sc\.broadcast/],
  },
];
