import { functions as F } from "@stageplay/core";

const { col, lit } = F;

/** Plans of `n` parts over few rows; each part should cost the same however many there are. */
export const PLAN_STEPS = [
  {
    name: "withColumn after withColumn",
    sizes: [75, 300],
    run(spark, n) {
      let df = spark.range(10);
      for (let i = 0; i < n; i++) df = df.withColumn("x", (i === 0 ? col("id") : col("x")).plus(1));
      return df.collect();
    },
  },
  {
    name: "branches of when",
    sizes: [125, 500],
    run(spark, n) {
      let branches = F.when(col("id").equalTo(0), "v0");
      for (let i = 1; i < n; i++) branches = branches.when(col("id").equalTo(i), `v${i}`);
      return spark.range(1000).select(branches.otherwise("none").alias("v")).collect();
    },
  },
  {
    name: "values of isin",
    sizes: [2500, 10_000],
    run: (spark, n) =>
      spark
        .range(1000)
        .filter(col("id").isin(...Array.from({ length: n }, (_, i) => i * 3)))
        .collect(),
  },
  {
    name: "branches of a union",
    sizes: [125, 500],
    run(spark, n) {
      let df = spark.range(1);
      for (let i = 1; i < n; i++) df = df.union(spark.range(1));
      return df.collect();
    },
  },
  {
    name: "columns, aggregated",
    sizes: [250, 1000],
    run(spark, n) {
      const wide = spark.range(10).select(...Array.from({ length: n }, (_, i) => col("id").plus(i).alias(`c${i}`)));
      return wide
        .groupBy()
        .agg(...Array.from({ length: n }, (_, i) => F.sum(`c${i}`)))
        .collect();
    },
  },
  {
    name: "columns, shown",
    sizes: [250, 1000],
    run: (spark, n) =>
      spark
        .range(20)
        .select(...Array.from({ length: n }, (_, i) => lit(i).alias(`c${i}`)))
        .show(),
  },
  {
    name: "partitions that take(1) looks through",
    sizes: [2500, 10_000],
    run: (spark, n) => spark.range(0, n, 1, n).filter(col("id").lt(0)).take(1),
  },
  {
    name: "stages in a chain",
    sizes: [125, 500],
    run(spark, n) {
      let rdd = spark.sparkContext.parallelize([[1, 1]], 2);
      for (let i = 0; i < n; i++) rdd = rdd.reduceByKey((a, b) => a + b, 2 + (i % 2));
      return rdd.collect();
    },
  },
  {
    name: "tasks on both sides of a shuffle",
    sizes: [500, 2000],
    run: (spark, n) => spark.range(0, n, 1, n).repartition(n, col("id")).count(),
  },
];
