import { describe, expect, it } from "vitest";
import type { SparkError } from "../errors/index.js";
import { queryFixture } from "../testing/query-fixture.js";
import type { Column } from "./column.js";
import { col, countDistinct, lag, lower, row_number, sum } from "./functions.js";
import { Window } from "./window.js";

const { spark } = queryFixture();
const df = spark.createDataFrame([
  { id: 1, country: "US", price: 1.5 },
  { id: 2, country: "US", price: 2.5 },
  { id: 3, country: "DE", price: 4.5 },
]);
const byCountry = Window.partitionBy("country");
const ordered = byCountry.orderBy("id");

describe("a window that cannot be", () => {
  it.each<[name: string, c: Column, condition: string]>([
    ["no over", row_number(), "WINDOW_FUNCTION_WITHOUT_OVER_CLAUSE"],
    ["no order", row_number().over(byCountry), "WINDOW_FUNCTION_FRAME_NOT_ORDERED"],
    ["no window function", lower("country").over(ordered), "UNSUPPORTED_EXPR_FOR_WINDOW"],
    ["distinct", countDistinct("id").over(ordered), "DISTINCT_WINDOW_FUNCTION_UNSUPPORTED"],
    ["another frame", row_number().over(ordered.rowsBetween(-1, 1)), "WINDOW_FUNCTION_AND_FRAME_MISMATCH"],
    [
      "bounds the wrong way round",
      sum("id").over(ordered.rowsBetween(2, 1)),
      "DATATYPE_MISMATCH.SPECIFIED_WINDOW_FRAME_WRONG_COMPARISON",
    ],
    [
      "a range of two columns",
      sum("id").over(byCountry.orderBy("id", "price").rangeBetween(-1, 1)),
      "DATATYPE_MISMATCH.RANGE_FRAME_MULTI_ORDER",
    ],
    [
      "a range of texts",
      sum("id").over(Window.orderBy("country").rangeBetween(-1, 1)),
      "DATATYPE_MISMATCH.SPECIFIED_WINDOW_FRAME_UNACCEPTED_TYPE",
    ],
  ])("%s", (_, c, condition) => {
    expect(conditionOf(() => df.select(c))).toBe(condition);
  });

  it("in a filter", () => {
    expect(conditionOf(() => df.filter(row_number().over(ordered).eq(1)))).toBe(
      "WINDOW_FUNCTION_NOT_ALLOWED_IN_CLAUSE",
    );
  });
});

function conditionOf(step: () => unknown): string {
  try {
    step();
    return "";
  } catch (error) {
    return (error as SparkError).condition;
  }
}

it("is named as Spark names it", () => {
  expect(df.select(row_number().over(ordered), sum("id").over(byCountry), lag("price").over(ordered)).columns).toEqual([
    "row_number() OVER (PARTITION BY country ORDER BY id ASC NULLS FIRST ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)",
    "sum(id) OVER (PARTITION BY country ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)",
    "lag(price, 1, NULL) OVER (PARTITION BY country ORDER BY id ASC NULLS FIRST ROWS BETWEEN -1 FOLLOWING AND -1 FOLLOWING)",
  ]);
});

it("gives long frames the sums that short ones have", async () => {
  const numbers = spark.range(500).withColumn("p", col("id").mod(2));
  const frame = Window.partitionBy("p").orderBy("id").rowsBetween(-100, 50);
  const rows = await numbers.withColumn("s", sum("id").over(frame)).collect();
  for (const { id, p, s } of rows as unknown as readonly { id: number; p: number; s: number }[]) {
    const position = (id - p) / 2;
    const [first, last] = [Math.max(0, position - 100), Math.min(249, position + 50)];
    const count = last - first + 1;
    expect(s).toBe(count * (first + last) + count * p);
  }
});
