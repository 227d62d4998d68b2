import { broadcast, col, sum } from "../../index.js";
import type { Session } from "../../session.js";
import type { SeededProgram } from "./seeded-program.js";

const AQE_OFF = { "spark.sql.adaptive.enabled": "false" };
const rows = ({ spark }: Session, count: number) => spark.range(0, count, 1, 4);
const digits = (s: Session) => rows(s, 5_000).select(col("id"), col("id").mod(10).as("a"), col("id").mod(7).as("b"));

const grouped = ({ sc }: Session, keep: boolean) =>
  sc
    .range(0, 20_000, 1, 4)
    .map((n) => [n % 50, n] as [number, number])
    .groupByKey(4)
    .mapValues((values) => (keep ? [...values] : [...values].reduce((a, b) => a + b, 0)))
    .collect();

const pairs = ({ sc }: Session) => sc.range(0, 10_000, 1, 4).map((n) => [n % 100, n] as [number, number]);

/** Findings about what a plan does. */
export const QUERY_PROGRAMS: readonly SeededProgram[] = [
  {
    id: "needless-repartition",
    conf: AQE_OFF,
    triggers: (s) => rows(s, 10_000).repartition(8).groupBy(col("id").mod(10)).count().collect(),
    nearMiss: (s) => rows(s, 10_000).repartition(8, "id").groupBy("id").count().collect(),
    says: [/10,000 rows .*went through RoundRobinPartitioning\(8\)/, /without \.repartition/],
  },
  {
    id: "needless-sort",
    triggers: (s) =>
      pairs(s)
        .sortByKey()
        .map(([key, n]) => [key % 10, n] as [number, number])
        .reduceByKey((a, b) => a + b)
        .collect(),
    nearMiss: (s) =>
      pairs(s)
        .reduceByKey((a, b) => a + b)
        .sortByKey()
        .collect(),
    says: [/10,000 records in the order of sortByKey, and reduceByKey does not use it/, /without \.sortByKey/],
  },
  {
    id: "distinct-wide",
    conf: AQE_OFF,
    triggers: (s) => digits(s).distinct().groupBy("a").agg(sum("b")).collect(),
    nearMiss: (s) => digits(s).select("a", "b").distinct().collect(),
    says: [/took 5,000 rows and dropped none/, /dropDuplicates\("a"\)/],
  },
  {
    id: "wrong-join-side",
    triggers: (s) =>
      rows(s, 100)
        .join(broadcast(rows(s, 20_000)), "id")
        .agg(sum("id"))
        .collect(),
    nearMiss: (s) =>
      rows(s, 20_000)
        .join(broadcast(rows(s, 100)), "id")
        .agg(sum("id"))
        .collect(),
    says: [/right side with 20,000 rows; the other side has 100 \(200×\)/, /broadcast\(small\)/],
  },
  {
    id: "groupbykey-reduce",
    triggers: (s) => grouped(s, false),
    nearMiss: (s) => grouped(s, true),
    says: [/read 20,000 records/, /reduceByKey/],
  },
];
