import { functions as F, Window } from "@stageplay/core";
import { count, type Queries, rows, size } from "./query-program.js";

const { col } = F;

/** What `records/queries` recorded, one after the other (joins and actions). */
export const QUERIES_JOINS_AND_ACTIONS: Queries = {
  // left join to broadcast
  q01: async ({ table }) => {
    const orders = table("orders");
    const sessions = table("sessions");
    const b = sessions.filter("pages > 28").select("customer_id", "pages");
    return [await count(orders.join(b, ["customer_id"], "left"))];
  },
  // build side not allowed
  q02: async ({ table }) => {
    const orders = table("orders");
    const sessions = table("sessions");
    const b = sessions.filter("pages > 28").select("customer_id", "pages");
    return [
      await count(b.join(orders, ["customer_id"], "left")),
      await count(orders.join(b, ["customer_id"], "left_anti")),
      await count(orders.join(b, ["customer_id"], "left_semi")),
    ];
  },
  // empty broadcast side
  q03: async ({ table }) => {
    const orders = table("orders");
    const sessions = table("sessions");
    const b = sessions.filter("pages > 1000");
    return [await count(orders.join(b, ["customer_id"])), await count(orders.join(b, ["customer_id"], "left"))];
  },
  // empty shuffle side
  q04: async ({ table }) => {
    const orders = table("orders");
    const sessions = table("sessions");
    const b = sessions.filter("pages > 1000");
    return [
      await count(orders.join(b, ["customer_id"])),
      await count(orders.join(b, ["customer_id"], "left")),
      await count(orders.join(b, ["customer_id"], "left_anti")),
      await count(orders.join(b, ["customer_id"], "full")),
    ];
  },
  // nothing left above empty
  q05: async ({ table }) => {
    const orders = table("orders");
    const sessions = table("sessions");
    const b = sessions.filter("pages > 1000");
    return [
      await rows(orders.join(b, ["customer_id"]).groupBy("country").agg(F.sum("pages").alias("p")).orderBy("country")),
    ];
  },
  // union loses empty child
  q06: async ({ table }) => {
    const orders = table("orders");
    const a = orders.filter("quantity > 100").groupBy("country").count();
    return [await rows(a.union(orders.groupBy("device").count()).orderBy("country", "count"))];
  },
  // window after join
  q07: async ({ table }) => {
    const orders = table("orders");
    const sessions = table("sessions");
    const w = Window.partitionBy("country").orderBy("order_id");
    const j = orders.join(sessions.groupBy("customer_id").agg(F.sum("pages").alias("pages")), ["customer_id"]);
    return [
      await rows(
        j
          .withColumn("r", F.row_number().over(w))
          .filter("r < 4")
          .select("country", "r", "order_id", "pages")
          .orderBy("country", "r"),
      ),
    ];
  },
  // count over limit
  q08: async ({ table }) => {
    const orders = table("orders");
    return [await count(orders.groupBy("customer_id").count().limit(10))];
  },
  // limits after shuffles
  q09: async ({ table }) => {
    const orders = table("orders");
    return [
      await count(orders.groupBy("customer_id").count().limit(10).groupBy("count").count()),
      await count(orders.repartition(5).limit(20)),
      await count(orders.groupBy("country").count().limit(100)),
    ];
  },
  // cached input
  q10: async ({ table }) => {
    const orders = table("orders");
    const products = table("products");
    const c = orders.filter("quantity > 2").cache();
    return [await count(c.groupBy("country").count()), await count(c.join(products, ["product_id"]))];
  },
  // subtract
  q11: async ({ table }) => {
    const orders = table("orders");
    const products = table("products");
    const sessions = table("sessions");
    return [
      await count(orders.select("customer_id").except(sessions.select("customer_id"))),
      await count(products.select("product_id").except(orders.select("product_id"))),
    ];
  },
  // initial partition num
  q12: async ({ table }) => {
    const orders = table("orders");
    const sessions = table("sessions");
    return [
      await count(orders.join(sessions, ["customer_id"])),
      await size(orders.groupBy("country").count()),
      await count(orders.repartition(col("country"))),
      await size(orders.orderBy("price")),
    ];
  },
};
