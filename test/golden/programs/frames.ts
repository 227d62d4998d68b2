import type { SparkSession } from "@stageplay/core";
import { type DataFrame, functions, Window } from "@stageplay/core";

const { array, avg, col, collect_list, count, create_map, cume_dist, dense_rank, desc, explode_outer } = functions;
const { expr, first, grouping, grouping_id, lag, lead, lit, lower, max, nth_value, ntile } = functions;
const { percent_rank, rand, rank, round, row_number, stddev, stddev_pop, struct, sum, var_pop, variance } = functions;

/** The tables that the programs read, and the session. */
export interface Tables {
  readonly spark: SparkSession;
  readonly orders: DataFrame;
  readonly products: DataFrame;
  readonly sessions: DataFrame;
  /** A few rows with a column of each type, nulls and unusual values among them. */
  readonly types: DataFrame;
}

const byCountry = Window.partitionBy("country").orderBy("order_id");
const byQuantity = Window.partitionBy("country").orderBy("quantity");
const byDate = Window.partitionBy("country").orderBy("order_date");

/** What `records/frames` recorded in Python, line by line. */
export const FRAMES: Readonly<Record<string, (tables: Tables) => DataFrame>> = {
  w01: ({ orders }) =>
    orders.select("country", "order_id", sum("quantity").over(byCountry).as("r")).filter("order_id < 40"),
  w02: ({ orders }) =>
    orders
      .select(
        "order_id",
        "country",
        sum("quantity").over(byCountry).as("r"),
        row_number()
          .over(Window.partitionBy("device").orderBy(desc("price"), "order_id"))
          .as("n"),
        round(avg("price").over(Window.partitionBy("country")), 6).as("a"),
      )
      .filter("order_id < 40"),
  w03: ({ orders }) =>
    orders
      .withColumn("l", lag("quantity", 1).over(byCountry))
      .withColumn("m", lead("quantity", 2, 0).over(byCountry))
      .filter("order_id < 30")
      .select("order_id", "l", "m"),
  w04: ({ orders }) =>
    orders
      .filter("order_id < 60")
      .select(
        "order_id",
        sum("quantity").over(byCountry.rowsBetween(-1, 1)).as("a"),
        ntile(3).over(byCountry).as("b"),
        rank().over(byQuantity).as("c"),
        dense_rank().over(byQuantity).as("d"),
        percent_rank().over(byQuantity).as("e"),
        cume_dist().over(byQuantity).as("f"),
        first("quantity").over(byCountry).as("g"),
        collect_list("quantity").over(byCountry).as("h"),
        nth_value("quantity", 2).over(byCountry).as("i"),
      ),
  w05: ({ orders }) =>
    orders
      .filter("order_id < 200")
      .select(
        "order_id",
        sum("quantity").over(byCountry.rangeBetween(-10, Window.currentRow)).as("a"),
        count("order_id")
          .over(Window.partitionBy("country").orderBy(desc("order_id")).rangeBetween(-5, 30))
          .as("b"),
        max("order_id").over(byQuantity.rangeBetween(Window.currentRow, Window.unboundedFollowing)).as("c"),
      )
      .filter("order_id < 60"),
  w06: ({ products }) =>
    products
      .withColumn("r", row_number().over(Window.orderBy("product_id")))
      .filter("r < 3")
      .select("product_id", "r"),
  w07: ({ orders }) =>
    orders.withColumn("r", rank().over(byDate)).filter("r = 1 and quantity > 2").select("order_id", "country", "r"),
  w08: ({ orders }) =>
    orders.withColumn("r", dense_rank().over(byDate)).filter("r < 3 and country='US'").select("order_id", "r"),
  w09: ({ orders }) =>
    orders
      .filter("order_id < 50")
      .withColumn(
        "r",
        sum(col("quantity").multiply(2)).over(Window.partitionBy(lower("country")).orderBy(col("order_id").plus(1))),
      )
      .select("order_id", "r"),
  w10: ({ orders }) =>
    orders.groupBy("country").agg(
      sum("quantity").as("q"),
      rank()
        .over(Window.orderBy(sum("quantity").desc()))
        .as("r"),
    ),
  w12: ({ orders }) =>
    orders
      .groupBy("country", "device")
      .agg(sum("quantity").as("q"))
      .withColumn("s", sum("q").over(Window.partitionBy("country")))
      .withColumn("share", round(col("q").divide(col("s")), 4)),
  w13: ({ orders }) =>
    orders.withColumn("r", row_number().over(byCountry)).filter("country = 'DE'").agg(max("r").as("m")),
  w14: ({ orders }) =>
    orders.repartition("country").withColumn("r", rank().over(byDate)).filter("r <= 1").groupBy("country").count(),
  s01: ({ orders }) =>
    orders.select("country", "device").unionByName(orders.select("device", "country")).groupBy("country").count(),
  s02: ({ products, sessions }) =>
    products
      .select("product_id", "category")
      .limit(2)
      .unionByName(sessions.select("customer_id", "pages").limit(1), true),
  s03: ({ orders }) => orders.select("country").intersect(orders.filter("quantity > 4").select("country")),
  s04: ({ orders }) =>
    orders.select("country", "device").except(orders.filter("country='US'").select("country", "device")),
  s07: ({ orders, products }) => orders.select("country").union(products.select("category")).distinct(),
  r01: ({ orders }) => orders.rollup("country", "device").count(),
  r02: ({ orders }) =>
    orders.cube("country", "device").agg(sum("quantity").as("q"), grouping_id().as("g"), grouping("country").as("gc")),
  p02: ({ orders }) => orders.repartitionByRange("country").select("country").distinct(),
  p03: ({ orders }) => orders.repartitionByRange(4, desc("price")).filter("order_id < 20").select("order_id"),
  c01: ({ products, sessions }) => products.limit(3).select("product_id").crossJoin(sessions.limit(2).select("pages")),
  c02: (tables) => productsOverSessions(tables),
  c03: (tables) => productsOverSessions(tables),
  c04: ({ products }) =>
    products.select("product_id").crossJoin(products.select("category")).groupBy("category").count(),
  c05: ({ products, sessions }) =>
    products
      .hint("shuffle_replicate_nl")
      .join(sessions, products.col("product_id").eq(sessions.col("customer_id")))
      .groupBy("category")
      .count(),
  c06: (tables) => productsOverSessions(tables, "left"),
  j01: ({ orders, products }) =>
    orders.join(products, "product_id", "left").filter("category = 'toys'").groupBy("country").count(),
  j02: ({ orders, sessions }) =>
    orders.join(sessions, "customer_id", "full_outer").filter("pages > 25").agg(count("*")),
  j03: ({ orders, sessions }) =>
    orders.join(sessions, "customer_id", "full_outer").filter("pages > 25 and quantity > 4").agg(count("*")),
  j04: ({ orders, products }) =>
    products.join(orders, "product_id", "right").filter("category is not null and price > 100").agg(count("*")),
  j05: ({ orders, sessions }) =>
    orders.join(sessions, "customer_id", "left").filter("coalesce(pages,0) > 25").agg(count("*")),
  e01: ({ orders, products }) => orders.filter("1 = 0").join(products, "product_id").groupBy("country").count(),
  e02: ({ orders }) => orders.filter("1 = 0").agg(count("*")),
  e03: ({ orders }) => orders.select("country").union(orders.filter("false").select("country")).distinct(),
  e04: (tables) => productsAndNoSessions(tables, "left").select("product_id", "pages").limit(3),
  e05: (tables) => productsAndNoSessions(tables, "left_anti").agg(count("*")),
  e06: ({ orders }) => orders.limit(0).orderBy("country"),
  e07: (tables) => productsAndNoSessions(tables, "left_semi"),
  q01: ({ orders }) => orders.select(stddev("quantity").as("a"), var_pop("quantity").as("b")),
  q02: ({ orders }) =>
    orders.groupBy("country").agg(stddev("price").as("a"), variance("price").as("b"), stddev_pop("price").as("c")),
  q07: ({ products }) =>
    products.select("product_id", struct("product_id", "category").as("s")).filter("s.category = 'toys'").limit(2),
  q08: ({ products }) => products.limit(2).select(create_map(lit("a"), "product_id").as("m")),
  x01: ({ spark }) => spark.range(3).select(explode_outer(array(col("id"), lit(1))).as("e")),
  v01: ({ orders }) => orders.groupBy("country").pivot("product_id", [1, 2]).sum("quantity"),
  v02: ({ orders }) => orders.groupBy("country").pivot("product_id", [1, 2]).agg(sum("quantity").as("q"), max("price")),
  v03: ({ orders }) => orders.groupBy("product_id").pivot("country", ["US", "DE"]).agg(max("country")),
  v04: ({ orders }) => orders.groupBy().pivot("country", ["US", "DE"]).count(),
  v05: ({ orders }) => orders.select("country").intersectAll(orders.filter("quantity > 2").select("country")),
  v06: ({ orders }) => orders.select("country").exceptAll(orders.filter("quantity > 2").select("country")),
  v07: ({ types }) => types.selectExpr("id", "posexplode(arr)"),
  v08: ({ types }) => types.selectExpr("id", "explode(m)"),
  v10: ({ types }) => types.selectExpr("id", "explode_outer(arr) AS x"),
  v11: ({ types }) => types.selectExpr("id", "json_tuple(js, 'a', 'b')"),
  v12: ({ orders }) =>
    orders.selectExpr(
      "approx_count_distinct(order_id)",
      "approx_count_distinct(customer_id)",
      "approx_count_distinct(price, 0.1)",
      "approx_count_distinct(country)",
    ),
  v13: ({ orders }) =>
    orders
      .groupBy("country")
      .agg(
        expr("percentile_approx(price, array(0.1, 0.5, 0.9))"),
        expr("percentile(price, 0.5)"),
        expr("median(quantity)"),
      ),
  v14: ({ orders }) =>
    orders.selectExpr("percentile_approx(price, array(0.1, 0.5, 0.9), 10)", "percentile_approx(order_id, 0.5, 100)"),
  v15: ({ orders }) => orders.groupBy("country").agg(expr("max_by(order_id, price)"), expr("min_by(price, order_id)")),
  v17: ({ types }) => types.selectExpr("id", "inline(array(st, st))"),
  x03: ({ spark }) => spark.range(4).select(rand(7).as("r")),
};

function productsOverSessions({ products, sessions }: Tables, how: "inner" | "left" = "inner"): DataFrame {
  const over = expr("a.product_id > b.customer_id");
  return products.as("a").join(sessions.as("b"), over, how).agg(count("*"));
}

function productsAndNoSessions({ products, sessions }: Tables, how: "left" | "left_anti" | "left_semi"): DataFrame {
  const none = sessions.filter("false");
  return products.join(none, products.col("product_id").eq(none.col("customer_id")), how);
}
