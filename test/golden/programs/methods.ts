import { functions as F, LongType, StringType, structField, structType } from "@stageplay/core";
import type { ProgramContext, Programs } from "./program.js";
import { rows } from "./query-program.js";

const { col, desc, sum } = F;

const orders = ({ spark, data }: ProgramContext) => spark.read.parquet(`${data}/orders.parquet`);
const ids = async (df: Parameters<typeof rows>[0]): Promise<unknown[]> => (await rows(df)).flat();
/** As Scala's `String.valueOf`. */
const texts = (row: unknown): unknown => (row as unknown[]).map(text);
const text = (value: unknown): string => String(value);

/** What `records/methods` recorded, one after the other: methods of DataFrames that are not everyday's. */
export const METHODS: Programs = {
  m01: async (c) => (await rows(orders(c).select("order_id", "country").sample(0.1, 42))).map(texts),
  m02: async (c) =>
    (await rows(orders(c).filter("quantity > 2").sample(false, 0.5, 7).groupBy("country").count())).sort(),
  m03: ({ spark }) => ids(spark.range(0, 400, 1, 3).sample(true, 0.7, 11)),
  m04: async ({ spark }) => {
    const numbers = spark.range(0, 200, 1, 3).withColumn("k", col("id").mod(7));
    return rows(numbers.randomSplit([3, 1], 5)[1]!);
  },
  m05: async (c) => {
    const parts = orders(c).select("order_id", "country", "price").randomSplit([0.8, 0.2], 99);
    return (await ids(parts[1]!.select("order_id"))).map(text);
  },
  m06: async ({ spark }) => (await spark.range(0, 50, 1, 4).tail(15)).map(({ id }) => id),
  m07: async (c) =>
    (await orders(c).filter("quantity > 2").select("order_id").tail(3)).map((row) => text(row.order_id)),
  m08: ({ spark }) => ids(spark.range(0, 50, 1, 4).offset(40)),
  m09: ({ spark }) => ids(spark.range(0, 50, 1, 4).offset(10).limit(5)),
  m10: ({ spark }) => ids(spark.range(0, 50, 1, 4).limit(10).offset(3)),
  m11: ({ spark }) => ids(spark.range(0, 50, 1, 4).limit(10).offset(3).filter("id % 2 = 0")),
  m12: ({ spark }) => ids(spark.range(0, 50, 1, 4).orderBy(desc("id")).offset(3).limit(4)),
  m13: ({ spark }) => ids(spark.range(0, 50, 1, 4).orderBy(desc("id")).offset(44)),
  m14: async (c) =>
    (await rows(orders(c).select("country", "quantity", "price").describe("country", "quantity"))).map(texts),
  m15: async (c) => (await rows(orders(c).select("country", "quantity").summary())).map(texts),
  m16: async ({ spark }) =>
    (await rows(spark.range(0, 100, 1, 2).summary("count", "min", "25%", "max", "count_distinct"))).map(texts),
  m17: async (c) => {
    const long = orders(c).filter("order_id < 4").unpivot(["order_id"], ["quantity", "price"], "what", "value");
    return (await rows(long)).map((row) => {
      const [id, what, value] = row as [number, string, number];
      return [text(id), what, Number.isInteger(value) ? value.toFixed(1) : text(value)];
    });
  },
  m18: async (c) => {
    const grouped = orders(c).groupingSets([["country"], ["device"], []], "country", "device");
    return (await rows(grouped.agg(sum("quantity").as("s"))))
      .map((row) => `ArraySeq(${(texts(row) as string[]).join(", ")})`)
      .sort();
  },
  m19: async ({ spark, sc }) => {
    const pairs = sc.parallelize(
      [
        ["a", 1],
        ["b", 2],
        ["a", 3],
      ],
      2,
    );
    const schema = structType([structField("k", StringType), structField("v", LongType)]);
    return (await rows(spark.createDataFrame(pairs, schema).filter("v > 1"))).sort();
  },
  m20: async (c) => {
    const counted = orders(c)
      .select("country", "quantity")
      .rdd.map((row) => [row.country as string, 1])
      .reduceByKey((a, b) => a + b);
    return (await counted.collect()).sort();
  },
  m21: async (c) => {
    const { rdd } = orders(c).groupBy("country").count();
    return (await rdd.map((row) => [row.country as string, row.count as number]).collect()).sort();
  },
  m22: async (c) => {
    const products = c.spark.read.parquet(`${c.data}/products.parquet`);
    const sold = orders(c).join(products, "product_id").groupBy("category").agg(sum("quantity").as("q")).orderBy("q");
    return sold.rdd.map((row) => [row.category, row.q]).collect();
  },
  m23: async (c) => {
    const { rdd } = orders(c).select("country", "device").dropDuplicates("country", "device");
    return [await rdd.count(), await rdd.filter((row) => row.country === "US").count()];
  },
  m24: async ({ spark }) => [
    await spark
      .range(0, 100, 1, 4)
      .toDF("n")
      .limit(10)
      .rdd.map((row) => row.n as number)
      .sum(),
  ],
  m25: async ({ spark }) => {
    await spark
      .range(0, 50, 1, 4)
      .toDF("n")
      .foreach(() => {});
    return [0];
  },
  m26: async ({ spark }) => [await spark.range(0, 50, 1, 4).toDF("n").offset(5).cache().count()],
  m27: async ({ spark }) => [await spark.range(0, 1000, 1, 4).toDF("n").sample(0.5, 1).sample(0.5, 2).count()],
  m28: async ({ spark }) => (await spark.range(0, 100, 1, 4).toDF("n").orderBy(desc("n")).tail(5)).map(({ n }) => n),
  m29: async (c) => {
    const long = orders(c).unpivot(["order_id"], ["quantity", "price"], "what", "value");
    return (await rows(long.groupBy("what").agg(F.max("value").as("m"))))
      .map((row) => {
        const [what, most] = row as [string, number];
        return [what, Number.isInteger(most) ? most.toFixed(1) : text(most)];
      })
      .sort();
  },
  m30: async ({ spark }) => {
    const some = spark.range(0, 100, 1, 4).toDF("n").offset(20).limit(30);
    return (await rows(some.groupBy(col("n").mod(3).as("k")).count())).sort();
  },
  m31: async (c) => {
    const [most] = orders(c).randomSplit([0.7, 0.3], 3);
    return (await rows(most!.groupBy("country").count())).sort();
  },
};
