import { describe, expect, test } from "vitest";
import { planText, prettyName } from "../plans/expressions/index.js";
import { IntegerType } from "../types/data-type.js";
import { Decimal } from "../types/decimal.js";
import type { Column } from "./column.js";
import {
  array,
  avg,
  col,
  concat_ws,
  count,
  countDistinct,
  date_add,
  desc,
  explode,
  expr,
  first,
  lit,
  not,
  pow,
  split,
  substring,
  sum,
  to_date,
  when,
} from "./functions.js";

const text = (c: Column): string => planText(c.expr);

describe("Column", () => {
  test.each<[Column, string]>([
    [col("price").gt(90).and(col("o.country").isin("US", "DE")), "(('price > 90) AND 'o.country IN (US,DE))"],
    [col("a").equalTo(col("b")).or(col("a").isNull()), "(('a = 'b) OR isnull('a))"],
    [col("a").eq("x"), "('a = x)"],
    [col("a").notEqual(null), "NOT ('a = null)"],
    [col("a").eqNullSafe(1), "('a <=> 1)"],
    [col("a").geq(1).and(col("a").leq(2)).and(col("a").lt(3)), "((('a >= 1) AND ('a <= 2)) AND ('a < 3))"],
    [col("a").plus(1).minus(2).multiply(3).divide(4).mod(5), "((((('a + 1) - 2) * 3) / 4) % 5)"],
    [col("a").negate(), "-'a"],
    [col("a").between(1, 2), "(('a >= 1) AND ('a <= 2))"],
    [col("a").like("x%"), "'like('a, x%)"],
    [col("a").substr(1, 3), "'substring('a, 1, 3)"],
    [col("a").cast("INT"), "cast('a as int)"],
    [col("a").cast(IntegerType), "cast('a as int)"],
    [col("a").cast("array<int>"), "cast('a as array<int>)"],
    [col("a").plus(1).as("k"), "('a + 1) AS k"],
    [col("a").asc(), "'a ASC NULLS FIRST"],
    [col("a").asc_nulls_last(), "'a ASC NULLS LAST"],
    [desc("a"), "'a DESC NULLS LAST"],
    [col("a").desc_nulls_first(), "'a DESC NULLS FIRST"],
    [col("person").getField("name"), "'person[name]"],
    [col("list").getItem(0), "'list[0]"],
    [not(col("a").isNotNull()), "NOT isnotnull('a)"],
    [
      when(col("q").gt(3), "big").when(col("q").gt(1), "mid").otherwise("small"),
      "CASE WHEN ('q > 3) THEN big WHEN ('q > 1) THEN mid ELSE small END",
    ],
  ])("%#: %s", (column, expected) => {
    expect(text(column)).toBe(expected);
  });

  test("when and otherwise belong to when", () => {
    const misuse = expect.objectContaining({ condition: "INVALID_WHEN_USAGE" });
    expect(() => col("a").otherwise(1)).toThrow(misuse);
    expect(() => when(col("a"), 1).otherwise(2).when(col("b"), 3)).toThrow(misuse);
  });

  test("prints as its name in a result", () => {
    expect(`${col("a").plus(1)}`).toBe("(a + 1)");
  });
});

describe("functions", () => {
  test.each<[Column, string]>([
    [sum("quantity"), "sum(quantity)"],
    [avg(col("price")), "avg(price)"],
    [count("*"), "count(*)"],
    [countDistinct("a", col("b")), "count(DISTINCT a, b)"],
    [concat_ws("-", "a", "b"), "concat_ws(-, a, b)"],
    [substring("a", 1, 2), "substring(a, 1, 2)"],
    [explode(split("value", " ")), "explode(split(value,  , -1))"],
    [pow("a", 2), "power(a, 2)"],
    [date_add(to_date("d"), 1), "date_add(to_date(d), 1)"],
    [expr("a + 1"), "a + 1"],
    [col("*"), "*"],
    [col("o.*"), "o.*"],
    [array("a", lit(1)), "array(a, 1)"],
  ])("%#: %s", (column, name) => {
    expect(prettyName(column.expr)).toBe(name);
  });

  test("first can leave nulls out", () => {
    expect(first("a", true).expr).toMatchObject({ name: "first", ignoreNulls: true });
  });
});

test.each([
  [1, "integer", 1],
  [2 ** 31, "long", 2 ** 31],
  [1.5, "double", 1.5],
  [1e300, "double", 1e300],
  [5n, "long", 5],
  [2n ** 60n, "long", 2n ** 60n],
  ["a", "string", "a"],
  [true, "boolean", true],
  [null, "null", null],
  [{ getTime: () => 1000 }, "timestamp", 1_000_000],
  [Decimal.of("1.50"), "decimal", 150],
])("lit(%o) is a %s", (value, kind, held) => {
  expect(lit(value).expr).toMatchObject({ kind: "Literal", value: held, dataType: { kind } });
});

test("lit refuses what is no value", () => {
  expect(() => lit(Symbol("x") as never)).toThrow(
    expect.objectContaining({ condition: "UNSUPPORTED_FEATURE.LITERAL_TYPE" }),
  );
});
