import { functions as F, Window } from "@stageplay/core";
import { count, type Queries, rows, size } from "./query-program.js";

const { col, lit } = F;

/** What `records/queries` recorded, one after the other (aggregates and caches). */
export const QUERIES_AGGREGATES_AND_CACHES: Queries = {
  // cached round robin
  q25: async ({ table }) => {
    const orders = table("orders");
    const c = orders.select("customer_id", "quantity").repartition(5).cache();
    return [
      await count(c),
      await count(c.filter("quantity > 3")),
      await size(c.groupBy("customer_id").count()),
      await size(c.limit(3)),
    ];
  },
  // aggregates of aggregates
  q26: async ({ table }) => {
    const orders = table("orders");
    const d = orders.dropDuplicates("customer_id", "country").groupBy("country").count();
    return [
      await rows(d.orderBy("country")),
      await count(orders.select("country", "device").distinct().groupBy("country").count()),
    ];
  },
  // skipped row groups
  q27: async ({ table }) => {
    const orders = table("orders");
    return [
      await count(orders.filter("country = 'ZZ'")),
      await count(orders.filter("country = 'US' and price > 1000000")),
      await count(orders.filter("order_id in (3, 4, 9999)")),
      await count(orders.filter("order_date > date'2030-01-01'")),
      await count(orders.filter("status is null")),
      await count(orders.filter("country > 'US'")),
      await count(orders.filter("order_id > 2499 and order_id <= 2500")),
      await count(orders.filter("order_id = 2600 or order_id = 7600")),
      await count(orders.filter("not (order_id < 9000)")),
    ];
  },
  // semi join below aggregate
  q28: async ({ table }) => {
    const orders = table("orders");
    const a = orders.filter("country = 'US'").groupBy("customer_id").agg(F.sum("quantity").alias("q"));
    const b = orders.filter("country = 'DE'").groupBy("customer_id").agg(F.sum("quantity").alias("q2"));
    return [
      await count(a.join(b, ["customer_id"])),
      await count(a.join(b, ["customer_id"], "full")),
      await count(a.join(b, ["customer_id"], "left_anti")),
      await rows(a.join(b, ["customer_id"]).agg(F.sum("q"), F.sum("q2"))),
    ];
  },
  // cached ranges
  q29: async ({ spark }) => {
    const c = spark.range(0, 100, 1, 4).cache();
    const d = spark.range(0, 100, 1, 4).selectExpr("id as a", "cast(id as int) as b").cache();
    return [
      await count(c),
      await count(c.filter("id > 3")),
      await count(d),
      await count(d.filter("b > 3")),
      await size(d.groupBy("b").count()),
    ];
  },
  // max reducers
  q30: async ({ table }) => {
    const orders = table("orders");
    const sessions = table("sessions");
    return [await size(orders.groupBy("customer_id").count()), await count(orders.join(sessions, ["customer_id"]))];
  },
  // aligned union
  q31: async ({ spark }) => {
    const a = spark.range(0, 20000, 1, 4).selectExpr("id % 3000 as k", "sha1(cast(id as string)) as p");
    const b = spark.range(0, 3000, 1, 2).selectExpr("id as k", "sha1(cast(id as string)) as q");
    return [
      await rows(a.join(b, ["k"]).agg(F.count(lit(1)), F.max("q"))),
      await size(a.repartition(col("k"))),
      await size(a.groupBy("p").count().union(b.groupBy("q").count())),
      await size(a.orderBy("p")),
    ];
  },
  // broadcast of aggregates
  q32: async ({ table }) => {
    const orders = table("orders");
    const sessions = table("sessions");
    const a = orders.groupBy("customer_id").agg(F.sum("quantity").alias("q"));
    const b = sessions.groupBy("customer_id").agg(F.sum("pages").alias("p"));
    return [
      await count(a.join(b, ["customer_id"])),
      await count(orders.join(b, ["customer_id"])),
      await count(a.join(b, ["customer_id"], "left")),
      await size(a.join(b, ["customer_id"], "left").orderBy("q")),
    ];
  },
  // two windows
  q33: async ({ table }) => {
    const orders = table("orders");
    const w1 = Window.partitionBy("device");
    const w2 = Window.partitionBy("country", "device").orderBy("order_id");
    const d = orders.withColumn("b", F.sum("quantity").over(w2)).withColumn("c", F.count("order_id").over(w1));
    return [
      await count(d.filter("c > 5 and b > 3")),
      await size(
        orders.withColumn("a", F.max("price").over(w1)).withColumn("b", F.min("price").over(w2)).select("a", "b"),
      ),
    ];
  },
};
