import { broadcast, functions, Row, Window } from "@stageplay/core";
import type { Programs } from "./program.js";
import { sortedByText } from "./scala.js";

const { avg, col, collect_list, countDistinct, desc, explode, expr, lit, lower, max, min } = functions;
const { round, row_number, sort_array, split, sum, when } = functions;

/** The DataFrame programs, `d01` … `d30`; each is recorded with adaptive execution off and on. */
export const DATA_FRAME_PROGRAMS: Programs = {
  d01: async ({ spark, data }) => {
    const orders = spark.read.parquet(`${data}/orders.parquet`);
    await orders.filter("country = 'US' and quantity > 2").select("order_id", "country", "quantity").show(5);
    return [];
  },
  d02: async ({ spark, data }) => {
    await spark.read.parquet(`${data}/orders.parquet`).groupBy("country").count().show();
    return [];
  },
  d03: async ({ spark, data }) =>
    spark.read
      .parquet(`${data}/orders.parquet`)
      .groupBy("country", "device")
      .agg(sum("quantity").as("q"), functions.count(lit(1)).as("n"), avg("price").as("p"))
      .orderBy("country", "device")
      .collect(),
  d04: async ({ spark, data, tmp }) => {
    const orders = spark.read.parquet(`${data}/orders.parquet`);
    const products = spark.read.parquet(`${data}/products.parquet`);
    await orders
      .filter(col("status").equalTo("complete"))
      .join(broadcast(products), "product_id")
      .withColumn("revenue", col("quantity").multiply(col("price")))
      .groupBy("category")
      .agg(sum("revenue").as("revenue"))
      .orderBy(desc("revenue"))
      .write.mode("overwrite")
      .parquet(`${tmp}/d04`);
    return [];
  },
  d05: async ({ spark, data }) => {
    const o = spark.read.parquet(`${data}/orders.parquet`);
    const s = spark.read.parquet(`${data}/sessions.parquet`);
    return [await o.join(s, "customer_id").count()];
  },
  d06: async ({ spark, data }) => {
    const o = spark.read.parquet(`${data}/orders.parquet`);
    const s = spark.read.parquet(`${data}/sessions.parquet`);
    return o
      .filter("quantity > 1")
      .join(s, "customer_id")
      .groupBy("country")
      .agg(sum("pages").as("pages"))
      .orderBy(col("pages").desc())
      .collect();
  },
  d07: async ({ spark, data }) => [
    await spark.read.parquet(`${data}/orders.parquet`).select("country", "device").distinct().count(),
  ],
  d08: async ({ spark, data }) => [
    await spark.read.parquet(`${data}/orders.parquet`).dropDuplicates("customer_id").count(),
  ],
  d09: async ({ spark, data }) =>
    spark.read.parquet(`${data}/orders.parquet`).repartition(10).groupBy("device").count().orderBy("device").collect(),
  d10: async ({ spark, data }) => {
    const rows = await spark.read
      .parquet(`${data}/orders.parquet`)
      .repartition(8, col("country"))
      .groupBy("country")
      .count()
      .collect();
    return sortedByText(rows.map((row) => Row.values(row)));
  },
  d11: async ({ spark, data, tmp }) => {
    const orders = spark.read.parquet(`${data}/orders.parquet`);
    await orders.filter("quantity > 3").coalesce(1).write.mode("overwrite").csv(`${tmp}/d11`);
    return [];
  },
  d12: async ({ spark, data }) => {
    const c = spark.read.parquet(`${data}/orders.parquet`).groupBy("country").agg(sum("quantity").as("q")).cache();
    return [await c.count(), await c.filter("q > 100").count()];
  },
  d13: async ({ spark, data }) => {
    const o = spark.read.parquet(`${data}/orders.parquet`);
    return o
      .filter("country = 'US'")
      .select("device")
      .union(o.filter("country = 'DE'").select("device"))
      .groupBy("device")
      .count()
      .orderBy("device")
      .collect();
  },
  d14: async ({ spark, data }) =>
    spark.read
      .parquet(`${data}/orders.parquet`)
      .withColumn("rn", row_number().over(Window.partitionBy("country").orderBy(col("price").desc(), col("order_id"))))
      .filter("rn <= 2")
      .select("country", "rn", "order_id")
      .orderBy("country", "rn")
      .collect(),
  d15: async ({ spark, data }) =>
    spark.read
      .parquet(`${data}/orders.parquet`)
      .orderBy(col("price").desc(), col("order_id"))
      .limit(5)
      .select("order_id")
      .collect(),
  d16: async ({ spark, data }) => [(await spark.read.parquet(`${data}/orders.parquet`).limit(7).collect()).length],
  d17: async ({ spark, data }) =>
    spark.read
      .parquet(`${data}/orders.parquet`)
      .groupBy("country")
      .agg(countDistinct("customer_id").as("c"), sum("quantity").as("q"))
      .orderBy("country")
      .collect(),
  d18: async ({ spark, data }) =>
    spark.read
      .parquet(`${data}/orders.parquet`)
      .groupBy("country")
      .agg(countDistinct("customer_id").as("c"), countDistinct("product_id").as("p"))
      .orderBy("country")
      .collect(),
  d19: async ({ spark, data }) =>
    spark.read
      .option("header", true)
      .option("inferSchema", true)
      .csv(`${data}/customers.csv`)
      .groupBy("segment")
      .count()
      .orderBy("segment")
      .collect(),
  d20: async ({ spark, data }) =>
    spark.read.json(`${data}/events.json`).groupBy("type").count().orderBy("type").collect(),
  d21: async ({ spark, data }) => {
    const o = spark.read.parquet(`${data}/orders.parquet`);
    const s = spark.read.parquet(`${data}/sessions.parquet`);
    return [
      await o.join(s, ["customer_id"], "left_semi").count(),
      await o.join(s, ["customer_id"], "left_anti").count(),
      await o.join(s, ["customer_id"], "full_outer").count(),
    ];
  },
  d22: async ({ spark, data }) => {
    const o = spark.read.parquet(`${data}/orders.parquet`);
    const p = spark.read.parquet(`${data}/products.parquet`);
    return o
      .join(p, "product_id")
      .groupBy("category")
      .agg(sum(expr("quantity * price")).as("rev"))
      .orderBy("category")
      .collect();
  },
  d23: async ({ spark, data }) => {
    const g = spark.read.parquet(`${data}/orders.parquet`).groupBy("customer_id").agg(sum("quantity").as("q"));
    const sameCustomer = col("a.customer_id").equalTo(col("b.customer_id"));
    return [await g.as("a").join(g.as("b"), sameCustomer).count()];
  },
  d24: async ({ spark }) =>
    spark.range(0, 100000, 1, 8).groupBy(col("id").mod(10).as("k")).count().orderBy("k").collect(),
  d25: async ({ spark, data }) => {
    const rows = await spark.read
      .parquet(`${data}/products.parquet`)
      .groupBy("category")
      .agg(sort_array(collect_list("product_id")).as("ids"))
      .orderBy("category")
      .collect();
    return rows.map((row) => [row.get(0), (row.get(1) as readonly unknown[]).length]);
  },
  d26: async ({ spark, data }) =>
    spark.read
      .text(`${data}/words.txt`)
      .select(explode(split(col("value"), " ")).as("w"))
      .groupBy("w")
      .count()
      .orderBy(col("count").desc(), col("w"))
      .limit(5)
      .collect(),
  d27: async ({ spark, data }) => {
    const sk = spark.read.parquet(`${data}/skewed.parquet`);
    const s = spark.read.parquet(`${data}/sessions.parquet`);
    return [await sk.join(s, "customer_id").count()];
  },
  d28: async ({ spark, data }) => {
    const o = spark.read.parquet(`${data}/orders.parquet`);
    const s = spark.read.parquet(`${data}/sessions.parquet`).filter("pages > 28").select("customer_id", "pages");
    return [await o.join(s, "customer_id").count()];
  },
  d29: async ({ spark, data }) =>
    spark.read
      .parquet(`${data}/orders.parquet`)
      .groupBy("customer_id")
      .agg(max("price").as("m"))
      .groupBy("m")
      .count()
      .agg(max("count"))
      .collect(),
  d30: async ({ spark, data }) =>
    spark.read
      .parquet(`${data}/orders.parquet`)
      .withColumn("size", when(col("quantity").gt(3), "big").when(col("quantity").gt(1), "mid").otherwise("small"))
      .withColumn("c", lower(col("country")))
      .filter(col("c").isin("us", "de"))
      .groupBy("c", "size")
      .agg(round(sum("price"), 2).as("p"), min("order_date").as("d"))
      .orderBy("c", "size")
      .collect(),
};
