import { functions as F, Window } from "@stageplay/core";
import { count, type Queries, size } from "./query-program.js";

const { col } = F;

/** What `records/queries` recorded, one after the other (repartitions and hints). */
export const QUERIES_REPARTITIONS_AND_HINTS: Queries = {
  // no broadcast at runtime
  q13: async ({ table }) => {
    const orders = table("orders");
    const sessions = table("sessions");
    const b = sessions.filter("pages > 28").select("customer_id", "pages");
    return [await count(orders.join(b, ["customer_id"]))];
  },
  // hash joins at runtime
  q14: async ({ table }) => {
    const orders = table("orders");
    const sessions = table("sessions");
    const b = sessions.filter("pages > 28").select("customer_id", "pages");
    return [
      await count(orders.join(b, ["customer_id"])),
      await count(b.join(orders, ["customer_id"], "left")),
      await count(b.join(orders, ["customer_id"], "full")),
      await count(orders.join(b, ["customer_id"], "left_anti")),
    ];
  },
  // rebalance splits
  q15: async ({ table }) => {
    const orders = table("orders");
    return [
      await size(orders.hint("rebalance")),
      await size(orders.hint("rebalance", col("country"))),
      await size(orders.hint("rebalance", 3)),
    ];
  },
  // repartition by the join key
  q16: async ({ table }) => {
    const orders = table("orders");
    const sessions = table("sessions");
    const j = orders.join(sessions, ["customer_id"]);
    return [
      await count(j.repartition(col("customer_id"))),
      await count(j.repartition(8, col("customer_id"))),
      await count(j.repartition(4, col("customer_id"))),
      await size(j.repartition(col("customer_id")).select("customer_id").filter("customer_id > 990")),
    ];
  },
  // repartition above a broadcast
  q17: async ({ table }) => {
    const orders = table("orders");
    const sessions = table("sessions");
    const b = sessions.filter("pages > 28").select("customer_id", "pages");
    const j = orders.join(b, ["customer_id"]);
    return [
      await count(j.repartition(col("customer_id"))),
      await size(j.repartition(8, col("customer_id")).select("customer_id")),
      await size(j.groupBy("customer_id").count()),
    ];
  },
  // empty repartitions
  q18: async ({ table }) => {
    const orders = table("orders");
    const e = orders.filter("quantity > 100");
    return [
      await size(e.repartition(4).select("country")),
      await size(e.repartition(col("country")).select("country").filter("country <> 'US'")),
      await size(e.repartition(4).groupBy("country").count()),
    ];
  },
  // unions of empty aggregates
  q19: async ({ table }) => {
    const orders = table("orders");
    const a = orders.groupBy("country").count();
    const e = orders.filter("quantity > 100").groupBy("country").count();
    return [
      await size(e.union(a)),
      await size(e.union(a).union(e)),
      await size(a.union(e).orderBy("country")),
      await count(e.union(e)),
    ];
  },
  // shuffled hash joins
  q20: async ({ table }) => {
    const orders = table("orders");
    const sessions = table("sessions");
    const a = sessions.hint("shuffle_hash");
    return [
      await count(orders.join(a, ["customer_id"], "left")),
      await count(orders.join(a, ["customer_id"], "full")),
      await count(orders.join(a, ["customer_id"], "right")),
      await count(orders.join(a, ["customer_id"], "left_anti")),
      await count(a.join(orders, ["customer_id"], "left")),
    ];
  },
  // window group limits
  q21: async ({ table }) => {
    const orders = table("orders");
    const w = Window.partitionBy("country").orderBy(F.desc("quantity"));
    return [
      await count(orders.withColumn("r", F.rank().over(w)).filter("r <= 2")),
      await count(orders.withColumn("r", F.dense_rank().over(w)).filter("r <= 2")),
      await count(orders.withColumn("r", F.row_number().over(w)).filter("r <= 2")),
    ];
  },
  // rebalance without splits
  q22: async ({ spark }) => {
    const a = spark.range(0, 20000, 1, 4).selectExpr("if(id < 15000, 1L, id) as k", "sha1(cast(id as string)) as p");
    return [await size(a.hint("rebalance", col("k"))), await size(a.hint("rebalance", 3, col("k")))];
  },
  // few partitions with rows
  q23: async ({ table }) => {
    const orders = table("orders");
    const sessions = table("sessions");
    const a = sessions.filter("customer_id = 7");
    return [
      await count(orders.join(a, ["customer_id"])),
      await count(orders.join(a, ["customer_id"], "left")),
      await count(a.join(orders, ["customer_id"], "left")),
    ];
  },
  // demoted broadcasts
  q24: async ({ table }) => {
    const orders = table("orders");
    const sessions = table("sessions");
    const a = sessions.filter("customer_id % 500 = 7");
    return [
      await count(orders.join(a, ["customer_id"])),
      await count(orders.join(a, ["customer_id"], "left")),
      await count(a.join(orders, ["customer_id"], "left")),
      await count(orders.join(a, ["customer_id"], "left_anti")),
      await count(orders.join(a, ["customer_id"], "left_semi")),
    ];
  },
};
