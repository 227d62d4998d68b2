import { describe, expect, it } from "vitest";
import { broadcast } from "../dsl/broadcast.js";
import type { DataFrame } from "../dsl/data-frame.js";
import { col, count, desc, lit, sum } from "../dsl/functions.js";
import { logicalText } from "../plans/logical/index.js";
import { type QueryFixture, queryFixture } from "../testing/query-fixture.js";

const { spark, queries }: QueryFixture = queryFixture();
/** id and k = id % 10, with nulls possible in k, over an RDD-like source that the optimizer cannot evaluate away. */
const numbers = spark.range(0, 100).withColumn("k", col("id").mod(10));

const optimized = (df: Pick<DataFrame<unknown>, "plan">): string =>
  logicalText(queries.queryOf(df.plan).optimizedPlan)
    .replace(/#\d+L?/g, "")
    .trimEnd();

describe("predicates", () => {
  it("go below a projection and join the filter that is there", () => {
    const plan = optimized(numbers.filter(col("k").gt(3)).filter(col("id").gt(5)));
    expect(plan).toBe(
      "Project [id, (id % 10) AS k]\n+- Filter (((id % 10) > 3) AND (id > 5))\n   +- Range (0, 100, step=1, splits=Some(4))",
    );
  });

  it("on keys go below the aggregate, on results they stay", () => {
    const plan = optimized(
      numbers
        .groupBy("id")
        .agg(count(lit(1)).as("n"))
        .filter(col("id").gt(5).and(col("n").gt(1))),
    );
    expect(plan.split("\n").map((line) => line.trim())).toEqual([
      "Filter (n > 1)",
      "+- Aggregate [id], [id, count(1) AS n]",
      "+- Filter (id > 5)",
      "+- Range (0, 100, step=1, splits=Some(4))",
    ]);
  });

  it("go to both sides of a join by way of the equal keys", () => {
    const plan = optimized(spark.range(10).as("a").join(spark.range(10).as("b"), "id").filter(col("id").gt(5)));
    expect(plan.match(/Filter \(id > 5\)/g)).toHaveLength(2);
  });

  it("stay above the null side of an outer join", () => {
    const right = spark.range(10).withColumn("x", col("id").plus(1));
    const plan = optimized(spark.range(10).join(right, "id", "left").filter(col("x").isNull()));
    expect(plan.split("\n").findIndex((line) => line.includes("Filter isnull(x)"))).toBeLessThan(
      plan.split("\n").findIndex((line) => line.includes("Join LeftOuter")),
    );
  });

  it("make an inner join of an outer one whose padded rows they reject", () => {
    const right = spark.range(10).withColumn("x", col("id").plus(1));
    const joined = (how: "left" | "right" | "full") =>
      spark.range(10).withColumn("y", col("id")).join(right, "id", how);
    expect(optimized(joined("left").filter(col("x").gt(5)))).toContain("Join Inner");
    expect(optimized(joined("right").filter(col("x").gt(5)))).toContain("Join RightOuter");
    expect(optimized(joined("full").filter(col("x").gt(5)))).toContain("Join RightOuter");
    expect(optimized(joined("full").filter(col("y").gt(5)))).toContain("Join LeftOuter");
  });
});

describe("operators that do nothing", () => {
  it("disappear: sorts below aggregates, limits above few rows, projections of everything", () => {
    expect(optimized(numbers.orderBy("k").groupBy().agg(sum("k")))).not.toContain("Sort");
    expect(optimized(spark.range(5).limit(10))).not.toContain("Limit");
    expect(optimized(spark.range(5).select("id"))).toBe("Range (0, 5, step=1, splits=Some(4))");
  });

  it("disappear: inner repartitions, but not a coalesce that narrows one", () => {
    expect(optimized(numbers.repartition(7).repartition(3)).match(/Repartition/g)).toHaveLength(1);
    expect(optimized(numbers.repartition(7).coalesce(9)).match(/Repartition/g)).toHaveLength(1);
    expect(optimized(numbers.repartition(7).coalesce(2)).match(/Repartition/g)).toHaveLength(2);
  });
});

describe("rows of the driver", () => {
  it("are projected, filtered and cut while planning", () => {
    const df = spark.createDataFrame([{ a: 1 }, { a: 2 }, { a: 3 }]);
    const plan = queries.queryOf(
      df.filter(col("a").gt(1)).select(col("a").plus(1).as("b")).limit(1).plan,
    ).optimizedPlan;
    expect(plan).toMatchObject({ kind: "LocalRelation", rows: [[3]] });
  });
});

describe("hints", () => {
  it("move into the join", () => {
    expect(optimized(numbers.join(broadcast(spark.range(5)), "id"))).toContain("rightHint=(strategy=broadcast)");
  });
});

describe("every batch", () => {
  it("comes to rest long before its cap, and a second run changes nothing", () => {
    const df = numbers
      .join(spark.range(50).withColumn("x", col("id").plus(1)), "id")
      .filter(col("x").gt(3).and(col("k").gt(1)))
      .groupBy("k")
      .agg(sum("x").as("s"))
      .orderBy(desc("s"))
      .limit(5)
      .select("k");
    const query = queries.queryOf(df.plan);
    expect(query.optimizedPlan).toBeDefined();
    expect(Math.max(...query.trace.map(({ iteration }) => iteration))).toBeLessThan(10);
    const again = queries.queryOf(query.optimizedPlan);
    expect(logicalText(again.optimizedPlan)).toBe(logicalText(query.optimizedPlan));
  });
});
