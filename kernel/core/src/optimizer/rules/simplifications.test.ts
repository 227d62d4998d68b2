import { describe, expect, it } from "vitest";
import type { Column } from "../../dsl/column.js";
import { col, lit, not, when } from "../../dsl/functions.js";
import { logicalText } from "../../plans/logical/index.js";
import { queryFixture } from "../../testing/query-fixture.js";

const { spark, queries } = queryFixture();
const numbers = spark
  .range(0, 8)
  .select(
    "id",
    when(col("id").gt(0), col("id").cast("int")).as("n"),
    when(col("id").gt(0), col("id").cast("string")).as("s"),
  );

/** The condition as the optimizer leaves it, over `n` and `s`, which may be null. */
function optimized(condition: Column): string {
  const table = spark.createDataFrame([{ n: 1, s: "a" }]).repartition(2);
  const plan = table.select(col("n").cast("int").as("n"), "s").cache().filter(condition).plan;
  const text = logicalText(queries.queryOf(plan).optimizedPlan).replace(/#\d+L?/g, "");
  return /^(?:Filter )?(.*)$/m.exec(text)![1]!;
}

/** The ids of the rows that pass. */
async function passing(condition: Column): Promise<readonly unknown[]> {
  return (await numbers.filter(condition).select("id").collect()).map((row) => row.id);
}

describe("LikeSimplification", () => {
  it.each([
    ["a%", "(isnotnull(s) AND StartsWith(s, a))"],
    ["%a", "(isnotnull(s) AND EndsWith(s, a))"],
    ["%a%", "(isnotnull(s) AND Contains(s, a))"],
    ["a", "(isnotnull(s) AND (s = a))"],
    ["a%b", "(isnotnull(s) AND ((length(s) >= 2) AND (StartsWith(s, a) AND EndsWith(s, b))))"],
    ["a_b", "(isnotnull(s) AND s LIKE a_b)"],
    ["a%b%c", "(isnotnull(s) AND s LIKE a%b%c)"],
  ])("%s", (pattern, expected) => expect(optimized(col("s").like(pattern))).toBe(expected));

  it("matches what the pattern matches", async () => {
    expect(await passing(col("s").like("%3%"))).toEqual([3]);
    expect(await passing(col("s").like("5"))).toEqual([5]);
  });
});

describe("UnwrapCastInBinaryComparison", () => {
  const asDouble = col("n").cast("double");
  const cases: readonly (readonly [Column, string, readonly number[]])[] = [
    [asDouble.gt(2.5), "(isnotnull(n) AND (n > 2))", [3, 4, 5, 6, 7]],
    [asDouble.geq(2.5), "(isnotnull(n) AND (n > 2))", [3, 4, 5, 6, 7]],
    [asDouble.lt(2.5), "(isnotnull(n) AND (n <= 2))", [1, 2]],
    [asDouble.lt(3), "(isnotnull(n) AND (n < 3))", [1, 2]],
    [asDouble.eq(3), "(isnotnull(n) AND (n = 3))", [3]],
    [asDouble.lt(1e12), "isnotnull(n)", [1, 2, 3, 4, 5, 6, 7]],
    [lit(2.5).lt(asDouble), "(isnotnull(n) AND (n > 2))", [3, 4, 5, 6, 7]],
  ];
  it.each(cases.map((item) => [item[1], ...item] as const))("%s", async (_, condition, text, ids) => {
    expect(optimized(condition)).toBe(text);
    expect(await passing(condition)).toEqual(ids);
  });

  it("leaves no rows where a constant is none of the type's values", async () => {
    expect(await passing(asDouble.eq(2.5))).toEqual([]);
    expect(await passing(asDouble.gt(1e12))).toEqual([]);
    expect(await passing(asDouble.eqNullSafe(2.5))).toEqual([]);
  });
});

describe("conditions", () => {
  const size = when(col("n").gt(3), "big").otherwise("small");

  it("on a CASE become conditions on what it decides by, which sees null as false", async () => {
    expect(optimized(size.eq("big"))).toBe("((n > 3) <=> true)");
    expect(await passing(size.eq("big"))).toEqual([4, 5, 6, 7]);
    expect(await passing(size.eq("small"))).toEqual([0, 1, 2, 3]);
    expect(await passing(size.eq("none"))).toEqual([]);
  });

  it("lose their NOT", () => {
    expect(optimized(not(col("n").gt(3)))).toBe("(isnotnull(n) AND (n <= 3))");
    expect(optimized(not(col("n").eq(3).or(col("s").eq("a"))))).toBe(
      "((isnotnull(n) AND isnotnull(s)) AND (NOT (n = 3) AND NOT (s = a)))",
    );
  });

  it("have in common what both sides of an OR ask for", () => {
    const both = (n: number): Column => col("s").eq("a").and(col("n").eq(n));
    expect(optimized(both(1).or(both(2)))).toContain("(s = a) AND ((n = 1) OR (n = 2))");
  });

  it("search a long list as a set", () => {
    const many = Array.from({ length: 11 }, (_, i) => i);
    expect(optimized(col("n").isin(...many))).toBe("n INSET 0, 1, 10, 2, 3, 4, 5, 6, 7, 8, 9");
  });
});
