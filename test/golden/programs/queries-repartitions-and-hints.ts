import { broadcast, functions as F, Window } from "@stageplay/core";
import { count, type Queries, rows, size } from "./query-program.js";

const { col, expr } = F;

/** What `records/queries` recorded, one after the other (repartitions and hints). */
export const QUERIES_REPARTITIONS_AND_HINTS: Queries = {
  // nested loop left join
  q20: async ({ table }) => {
    const orders = table("orders");
    const sessions = table("sessions");
    return [
      await count(
        orders
          .filter("order_id < 50")
          .alias("a")
          .join(sessions.alias("b"), expr("a.customer_id < b.customer_id"), "left"),
      ),
    ];
  },
  // repartitions below
  q21: async ({ table }) => {
    const orders = table("orders");
    return [
      await count(orders.repartition(3, col("country")).groupBy("country").count()),
      await count(orders.repartition(col("country"))),
      await count(orders.repartition(6)),
    ];
  },
  // subtract
  q22: async ({ table }) => {
    const orders = table("orders");
    const products = table("products");
    const sessions = table("sessions");
    return [
      await count(orders.select("customer_id").except(sessions.select("customer_id"))),
      await count(products.select("product_id").except(orders.select("product_id"))),
    ];
  },
  // sorts and their samples
  q23: async ({ table }) => {
    const orders = table("orders");
    return [
      await size(orders.orderBy("price")),
      await size(orders.orderBy(F.desc("country"), "order_id").limit(7)),
      await count(orders.orderBy("price")),
    ];
  },
  // no coalescing
  q24: async ({ table }) => {
    const orders = table("orders");
    const sessions = table("sessions");
    return [await count(orders.join(sessions, ["customer_id"])), await size(orders.groupBy("country").count())];
  },
  // initial partition num
  q25: async ({ table }) => {
    const orders = table("orders");
    const sessions = table("sessions");
    return [
      await count(orders.join(sessions, ["customer_id"])),
      await size(orders.groupBy("country").count()),
      await count(orders.repartition(col("country"))),
      await size(orders.orderBy("price")),
    ];
  },
  // no local reads
  q26: async ({ table }) => {
    const orders = table("orders");
    const sessions = table("sessions");
    const b = sessions.filter("pages > 28").select("customer_id", "pages");
    return [await count(orders.join(b, ["customer_id"]))];
  },
  // no broadcast at runtime
  q27: async ({ table }) => {
    const orders = table("orders");
    const sessions = table("sessions");
    const b = sessions.filter("pages > 28").select("customer_id", "pages");
    return [await count(orders.join(b, ["customer_id"]))];
  },
  // hash joins at runtime
  q28: async ({ table }) => {
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
  // rebalance
  q29: async ({ table }) => {
    const orders = table("orders");
    return [
      await count(orders.hint("rebalance")),
      await size(orders.hint("rebalance", col("country")).select("order_id")),
      await count(orders.hint("rebalance", 3)),
      await count(orders.hint("rebalance", 3, col("country"))),
    ];
  },
  // rebalance splits
  q30: async ({ table }) => {
    const orders = table("orders");
    return [
      await size(orders.hint("rebalance")),
      await size(orders.hint("rebalance", col("country"))),
      await size(orders.hint("rebalance", 3)),
    ];
  },
  // repartition by the join key
  q31: async ({ table }) => {
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
  q32: async ({ table }) => {
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
  // empty by the optimizer
  q33: async ({ table }) => {
    const orders = table("orders");
    const e = orders.filter("1 = 0");
    return [
      await count(e.repartition(4)),
      await count(e),
      await size(e.groupBy("country").count()),
      await size(e.repartition(3).select("country")),
      await size(e.repartition(3, col("country")).select("country")),
    ];
  },
  // empty repartitions
  q34: async ({ table }) => {
    const orders = table("orders");
    const e = orders.filter("quantity > 100");
    return [
      await size(e.repartition(4).select("country")),
      await size(e.repartition(col("country")).select("country").filter("country <> 'US'")),
      await size(e.repartition(4).groupBy("country").count()),
    ];
  },
  // unions of empty aggregates
  q35: async ({ table }) => {
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
  q36: async ({ table }) => {
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
  // hash joins by size
  q37: async ({ table }) => {
    const orders = table("orders");
    const products = table("products");
    const sessions = table("sessions");
    return [
      await count(orders.join(products, ["product_id"])),
      await count(products.join(orders, ["product_id"], "left")),
      await count(orders.join(sessions, ["customer_id"])),
    ];
  },
  // window group limits
  q38: async ({ table }) => {
    const orders = table("orders");
    const w = Window.partitionBy("country").orderBy(F.desc("quantity"));
    return [
      await count(orders.withColumn("r", F.rank().over(w)).filter("r <= 2")),
      await count(orders.withColumn("r", F.dense_rank().over(w)).filter("r <= 2")),
      await count(orders.withColumn("r", F.row_number().over(w)).filter("r <= 2")),
    ];
  },
};
