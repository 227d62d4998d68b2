import { describe, expect, test } from "vitest";
import {
  avg,
  col,
  collect_list,
  count,
  countDistinct,
  desc,
  max,
  rand,
  row_number,
  size,
  sum,
} from "../dsl/functions.js";
import * as modelled from "../dsl/modelled.js";
import type { SparkSession } from "../dsl/spark-session.js";
import { Window } from "../dsl/window.js";
import type { SparkError } from "../errors/index.js";
import { createSession, type Session } from "../session.js";
import { testPorts } from "../testing/test-ports.js";

const EXECUTORS = { "spark.executor.instances": "10", "spark.executor.cores": "4", "spark.executor.memory": "8g" };

function sessionWith(conf: Readonly<Record<string, string>> = {}): Session {
  return createSession(testPorts(), { conf: { ...EXECUTORS, ...conf } });
}

function sparkWith(conf: Readonly<Record<string, string>> = {}): SparkSession {
  return sessionWith(conf).spark;
}

function clicks(spark: SparkSession) {
  return spark.read.modelled({
    name: "clicks",
    size: "200GB",
    rows: 2e9,
    partitions: 400,
    columns: {
      country: modelled.hot({ US: 0.4, DE: 0.1 }, modelled.tail(200, "country")),
      device: modelled.uniform(["mobile", "desktop", "tablet"]),
      user: modelled.zipf(1.1, 50e6),
      price: modelled.uniform(0.5, 99.5, 0.01),
    },
  });
}

async function failure(action: () => unknown): Promise<SparkError> {
  try {
    await action();
  } catch (error) {
    return error as SparkError;
  }
  throw new Error("nothing failed");
}

describe("a modelled table", () => {
  test("is counted, grouped and filtered as its distributions say", async () => {
    const df = clicks(sparkWith());
    expect(await df.count()).toBe(2e9);
    const top = await df.groupBy("country", "device").count().orderBy(desc("count"), "device").limit(4).collect();
    expect(top.map((row) => [row.country, row.device, row.count])).toEqual([
      ["US", "desktop", 266666667],
      ["US", "mobile", 266666667],
      ["US", "tablet", 266666667],
      ["DE", "desktop", 66666667],
    ]);
    expect(await df.filter(col("country").isin("US", "DE").and(col("price").gt(50))).count()).toBeCloseTo(
      2e9 * 0.5 * 0.5,
      -7,
    );
    expect(await df.filter(col("country").equalTo("nowhere")).count()).toBe(0);
    const [row] = await df
      .groupBy("country")
      .agg(sum("price").as("s"), avg("price").as("a"))
      .orderBy(desc("s"))
      .limit(1)
      .collect();
    expect(row!.country).toBe("US");
    expect(row!.a).toBeCloseTo(50, 6);
    expect(row!.s).toBeCloseTo(8e8 * 50, -3);
  });

  test("reads the bytes of the columns that are wanted, in as many tasks as it has partitions", async () => {
    const session = sessionWith();
    const { spark } = session;
    session.beginCell(1);
    await clicks(spark).groupBy("device").count().collect();
    await session.settle();
    const [scan] = spark.lastRun.stages;
    expect(scan!.numTasks).toBe(400);
    expect(scan!.totals.inputRecords).toBe(2e9);
    expect(scan!.totals.inputBytes).toBeLessThan(100 * 2 ** 30);
    expect(scan!.totals.shuffleWriteRecords).toBe(1200);
    expect(session.endCell()!.profile).toMatchObject({ rows: "modelled", bytes: "modelled", times: "modelled" });
  });

  test("without a number of partitions is cut as Spark cuts files", async () => {
    const spark = sparkWith();
    const df = spark.read.modelled({ size: "10GB", rows: 1e8, files: 4, columns: { id: modelled.sequential() } });
    await df.count();
    expect(spark.lastRun.stages[0]!.numTasks).toBe(80);
  });

  test("sends heavy hitters and small domains where their hash says (G17)", async () => {
    const conf = { "spark.sql.adaptive.enabled": "false", "spark.sql.shuffle.partitions": "8" };
    const values = ["a", "b", "c", "d", "e"];
    const readers = async (spark: SparkSession, query: Promise<unknown>): Promise<boolean[]> => {
      await query;
      const { tasks, stages } = spark.lastRun;
      return tasks.filter((t) => t.stageId === stages.at(-1)!.stageId).map((t) => t.shuffleReadRecords > 0);
    };
    const [one, other] = [sparkWith(conf), sparkWith(conf)];
    const table = one.read.modelled({ rows: 1000, partitions: 4, columns: { k: modelled.uniform(values) } });
    const model = await readers(one, table.groupBy("k").count().collect());
    const rows = other.createDataFrame(Array.from({ length: 40 }, (_, i) => ({ k: values[i % 5]! })));
    const real = await readers(other, rows.groupBy("k").count().collect());
    expect(model).toEqual(real);
  });

  test("is cached with its bytes, and read from the cache", async () => {
    const spark = sparkWith();
    const df = clicks(spark).select("country", "price").cache();
    expect(await df.count()).toBe(2e9);
    expect(await df.filter(col("country").equalTo("US")).count()).toBe(8e8);
    const [stored] = spark.sparkContext.getRDDStorageInfo();
    expect(stored!.memSize).toBeGreaterThan(30 * 2 ** 30);
  });

  test("meets itself and others: self joins, unions, distinct, windows", async () => {
    const spark = sparkWith({ "spark.sql.autoBroadcastJoinThreshold": "-1" });
    const table = (rows: number) =>
      spark.read.modelled({ rows, columns: { k: modelled.tail(1000, "k"), v: modelled.uniform(1, 10) } });
    const perKey = table(1e6).groupBy("k").agg(count("*").as("n"));
    expect(await perKey.alias("a").join(perKey.alias("b"), ["k"]).count()).toBe(1000);
    expect(await table(1e6).union(table(2e6)).filter(col("v").leq(5)).count()).toBe(1.5e6);
    expect(await table(1e6).union(table(2e6)).select("k").distinct().count()).toBe(1000);
    const best = table(1e6)
      .withColumn("r", row_number().over(Window.partitionBy("k").orderBy("v")))
      .filter(col("r").leq(3));
    expect(await best.count()).toBe(3000);
    const dimension = spark.createDataFrame(Array.from({ length: 10 }, (_, i) => ({ k: `k-${i + 1}`, group: i % 2 })));
    expect(await table(1e6).join(dimension, ["k"], "left_anti").count()).toBe(990_000);
    expect(await table(1e6).join(dimension, ["k"], "left").filter(col("group").isNull()).count()).toBe(990_000);
    const [row] = await table(1e6)
      .join(dimension, ["k"])
      .groupBy("group")
      .agg(sum("v").as("s"))
      .orderBy("group")
      .collect();
    expect(row!.s).toBeCloseTo(5000 * 5.5, -1);
  });

  test("in outer joins rows without a partner are as many as an anti join keeps, and have nulls (G3)", async () => {
    const spark = sparkWith();
    const facts = spark.read.modelled({ rows: 1e9, partitions: 40, columns: { c: modelled.zipf(1.05, 1e5) } });
    const some = spark.read.modelled({
      rows: 1e4,
      size: "1MB",
      columns: { c: modelled.sequential(), g: modelled.tail(7, "g") },
    });
    const [semi, anti] = [
      await facts.join(some, ["c"], "left_semi").count(),
      await facts.join(some, ["c"], "left_anti").count(),
    ];
    expect(semi + anti).toBe(1e9);
    expect(await facts.join(some, ["c"], "left").filter(col("g").isNull()).count()).toBe(anti);
    expect(await facts.join(some, ["c"], "left").filter(col("g").isNotNull()).count()).toBe(semi);
    expect(await facts.join(some, ["c"]).count()).toBe(semi);
    const other = some.withColumnRenamed("c", "d");
    const conditional = facts.join(
      other,
      col("c")
        .equalTo(col("d"))
        .and(col("c").gt(col("g").substr(3, 1))),
      "left",
    );
    expect((await failure(() => conditional.count())).message).toContain("use an inner join");
  });

  test("several distinct aggregates at once are those of the columns", async () => {
    const spark = sparkWith();
    const columns = { id: modelled.sequential(), k: modelled.tail(100), n: modelled.uniform(1, 5).withNulls(0.2) };
    const df = spark.read.modelled({ rows: 1e8, partitions: 50, columns });
    const [row] = await df
      .agg(countDistinct("id").as("ids"), countDistinct("k").as("ks"), count("n").as("n"))
      .collect();
    expect(row).toMatchObject({ ids: 1e8, ks: 100, n: 8e7 });
  });

  test("shows the same rows each time, and collects few rows but not many", async () => {
    const spark = sparkWith();
    const df = spark.read.modelled({ rows: 1000, columns: { id: modelled.sequential(), k: modelled.tail(10) } });
    expect(await df.take(3)).toEqual(await df.take(3));
    const rows = await df.collect();
    expect(rows.length).toBe(1000);
    expect(new Set(rows.map((row) => row.id)).size).toBe(1000);
    const many = spark.read.modelled({ rows: 1e6, columns: { id: modelled.sequential() } });
    const error = await failure(() => many.collect());
    expect([error.condition, error.message]).toEqual([
      "MODELLED_ROWS",
      expect.stringContaining("1,000,000 rows are modelled"),
    ]);
    expect(error.nextStep).toContain("take");
  });

  test("refuses functions of single rows, and says what to use", async () => {
    const spark = sparkWith();
    const df = spark.read.modelled({ rows: 1e7, columns: { id: modelled.sequential() } });
    const error = await failure(() => df.rdd.map((row) => row.id).count());
    expect(error.message).toContain("rows are modelled");
  });

  test("salting spreads a hot key (C077)", async () => {
    const largest = async (salted: boolean): Promise<number> => {
      const spark = sparkWith({ "spark.sql.adaptive.enabled": "false" });
      const salt = salted ? rand(1).multiply(16).cast("int") : col("device");
      await clicks(spark)
        .withColumn("salt", salt)
        .repartition(64, "country", "salt")
        .groupBy("price")
        .count()
        .collect();
      const { lastRun } = spark;
      return Math.max(...lastRun.tasks.map((t) => t.shuffleReadRecords));
    };
    const [plain, spread] = [await largest(false), await largest(true)];
    expect(plain / spread).toBeGreaterThan(2.5);
  });
});

describe("skew and memory", () => {
  const purchases = (spark: SparkSession) =>
    spark.read.modelled({
      name: "purchases",
      size: "500GB",
      rows: 5e9,
      partitions: 400,
      columns: {
        country: modelled.hot({ US: 0.3, DE: 0.2, IN: 0.15 }, modelled.tail(150, "country")),
        amount: modelled.uniform(1, 500),
        note: modelled.text(60),
      },
    });

  test("AQE splits the hot countries of a join and joins the small ones, but never splits those of a groupBy (C078, C079)", async () => {
    const spark = sparkWith();
    const names = ["US", "DE", "IN", ...Array.from({ length: 150 }, (_, i) => `country-${i + 1}`)];
    const countries = spark
      .createDataFrame(names.map((country) => ({ country, long: `the country ${country}` })))
      .coalesce(1);
    const joined = purchases(spark)
      .join(countries.hint("merge"), ["country"])
      .filter(col("note").notEqual(col("long")));
    await joined.agg(sum("amount")).collect();
    const reduce = spark.lastRun.stages.filter((s) => s.totals.shuffleReadRecords > 1e9)[0]!;
    const reads = spark.lastRun.tasks.filter((t) => t.stageId === reduce.stageId).map((t) => t.shuffleReadBytes);
    expect(reads.length).toBeGreaterThan(200);
    expect(Math.max(...reads)).toBeLessThan(10 * 2 ** 30);
    const other = sparkWith();
    await purchases(other)
      .groupBy("country")
      .agg(collect_list("amount").as("l"))
      .agg(sum(size("l")))
      .collect()
      .catch(() => undefined);
    const grouped = other.lastRun.stages.filter((s) => s.totals.shuffleReadRecords > 0);
    expect(grouped[0]!.numTasks).toBeLessThan(200);
  });

  test.each(["4g", "8g", "12g"])(
    "collect_list of one hot key dies with %s, groupBy.count spills and finishes (C084)",
    async (memory) => {
      const conf = { "spark.executor.memory": memory, "spark.sql.adaptive.enabled": "false" };
      const events = (spark: SparkSession) =>
        spark.read.modelled({
          name: "events",
          size: "5TB",
          rows: 50e9,
          partitions: 1000,
          columns: {
            key: modelled.hot({ hot: 0.2 }, modelled.tail(20e9, "key")),
            value: modelled.uniform(1, 1000),
          },
        });
      const counting = sparkWith(conf);
      const [total] = await events(counting)
        .groupBy("key")
        .agg(count("*").as("n"))
        .agg(sum("n").as("rows"), count("*").as("keys"))
        .collect();
      expect(total!.rows).toBeGreaterThan(49.9e9);
      const spilled = counting.lastRun.stages.reduce((bytes, stage) => bytes + stage.totals.memorySpillBytes, 0);
      expect(spilled).toBeGreaterThan(1e12);
      const listing = sessionWith(conf);
      listing.beginCell(1);
      const lists = events(listing.spark).groupBy("key").agg(collect_list("value").as("list"));
      const error = await failure(() => lists.select(size("list").as("n")).agg(sum("n")).collect());
      expect(error.condition).toBe("SPARK_JOB_ABORTED");
      const removed = listing.endCell()!.executors.flatMap(({ removedReason }) => removedReason ?? []);
      expect(removed.some((reason) => /52|OutOfMemory/.test(reason))).toBe(true);
    },
  );

  test("lists take their values along: through the shuffle, in time, and in the result", async () => {
    const run = async (rows: number) => {
      const spark = sparkWith({ "spark.executor.memory": "64g", "spark.sql.adaptive.enabled": "false" });
      const hot = modelled.hot({ A: 0.5 }, modelled.tail(50, "shop"));
      const sales = spark.read.modelled({ rows, partitions: 40, columns: { shop: hot, note: modelled.text(100) } });
      const largest = max(size("all")).as("n");
      const [row] = await sales.groupBy("shop").agg(collect_list("note").as("all")).agg(largest).collect();
      const [map, reduce] = spark.lastRun.finalJob.stages;
      return {
        n: row!.n,
        bytesOfValue: map!.totals.shuffleWriteBytes / rows,
        ms: reduce!.completedMs! - reduce!.submittedMs!,
      };
    };
    const [few, many] = [await run(2e6), await run(20e6)];
    expect([few.n, many.n]).toEqual([1e6, 10e6]);
    // A text of 100 letters, its offset and length: letters are hardly compressed.
    for (const { bytesOfValue } of [few, many]) expect(bytesOfValue).toBeGreaterThan(70);
    for (const { bytesOfValue } of [few, many]) expect(bytesOfValue).toBeLessThan(120);
    expect(many.ms).toBeGreaterThan(5 * few.ms);
  });

  test("50 million collected rows abort the job at maxResultSize 1g, and kill the driver at 0", async () => {
    const table = (spark: SparkSession) =>
      spark.read.modelled({
        size: "5GB",
        rows: 50e6,
        columns: { id: modelled.sequential(), amount: modelled.uniform(1, 1e6), note: modelled.text(30) },
      });
    const limited = sparkWith({ "spark.driver.maxResultSize": "1g" });
    const error = await failure(() => table(limited).collect());
    expect([error.condition, error.message]).toEqual([
      "SPARK_JOB_ABORTED",
      expect.stringContaining("spark.driver.maxResultSize"),
    ]);
    expect(await table(limited).count()).toBe(50e6);
    const open = sparkWith({ "spark.driver.maxResultSize": "0", "spark.driver.memory": "2g" });
    expect((await failure(() => table(open).collect())).condition).toBe("DRIVER_OUT_OF_MEMORY");
  });
});

describe("bad input", () => {
  const read = (columns: () => Record<string, unknown>, more: Record<string, unknown> = {}) => {
    const options = { rows: 1000, columns: columns(), ...more };
    return sparkWith().read.modelled(options as unknown as Parameters<SparkSession["read"]["modelled"]>[0]);
  };
  const id = () => ({ id: modelled.sequential() });

  test.each<readonly [what: string, make: () => unknown, says: string]>([
    ["shares above 1 together", () => modelled.hot({ US: 0.7, DE: 0.5 }, modelled.tail(10)), "add up to 1.2"],
    ["shares that leave rows without a value", () => modelled.hot({ US: 0.7 }), "add up to 0.7"],
    ["a hot share above 1", () => modelled.hot({ US: 1.5 }, modelled.tail(10)), "1.5"],
    ["a negative share", () => modelled.hot({ US: -0.1 }, modelled.tail(10)), "-0.1"],
    ["a zipf exponent that is not positive", () => modelled.zipf(0, 10), "exponent"],
    ["no values", () => modelled.uniform([]), "no values"],
    ["a range that is none", () => modelled.uniform(5, 1), "range"],
    ["a tail of nothing", () => modelled.tail(0), "tail"],
    ["a null share above 1", () => modelled.constant(1).withNulls(2), "withNulls(2)"],
    ["dates in the wrong order", () => modelled.days("2026-03-01", "2026-01-01"), "span of time"],
    ["negative rows", () => read(id, { rows: -5 }), "-5 rows"],
    ["a size that is none", () => read(id, { size: "200 gigs" }), "200 gigs"],
    ["no partitions", () => read(id, { partitions: 0 }), "0 partitions"],
    ["files and partitions", () => read(id, { partitions: 4, files: 4 }), "files and partitions"],
    ["an unknown kind of column", () => read(() => ({ id: "uniform" })), "'id'"],
    ["no columns", () => read(() => ({})), "no columns"],
  ])("%s", async (_, make, says) => {
    const error = await failure(make);
    expect(error.condition).toBe("INVALID_MODELLED_TABLE");
    expect(error.summary).toContain(says);
    expect(error.nextStep).toBeTruthy();
  });
});
