import { type AnyRow, broadcast, type DataFrame, functions, Window } from "@stageplay/core";
import type { ProgramContext } from "./program.js";

const {
  avg,
  col,
  collect_list,
  count,
  countDistinct,
  explode,
  expr,
  lit,
  lower,
  max,
  min,
  rank,
  round,
  row_number,
  sort_array,
  split,
  sum,
  when,
} = functions;

/** The DataFrames of `records/explain`, line by line as the Python is. */
export const EXPLAINED: Readonly<
  Record<string, (context: Pick<ProgramContext, "spark" | "data">) => DataFrame<AnyRow>>
> = {
  "scan-filter-project": ({ spark, data }) => {
    const o = spark.read.parquet(`${data}/orders.parquet`);
    return o.filter("country = 'US' and quantity > 2").select("order_id", "country", "quantity");
  },
  "scan-all": ({ spark, data }) => spark.read.parquet(`${data}/orders.parquet`),
  "scan-csv": ({ spark, data }) =>
    spark.read
      .option("header", true)
      .option("inferSchema", true)
      .csv(`${data}/customers.csv`)
      .filter("segment = 'vip' or segment is null")
      .groupBy("segment")
      .count(),
  "scan-json": ({ spark, data }) => spark.read.json(`${data}/events.json`).filter("type like 'c%'").select("type"),
  "scan-text": ({ spark, data }) =>
    spark.read
      .text(`${data}/words.txt`)
      .select(explode(split(col("value"), " ")).alias("w"))
      .groupBy("w")
      .count()
      .orderBy(col("count").desc(), col("w"))
      .limit(5),
  "range-project": ({ spark }) => spark.range(0, 1000, 1, 4).filter("id % 3 = 0").selectExpr("id", "id * 2 as twice"),
  aggregate: ({ spark, data }) => {
    const o = spark.read.parquet(`${data}/orders.parquet`);
    return o
      .groupBy("country", "device")
      .agg(sum("quantity").alias("q"), count(lit(1)).alias("n"), avg("price").alias("p"));
  },
  "aggregate-global": ({ spark, data }) => {
    const o = spark.read.parquet(`${data}/orders.parquet`);
    return o.filter(col("quantity").isNotNull()).agg(sum("quantity"), max("price"));
  },
  "aggregate-distinct": ({ spark, data }) => {
    const o = spark.read.parquet(`${data}/orders.parquet`);
    return o.groupBy("country").agg(countDistinct("customer_id").alias("c"), sum("quantity").alias("q"));
  },
  "aggregate-object": ({ spark, data }) => {
    const p = spark.read.parquet(`${data}/products.parquet`);
    return p.groupBy("category").agg(sort_array(collect_list("product_id")).alias("ids"));
  },
  "aggregate-sort": ({ spark, data }) => {
    const o = spark.read.parquet(`${data}/orders.parquet`);
    return o.groupBy("customer_id").agg(max("device").alias("d"), min("country").alias("c"));
  },
  "aggregate-double-key": ({ spark, data }) => {
    const o = spark.read.parquet(`${data}/orders.parquet`);
    return o.groupBy("price").count().groupBy().agg(max("count").alias("m"));
  },
  rollup: ({ spark, data }) => {
    const o = spark.read.parquet(`${data}/orders.parquet`);
    return o.rollup("country", "device").agg(sum("quantity").alias("q"));
  },
  having: ({ spark, data }) => {
    const o = spark.read.parquet(`${data}/orders.parquet`);
    return o.groupBy("country").count().filter("count > 10 and country != 'US'");
  },
  window: ({ spark, data }) => {
    const o = spark.read.parquet(`${data}/orders.parquet`);
    const w = Window.partitionBy("country").orderBy(col("price").desc(), col("order_id"));
    return o.select(
      col("order_id"),
      col("country"),
      sum("quantity").over(w).alias("running"),
      rank().over(w).alias("r"),
    );
  },
  "window-group-limit": ({ spark, data }) => {
    const o = spark.read.parquet(`${data}/orders.parquet`);
    const w = Window.partitionBy("country").orderBy(col("price").desc(), col("order_id"));
    return o.withColumn("rn", row_number().over(w)).filter("rn <= 2").select("country", "rn", "order_id");
  },
  "order-by": ({ spark, data }) => {
    const o = spark.read.parquet(`${data}/orders.parquet`);
    return o.select("order_id", "price").orderBy(col("price").desc(), col("order_id"));
  },
  "order-by-limit": ({ spark, data }) => {
    const o = spark.read.parquet(`${data}/orders.parquet`);
    return o.orderBy(col("price").desc(), col("order_id")).limit(5).select("order_id");
  },
  "sort-within": ({ spark, data }) => {
    const o = spark.read.parquet(`${data}/orders.parquet`);
    return o.select("order_id", "price").sortWithinPartitions("price");
  },
  limit: ({ spark, data }) => {
    const o = spark.read.parquet(`${data}/orders.parquet`);
    return o.select("order_id").limit(7);
  },
  "limit-inside": ({ spark, data }) => {
    const o = spark.read.parquet(`${data}/orders.parquet`);
    return o.limit(100).groupBy("country").count();
  },
  "join-merge": ({ spark, data }) => {
    const o = spark.read.parquet(`${data}/orders.parquet`);
    const s = spark.read.parquet(`${data}/sessions.parquet`);
    return o.join(s.hint("merge"), "customer_id").select("order_id", "pages");
  },
  "join-broadcast": ({ spark, data }) => {
    const o = spark.read.parquet(`${data}/orders.parquet`);
    const p = spark.read.parquet(`${data}/products.parquet`);
    return o
      .join(broadcast(p), "product_id")
      .groupBy("category")
      .agg(sum(expr("quantity * price")).alias("revenue"));
  },
  "join-left-condition": ({ spark, data }) => {
    const o = spark.read.parquet(`${data}/orders.parquet`);
    const s = spark.read.parquet(`${data}/sessions.parquet`);
    return o
      .alias("o")
      .join(s.alias("s"), expr("o.customer_id = s.customer_id and s.pages > o.quantity"), "left")
      .select("order_id", "pages");
  },
  "join-semi-anti": ({ spark, data }) => {
    const o = spark.read.parquet(`${data}/orders.parquet`);
    const s = spark.read.parquet(`${data}/sessions.parquet`);
    const p = spark.read.parquet(`${data}/products.parquet`);
    return o.join(s, ["customer_id"], "left_semi").join(p, ["product_id"], "left_anti").select("order_id");
  },
  "join-full": ({ spark, data }) => {
    const o = spark.read.parquet(`${data}/orders.parquet`);
    const s = spark.read.parquet(`${data}/sessions.parquet`);
    return o.join(s, ["customer_id"], "full_outer").select("customer_id", "order_id", "pages");
  },
  "join-nested-loop": ({ spark, data }) => {
    const o = spark.read.parquet(`${data}/orders.parquet`);
    const p = spark.read.parquet(`${data}/products.parquet`);
    return o
      .alias("o")
      .join(p.alias("p"), expr("o.quantity > p.unit_price"), "left")
      .select("o.order_id", "p.category");
  },
  "join-cross": ({ spark, data }) => {
    const p = spark.read.parquet(`${data}/products.parquet`);
    return p.select("category").crossJoin(spark.range(3));
  },
  "join-shuffle-hash": ({ spark, data }) => {
    const o = spark.read.parquet(`${data}/orders.parquet`);
    const p = spark.read.parquet(`${data}/products.parquet`);
    return o.join(p.hint("shuffle_hash"), "product_id").select("order_id", "category");
  },
  "join-double-key": ({ spark, data }) => {
    const o = spark.read.parquet(`${data}/orders.parquet`);
    const p = spark.read.parquet(`${data}/products.parquet`);
    return o
      .select("order_id", "price")
      .join(p.select("category", col("unit_price").alias("price")).hint("merge"), "price");
  },
  "join-self-reuse": ({ spark, data }) => {
    const g = spark.read.parquet(`${data}/orders.parquet`).groupBy("customer_id").agg(sum("quantity").alias("q"));
    return g.alias("a").join(g.alias("b").hint("merge"), expr("a.customer_id = b.customer_id")).select("a.q", "b.q");
  },
  "union-aggregate": ({ spark, data }) => {
    const o = spark.read.parquet(`${data}/orders.parquet`);
    return o
      .filter("country = 'US'")
      .select("device")
      .union(o.filter("country = 'DE'").select("device"))
      .groupBy("device")
      .count();
  },
  "union-range": ({ spark }) => spark.range(10).union(spark.range(5, 20)).filter("id > 7"),
  cache: ({ spark, data }) => {
    const c = spark.read.parquet(`${data}/orders.parquet`).groupBy("country").agg(sum("quantity").alias("q")).cache();
    return c.filter("q > 100");
  },
  repartition: ({ spark, data }) => {
    const o = spark.read.parquet(`${data}/orders.parquet`);
    return o.select("country", "quantity").repartition(3).filter("quantity > 1").repartition(4, col("country"));
  },
  "repartition-coalesce": ({ spark }) => spark.range(0, 100).repartition(6).coalesce(2),
  "repartition-range": ({ spark, data }) => {
    const o = spark.read.parquet(`${data}/orders.parquet`);
    return o.select("price").repartitionByRange(3, col("price").desc());
  },
  distinct: ({ spark, data }) => {
    const o = spark.read.parquet(`${data}/orders.parquet`);
    return o.select("country", "device").distinct();
  },
  "set-operations": ({ spark, data }) => {
    const o = spark.read.parquet(`${data}/orders.parquet`);
    const s = spark.read.parquet(`${data}/sessions.parquet`);
    return o.select("customer_id").intersect(s.select("customer_id"));
  },
  except: ({ spark, data }) => {
    const o = spark.read.parquet(`${data}/orders.parquet`);
    const s = spark.read.parquet(`${data}/sessions.parquet`);
    return o.select("customer_id").except(s.select("customer_id"));
  },
  expressions: ({ spark, data }) => {
    const o = spark.read.parquet(`${data}/orders.parquet`);
    return o
      .withColumn("size", when(expr("quantity > 3"), "big").when(expr("quantity > 1"), "mid").otherwise("small"))
      .withColumn("c", lower(col("country")))
      .filter(col("c").isin("us", "de"))
      .groupBy("c", "size")
      .agg(round(sum("price"), 2).alias("p"), min("order_date").alias("d"))
      .orderBy("c", "size");
  },
};
