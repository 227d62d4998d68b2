import { describe, expect, it } from "vitest";
import { broadcast } from "../dsl/broadcast.js";
import { col, count, countDistinct, desc, lit, max, sum } from "../dsl/functions.js";
import { physicalText } from "../plans/physical/index.js";
import { queryFixture } from "../testing/query-fixture.js";

const planOf = (
  fixture: ReturnType<typeof queryFixture>,
  df: { plan: Parameters<typeof fixture.queries.queryOf>[0] },
): string => physicalText(fixture.queries.queryOf(df.plan).executedPlan, { withoutPlanIds: true });
/** Tasks of each stage of each job. */
const shape = ({ jobs }: ReturnType<typeof queryFixture>): number[][] =>
  jobs.map(({ stages }) => stages.map((s) => s.numTasks));

describe("jobs of an action", () => {
  it("none for rows that the driver has", async () => {
    const fixture = queryFixture();
    const df = fixture.spark.createDataFrame([{ a: 1 }, { a: 2 }]);
    expect(await df.filter(col("a").gt(1)).collect()).toMatchObject([{ a: 2 }]);
    expect(fixture.jobs).toEqual([]);
  });

  it("a count is two stages", async () => {
    const fixture = queryFixture();
    expect(await fixture.spark.range(100).count()).toBe(100);
    expect(shape(fixture)).toEqual([[4, 1]]);
  });

  it("a sort samples first, in a job of its own (G7)", async () => {
    const fixture = queryFixture();
    const rows = await fixture.spark.range(100).orderBy(desc("id")).collect();
    expect(rows.slice(0, 2)).toMatchObject([{ id: 99 }, { id: 98 }]);
    expect(fixture.jobs.map(({ cause }) => cause)).toEqual(["range sampling", "action"]);
    expect(shape(fixture)).toEqual([[4], [4, 3]]);
  });

  it("a limit looks at one partition, then at up to four times as many (A9)", async () => {
    const fixture = queryFixture({ "spark.default.parallelism": "30" });
    const rows = await fixture.spark.range(0, 60, 1, 30).filter(col("id").geq(40)).take(3);
    expect(rows).toMatchObject([{ id: 40 }, { id: 41 }, { id: 42 }]);
    expect(fixture.jobs.map(({ cause, stages }) => [cause, stages[0]!.numTasks])).toEqual([
      ["action", 1],
      ["take ramp-up", 4],
      ["take ramp-up", 20],
    ]);
  });

  it("a broadcast join collects its small side first", async () => {
    const fixture = queryFixture({ "spark.sql.autoBroadcastJoinThreshold": "-1" });
    const { spark } = fixture;
    const joined = spark.range(100).join(broadcast(spark.range(50, 60)), "id");
    expect(await joined.count()).toBe(10);
    expect(fixture.jobs.map(({ cause }) => cause)).toEqual(["broadcast", "action"]);
  });

  it("a second collect of the same DataFrame finds its shuffle again", async () => {
    const fixture = queryFixture();
    const grouped = fixture.spark
      .range(100)
      .groupBy(col("id").mod(7).as("k"))
      .agg(count(lit(1)).as("n"));
    const [first, second] = [await grouped.collect(), await grouped.collect()];
    expect(second).toEqual(first);
    const [a, b] = fixture.jobs.map(({ stages }) => stages.map((stage) => stage.shuffleId));
    expect(b).toEqual(a);
  });

  it("a cached DataFrame is read from its batches until it is dropped", async () => {
    const fixture = queryFixture();
    const cached = fixture.spark.range(100).filter(col("id").lt(50)).cache();
    expect(await cached.count()).toBe(50);
    expect(planOf(fixture, cached.filter(col("id").gt(10)))).toContain("InMemoryTableScan");
    expect(await cached.filter(col("id").gt(10)).count()).toBe(39);
    cached.unpersist();
    expect(planOf(fixture, cached.filter(col("id").gt(11)))).not.toContain("InMemoryTableScan");
  });
});

describe("physical plans", () => {
  it("aggregate strings by sorting, numbers by hashing (G6)", () => {
    const fixture = queryFixture();
    const df = fixture.spark.createDataFrame([{ k: 1, s: "a", n: 2 }]);
    expect(planOf(fixture, df.groupBy("k").agg(max("s")))).toMatch(/^SortAggregate/);
    expect(planOf(fixture, df.groupBy("k").agg(max("n")))).toMatch(/^\*\(2\) HashAggregate/);
  });

  it("need no exchange where rows lie right already (G5)", () => {
    const fixture = queryFixture({ "spark.sql.autoBroadcastJoinThreshold": "-1" });
    const { spark } = fixture;
    const joined = spark
      .range(0, 100, 1, 4)
      .join(spark.range(0, 50, 1, 2), "id")
      .groupBy("id")
      .agg(count(lit(1)));
    expect(planOf(fixture, joined).match(/Exchange/g)).toHaveLength(2);
    expect(planOf(fixture, spark.range(100).repartition(3, "id").groupBy("id").agg(sum("id")))).not.toContain(
      "partial_sum",
    );
  });

  it("sort nothing twice", () => {
    const fixture = queryFixture();
    expect(planOf(fixture, fixture.spark.range(100).orderBy("id"))).not.toContain("Sort");
  });

  it("choose the join by size and by hint (G3)", () => {
    const fixture = queryFixture();
    const { spark } = fixture;
    const [big, small] = [spark.range(0, 10_000_000), spark.range(100)];
    expect(planOf(fixture, big.join(small, "id"))).toContain("BroadcastHashJoin [id], [id], Inner, BuildRight");
    expect(planOf(fixture, big.join(big, "id"))).toContain("SortMergeJoin");
    expect(planOf(fixture, big.join(small.hint("merge"), "id"))).toContain("SortMergeJoin");
    expect(planOf(fixture, big.join(small, "id", "right"))).toContain("SortMergeJoin");
    expect(planOf(fixture, big.join(small.hint("shuffle_hash"), "id"))).toContain("ShuffledHashJoin");
    expect(planOf(fixture, small.crossJoin(small))).toContain("BroadcastNestedLoopJoin");
  });
});

describe("results", () => {
  it("of distinct aggregates over one and over several sets are right", async () => {
    const { spark } = queryFixture();
    const df = spark.range(0, 100).withColumn("a", col("id").mod(7)).withColumn("b", col("id").mod(5));
    const one = await df.agg(countDistinct("a").as("a"), sum("id").as("s")).collect();
    expect(one).toMatchObject([{ a: 7, s: 4950 }]);
    const two = df
      .groupBy(col("id").mod(2).as("k"))
      .agg(countDistinct("a").as("a"), countDistinct("b").as("b"), count(lit(1)).as("n"));
    expect(await two.orderBy("k").collect()).toMatchObject([
      { k: 0, a: 7, b: 5, n: 50 },
      { k: 1, a: 7, b: 5, n: 50 },
    ]);
  });

  it("of a task that fails name its error", async () => {
    const { spark } = queryFixture();
    const failing = spark.range(10).select(lit(1).divide(col("id").minus(5)).as("x"));
    await expect(failing.collect()).rejects.toThrow("DIVIDE_BY_ZERO");
  });
});

describe("plans that look alike", () => {
  it("are told apart by literals that look like expression ids", async () => {
    const { spark } = queryFixture();
    const rows = spark.createDataFrame([
      { tag: "#1", v: 1 },
      { tag: "#2", v: 2 },
      { tag: "#2", v: 3 },
    ]);
    const counted = (tag: string) => rows.filter(col("tag").eq(tag)).groupBy("tag").count();
    expect(await counted("#1").union(counted("#2")).orderBy("tag").collect()).toMatchObject([
      { tag: "#1", count: 1 },
      { tag: "#2", count: 2 },
    ]);
    expect(await rows.filter(col("tag").eq("#1")).cache().count()).toBe(1);
    expect(await rows.filter(col("tag").eq("#2")).count()).toBe(2);
  });
});
