import { broadcast, col, type DataFrame, functions as f, type SparkSession, Window } from "@stageplay/core";

/** What a query of the record is made of. */
export interface MetricsInput {
  readonly spark: SparkSession;
  /** Folder of the input files. */
  readonly data: string;
  /** A scratch folder. */
  readonly tmp: string;
}

type Query = (input: MetricsInput) => DataFrame;
/** What runs for a record. */
export type Program = (input: MetricsInput) => Promise<unknown>;

const orders: Query = ({ spark, data }) => spark.read.parquet(`${data}/orders.parquet`);
const products: Query = ({ spark, data }) => spark.read.parquet(`${data}/products.parquet`);
const quantity = f.sum("quantity").as("q");

/** Queries that are collected. */
const QUERIES: Readonly<Record<string, Query>> = {
  aggregate: (input) => orders(input).groupBy("product_id").agg(quantity),
  "broadcast-join": (input) =>
    orders(input)
      .join(broadcast(products(input)), "product_id")
      .groupBy("category")
      .agg(quantity)
      .orderBy(col("q").desc()),
  "merge-join": (input) =>
    orders(input)
      .filter(col("status").equalTo("complete"))
      .join(products(input).filter(col("product_id").lt(100)).hint("merge"), "product_id")
      .groupBy("category")
      .count(),
  "hash-join": (input) => orders(input).join(products(input).hint("shuffle_hash"), "product_id").filter("quantity > 2"),
  window: (input) =>
    orders(input)
      .withColumn("rn", f.row_number().over(Window.partitionBy("product_id").orderBy("quantity")))
      .filter("rn <= 3"),
  "window-sum": (input) => orders(input).withColumn("t", f.sum("quantity").over(Window.partitionBy("product_id"))),
  rollup: (input) => orders(input).rollup("status").count(),
  union: (input) => orders(input).select("product_id").union(products(input).select("product_id")).distinct(),
  top: (input) => orders(input).orderBy("quantity", "product_id").limit(5),
  "limited-count": (input) => orders(input).limit(500).groupBy().count(),
  csv: ({ spark, data }) =>
    spark.read
      .option("header", true)
      .option("inferSchema", true)
      .csv(`${data}/customers.csv`)
      .filter(col("customer_id").gt(3)),
  json: ({ spark, data }) => spark.read.json(`${data}/events.json`).groupBy("id").count(),
  "collect-list": (input) => orders(input).groupBy("product_id").agg(f.collect_list("quantity").as("l")),
  "max-text": (input) => orders(input).groupBy("product_id").agg(f.max("status").as("m")),
  repartition: (input) => orders(input).repartition(3),
  "nested-loop": (input) =>
    products(input)
      .as("a")
      .join(broadcast(products(input).as("b")), col("a.product_id").lt(col("b.product_id"))),
  product: (input) =>
    products(input)
      .select("product_id")
      .crossJoin(products(input).select(col("product_id").as("other")).hint("shuffle_replicate_nl")),
  range: ({ spark }) =>
    spark.range(0, 1000, 1, 4).withColumn("k", col("id").mod(10)).groupBy("k").count().filter(col("count").gt(5)),
  explode: (input) => products(input).select(f.explode(f.array("product_id", "product_id"))),
  sample: (input) => orders(input).coalesce(1).select("quantity"),
};

const cached = async (input: MetricsInput): Promise<DataFrame> => {
  const bought = orders(input).filter(col("quantity").gt(2)).cache();
  await bought.groupBy("status").count().collect();
  return bought;
};

/** The programs of the record that are more than a query: the last thing that each does is recorded. */
const MORE_PROGRAMS: Readonly<Record<string, Program>> = {
  "cache-first": cached,
  "cache-second": async (input) => (await cached(input)).filter(col("product_id").equalTo(2)).collect(),
  write: (input) => orders(input).write.mode("overwrite").parquet(`${input.tmp}/orders`),
};

/** The programs of `records/sql-metrics.json`, by name. */
export const METRIC_PROGRAMS: Readonly<Record<string, Program>> = {
  ...Object.fromEntries(
    Object.entries(QUERIES).map(([name, query]): [string, Program] => [name, (input) => query(input).collect()]),
  ),
  ...MORE_PROGRAMS,
};
