import { broadcast, functions as F, Window } from "@stageplay/core";

const { col, lit, sum } = F;
const total = (df, column) => df.agg(sum(col(column))).collect();

/** Steps over `n` rows; each should cost as much a row however many there are. */
export const ROW_STEPS = [
  {
    name: "groupBy, a group for 100 rows",
    run: (spark, n) =>
      spark
        .range(n)
        .groupBy(col("id").mod(n / 100))
        .agg(sum("id"))
        .collect(),
  },
  {
    name: "join with as many rows",
    run: (spark, n) => total(spark.range(n).join(spark.range(n).hint("merge"), "id"), "id"),
  },
  {
    name: "broadcast join with as many rows",
    run: (spark, n) => total(spark.range(n).join(broadcast(spark.range(n)), "id"), "id"),
  },
  {
    name: "sort and collect",
    run: (spark, n) =>
      spark
        .range(n)
        .orderBy(F.hash(col("id")))
        .collect(),
  },
  {
    name: "distinct, half of the rows",
    run: (spark, n) =>
      spark
        .range(n)
        .select(col("id").mod(n / 2))
        .distinct()
        .count(),
  },
  {
    name: "window, 1,000 rows a partition",
    run: (spark, n) => {
      const ordered = Window.partitionBy(col("id").mod(n / 1000)).orderBy(col("id").desc());
      return total(spark.range(n).select(F.row_number().over(ordered).alias("rank")), "rank");
    },
  },
  { name: "collect", run: (spark, n) => spark.range(n).collect() },
  { name: "shuffle to 2,000 partitions", run: (spark, n) => total(spark.range(n).repartition(2000), "id") },
  {
    name: "createDataFrame and collect",
    run: (spark, n) => {
      const rows = Array.from({ length: n }, (_, i) => ({ k: `key ${i % 100}`, v: i }));
      return spark
        .createDataFrame(rows)
        .filter(col("v").geq(lit(0)))
        .collect();
    },
  },
];
