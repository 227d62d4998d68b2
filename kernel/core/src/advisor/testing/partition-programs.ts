import { col, collect_list, concat, lit, repeat, size, sum } from "../../dsl/functions.js";
import { sequential } from "../../dsl/modelled.js";
import type { Session } from "../../session.js";
import { after, type SeededProgram, SMALL_MEMORY } from "./seeded-program.js";

const keyed = ({ sc }: Session, keyOf: (n: number) => number) =>
  sc
    .range(0, 40_000, 1, 8)
    .map((n) => [keyOf(n), n] as [number, number])
    .groupByKey(8)
    .mapValues((values) => [...values])
    .collect();

const slowHost = async ({ sc, cluster }: Session, factor: number) => {
  cluster.host(1).slow(factor);
  await sc
    .range(0, 64, 1, 64)
    .map((n) => after("200ms", n))
    .count();
};

const long = ({ sc }: Session, tasks: number) =>
  sc
    .range(0, tasks, 1, tasks)
    .map((n) => after("3s", n))
    .count();

const lists = ({ spark }: Session, keys: number) =>
  spark
    .range(0, 600, 1, 1)
    .select(col("id"), concat(repeat(lit("x"), 9_990), col("id").cast("string")).as("t"))
    .groupBy(col("id").mod(keys))
    .agg(collect_list("t").as("all"))
    .select(sum(size("all")))
    .collect();

/** A scan beside a cached RDD of so many megabytes. What a program does by `work` makes no garbage; rows do. */
const besideCache = async ({ sc, spark }: Session, megabytes: number) => {
  const rows = sc
    .range(0, megabytes, 1, megabytes)
    .map(() => new Uint8Array(1_000_000))
    .cache();
  await rows.count();
  const table = { name: "logs", size: "1GB", rows: 1e7, partitions: 8, columns: { id: sequential() } };
  await spark.read.modelled(table).filter(col("id").gt(10)).count();
  await rows.count();
};

/** A query that sorts, beside a cached RDD of so many rows of 10 kB. */
const sortBesideCache = async ({ sc, spark }: Session, cached: number) => {
  const rows = sc
    .range(0, cached, 1, 8)
    .map(() => new Uint8Array(10_000))
    .cache();
  await rows.count();
  await rows.count();
  await lists({ sc, spark } as Session, 200);
};

/** Findings about how data lies in partitions and memory. */
export const PARTITION_PROGRAMS: readonly SeededProgram[] = [
  {
    id: "skewed-partition",
    triggers: (s) => keyed(s, (n) => (n % 10 === 0 ? n / 10 : 0)),
    nearMiss: (s) => keyed(s, (n) => (n % 50 === 0 ? 0 : n)),
    says: [/partition 0 has 36,\d{3} records, the median is \d{3}/, /random\(\) \* 8\)/],
  },
  {
    id: "slow-node",
    triggers: (s) => slowHost(s, 4),
    nearMiss: (s) => slowHost(s, 1.5),
    says: [/Tasks on host-1 ran 8\d\d ms \(median\), those on the other hosts 2\d\d ms/, /"spark\.speculation", true/],
  },
  {
    id: "too-few-partitions",
    triggers: (s) => long(s, 2),
    nearMiss: (s) => long(s, 8),
    says: [/2 tasks for 8 slots/, /\b16\)/],
  },
  {
    id: "too-many-partitions",
    triggers: ({ sc }) => sc.range(0, 1000, 1, 1000).count(),
    nearMiss: ({ sc }) => sc.range(0, 1000, 1, 24).count(),
    says: [/1,000 tasks for 8 slots/, /coalesce\(8\)/],
  },
  {
    id: "spill",
    conf: { ...SMALL_MEMORY, "spark.sql.adaptive.enabled": "false", "spark.sql.shuffle.partitions": "1" },
    triggers: (s) => lists(s, 200),
    nearMiss: (s) => lists(s, 100),
    says: [/1 task of 1 spilled \d/, /repartition\([2-9]/],
  },
  {
    id: "gc",
    conf: { ...SMALL_MEMORY, "spark.memory.fraction": "0.9" },
    triggers: (s) => besideCache(s, 110),
    nearMiss: (s) => besideCache(s, 8),
    says: [/\([1-4]\d%\) was garbage collection/, /"900m"/],
  },
  {
    id: "cache-crowds-execution",
    conf: { ...SMALL_MEMORY, "spark.sql.adaptive.enabled": "false", "spark.sql.shuffle.partitions": "1" },
    triggers: (s) => sortBesideCache(s, 250),
    nearMiss: (s) => sortBesideCache(s, 16),
    says: [/\d+ cached blocks had to leave memory/, /MEMORY_AND_DISK/],
  },
];
