import { broadcast, functions as F, Window } from "@stageplay/core";
import { count, type Queries, rows, size } from "./query-program.js";

/** What `records/queries` recorded, one after the other (joins and actions). */
export const QUERIES_JOINS_AND_ACTIONS: Queries = {
  // outer merge joins
  q01: async ({ table }) => {
    const orders = table("orders");
    const sessions = table("sessions");
    return [
      await count(orders.join(sessions, ["customer_id"], "right")),
      await count(orders.join(sessions, ["customer_id"], "full")),
    ];
  },
  // left join to broadcast
  q02: async ({ table }) => {
    const orders = table("orders");
    const sessions = table("sessions");
    const b = sessions.filter("pages > 28").select("customer_id", "pages");
    return [await count(orders.join(b, ["customer_id"], "left"))];
  },
  // build side not allowed
  q03: async ({ table }) => {
    const orders = table("orders");
    const sessions = table("sessions");
    const b = sessions.filter("pages > 28").select("customer_id", "pages");
    return [
      await count(b.join(orders, ["customer_id"], "left")),
      await count(orders.join(b, ["customer_id"], "left_anti")),
      await count(orders.join(b, ["customer_id"], "left_semi")),
    ];
  },
  // full join stays
  q04: async ({ table }) => {
    const orders = table("orders");
    const sessions = table("sessions");
    const b = sessions.filter("pages > 28").select("customer_id", "pages");
    return [
      await count(b.join(orders, ["customer_id"], "full")),
      await count(b.join(orders, ["customer_id"], "right")),
    ];
  },
  // empty broadcast side
  q05: async ({ table }) => {
    const orders = table("orders");
    const sessions = table("sessions");
    const b = sessions.filter("pages > 1000");
    return [await count(orders.join(b, ["customer_id"])), await count(orders.join(b, ["customer_id"], "left"))];
  },
  // empty shuffle side
  q06: async ({ table }) => {
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
  q07: async ({ table }) => {
    const orders = table("orders");
    const sessions = table("sessions");
    const b = sessions.filter("pages > 1000");
    return [
      await rows(orders.join(b, ["customer_id"]).groupBy("country").agg(F.sum("pages").alias("p")).orderBy("country")),
    ];
  },
  // union loses empty child
  q08: async ({ table }) => {
    const orders = table("orders");
    const a = orders.filter("quantity > 100").groupBy("country").count();
    return [await rows(a.union(orders.groupBy("device").count()).orderBy("country", "count"))];
  },
  // union of aggregates sorted
  q09: async ({ table }) => {
    const orders = table("orders");
    const a = orders.groupBy("country").count();
    const b = orders.groupBy("device").count();
    return [await rows(a.union(b).orderBy("country"))];
  },
  // aggregate over union
  q10: async ({ table }) => {
    const orders = table("orders");
    const a = orders.groupBy("country").count();
    const b = orders.groupBy("device").count();
    return [await rows(a.union(b).groupBy("country").agg(F.sum("count").alias("c")).orderBy("country"))];
  },
  // window after join
  q11: async ({ table }) => {
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
  // window on the join key
  q12: async ({ table }) => {
    const orders = table("orders");
    const sessions = table("sessions");
    const w = Window.partitionBy("customer_id").orderBy("order_id");
    const j = orders.join(sessions.groupBy("customer_id").agg(F.sum("pages").alias("pages")), ["customer_id"]);
    return [await count(j.withColumn("r", F.sum("quantity").over(w)).filter("r > 4"))];
  },
  // count over limit
  q13: async ({ table }) => {
    const orders = table("orders");
    return [await count(orders.groupBy("customer_id").count().limit(10))];
  },
  // limits after shuffles
  q14: async ({ table }) => {
    const orders = table("orders");
    return [
      await count(orders.groupBy("customer_id").count().limit(10).groupBy("count").count()),
      await count(orders.repartition(5).limit(20)),
      await count(orders.groupBy("country").count().limit(100)),
    ];
  },
  // cached input
  q15: async ({ table }) => {
    const orders = table("orders");
    const products = table("products");
    const c = orders.filter("quantity > 2").cache();
    return [await count(c.groupBy("country").count()), await count(c.join(products, ["product_id"]))];
  },
  // actions again
  q16: async ({ table }) => {
    const orders = table("orders");
    const d = orders.groupBy("country").count();
    return [await rows(d.orderBy("country")), await count(d), await rows(d.orderBy("country"))];
  },
  // filtered actions again
  q17: async ({ table }) => {
    const orders = table("orders");
    const d = orders.groupBy("country").count();
    const a = [await rows(d.filter("country = 'US'"))];
    const b = await count(d);
    const c = await rows(d.filter("country = 'US'"));
    return [a, b, c];
  },
  // join actions again
  q18: async ({ table }) => {
    const orders = table("orders");
    const sessions = table("sessions");
    const d = orders.join(sessions, ["customer_id"]).groupBy("country").count();
    return [await count(d), await size(d), len(await rows(d.limit(2))), await count(d)];
  },
  // union of one aggregate
  q19: async ({ table }) => {
    const orders = table("orders");
    const g = orders.groupBy("customer_id").agg(F.sum("quantity").alias("q"));
    return [await count(g.union(g).union(g.filter("q > 20")))];
  },
};
