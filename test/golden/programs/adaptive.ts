import { type DataFrame, functions, type SparkSession } from "@stageplay/core";
import type { Programs } from "./program.js";

const { col, count, hash, lit, max, sha1, sum, when } = functions;

const digest = (name: string) => sha1(col("id").cast("string")).as(name);
const hashes = sum(hash(col("p"), col("q")).cast("long"));

/** The largest digest of each of 120,000 keys, in one sum. */
const aggregate = (spark: SparkSession) =>
  spark
    .range(0, 600000, 1, 6)
    .select(col("id").multiply(7919).mod(120000).as("k"), digest("p"))
    .groupBy("k")
    .agg(max("p").as("m"))
    .select(hash(col("m")).as("h"))
    .agg(sum(col("h").cast("long")))
    .collect();

/** Two of five rows have the key 7. */
function skewed(spark: SparkSession): { a: DataFrame; b: DataFrame } {
  const hot = when(col("id").mod(10).lt(4), lit(7).cast("long")).otherwise(col("id").mod(5000));
  const a = spark.range(0, 300000, 1, 6).select(hot.as("k"), digest("p"));
  const b = spark.range(0, 5000, 1, 3).select(col("id").as("k"), digest("q"));
  return { a, b };
}

/** The programs whose shuffles are large enough for adaptive execution to decide by their sizes (`records/aqe`). */
export const ADAPTIVE_PROGRAMS: Programs = {
  a1: async ({ spark }) => aggregate(spark),
  a2: async ({ spark }) => aggregate(spark),
  a3: async ({ spark }) => {
    const { a, b } = skewed(spark);
    return a
      .join(b, "k")
      .agg(count(lit(1)), hashes)
      .collect();
  },
  a4: async ({ spark }) => {
    const { a, b } = skewed(spark);
    return b
      .join(a, ["k"], "left")
      .agg(count(lit(1)), hashes)
      .collect();
  },
  a5: async ({ spark }) => {
    const a = spark.range(0, 200000, 1, 4).select(col("id").mod(40000).as("k"), digest("p"));
    const b = spark.range(0, 40000, 1, 2).select(col("id").as("k"), digest("q"));
    return a
      .join(b, "k")
      .agg(count(lit(1)), hashes)
      .collect();
  },
};
