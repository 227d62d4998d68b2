import { describe, expect, test } from "vitest";
import { DateType, DoubleType, IntegerType, LongType, NullType, StringType } from "../../types/data-type.js";
import {
  aggregateExpression,
  alias,
  and,
  arithmetic,
  attributeReference,
  boundReference,
  caseWhen,
  cast,
  comparison,
  equalTo,
  implicitCast,
  inList,
  intLiteral,
  isNotNull,
  isNull,
  literal,
  longLiteral,
  not,
  scalarFunction,
  sortOrder,
  stringLiteral,
} from "./builders.js";
import type { Expression } from "./expression.js";
import { planText } from "./plan-text.js";
import { autoName, prettyName } from "./pretty-name.js";

const id = attributeReference("id", LongType, false, 7);
const country = attributeReference("country", StringType, true, 1);
const quantity = attributeReference("quantity", IntegerType, true, 2);
const price = attributeReference("price", DoubleType, true, 3);
const customer = attributeReference("customer_id", LongType, true, 4);
const value = attributeReference("value", StringType, true, 5);
const partial = { mode: "partial" } as const;

describe("text in plans, as the golden records have it", () => {
  test.each<[string, Expression, string]>([
    ["d24", alias(arithmetic("%", id, longLiteral(10)), "_groupingexpression"), "(id % 10) AS _groupingexpression"],
    [
      "d01",
      and(and(isNotNull(country), isNotNull(quantity)), comparison(">", quantity, intLiteral(2))),
      "((isnotnull(country) AND isnotnull(quantity)) AND (quantity > 2))",
    ],
    [
      "d01",
      alias(scalarFunction("toprettystring", [country]), "country"),
      "toprettystring(country, Some(UTC)) AS country",
    ],
    ["d04", arithmetic("*", implicitCast(quantity, DoubleType), price), "(cast(quantity as double) * price)"],
    ["d04", boundReference(0, LongType, false), "input[0, bigint, false]"],
    ["d02", aggregateExpression("count", [intLiteral(1)], partial), "partial_count(1)"],
    ["d03", aggregateExpression("avg", [price], { mode: "final" }), "avg(price)"],
    [
      "d17",
      aggregateExpression("count", [customer], { ...partial, distinct: true }),
      "partial_count(distinct customer_id)",
    ],
    ["d17", aggregateExpression("sum", [quantity], { mode: "partialMerge" }), "merge_sum(quantity)"],
    [
      "d18",
      aggregateExpression("count", [customer], { ...partial, filter: equalTo(id, intLiteral(1)) }),
      "partial_count(customer_id) FILTER (WHERE (id = 1))",
    ],
    ["d25", aggregateExpression("collect_list", [customer], partial), "partial_collect_list(customer_id, 0, 0, true)"],
    ["d24", sortOrder(id), "id ASC NULLS FIRST"],
    ["d04", sortOrder(price, false), "price DESC NULLS LAST"],
    ["d26", scalarFunction("split", [value, stringLiteral(" "), intLiteral(-1)]), "split(value,  , -1)"],
    [
      "d19",
      comparison(">", scalarFunction("length", [scalarFunction("trim", [value])]), intLiteral(0)),
      "(length(trim(value, None)) > 0)",
    ],
    [
      "d30",
      inList(scalarFunction("lower", [country]), [stringLiteral("us"), stringLiteral("de")]),
      "lower(country) IN (us,de)",
    ],
    [
      "d30",
      caseWhen(
        [
          [comparison(">", quantity, intLiteral(3)), stringLiteral("big")],
          [comparison(">", quantity, intLiteral(1)), stringLiteral("mid")],
        ],
        stringLiteral("small"),
      ),
      "CASE WHEN (quantity > 3) THEN big WHEN (quantity > 1) THEN mid ELSE small END",
    ],
    ["q13", not(scalarFunction("like", [value, stringLiteral("%a%")])), "NOT value LIKE %a%"],
    ["q09", scalarFunction("contains", [value, stringLiteral("green")]), "Contains(value, green)"],
  ])("%s: %#", (_, e, text) => {
    expect(planText(e)).toBe(text);
  });

  test("ids are shown when asked for, longs with an L", () => {
    const e = alias(arithmetic("%", id, longLiteral(10)), "k", 9);
    expect(planText(e, { ids: true })).toBe("(id#7L % 10) AS k#9L");
    expect(planText(country, { ids: true })).toBe("country#1");
  });
});

describe("names of columns", () => {
  test.each<[Expression, string]>([
    [aggregateExpression("sum", [quantity]), "sum(quantity)"],
    [aggregateExpression("count", [intLiteral(1)]), "count(1)"],
    [aggregateExpression("count", [customer], { distinct: true }), "count(DISTINCT customer_id)"],
    [arithmetic("%", id, implicitCast(intLiteral(10), LongType)), "(id % 10)"],
    [arithmetic("*", implicitCast(quantity, DoubleType), price), "(quantity * price)"],
    [
      aggregateExpression("sum", [cast(scalarFunction("hash", [id, value]), LongType)]),
      "sum(CAST(hash(id, value) AS BIGINT))",
    ],
    [cast(quantity, StringType), "quantity"],
    [equalTo(country, stringLiteral("US")), "(country = US)"],
    [not(equalTo(country, stringLiteral("US"))), "(NOT (country = US))"],
    [isNull(country), "(country IS NULL)"],
    [inList(country, [stringLiteral("US"), stringLiteral("DE")]), "(country IN (US, DE))"],
    [literal(null, NullType), "NULL"],
    [literal(19737, DateType), "DATE '2024-01-15'"],
    [literal(1.5, DoubleType), "1.5"],
    [scalarFunction("power", [price, literal(2, DoubleType)]), "POWER(price, 2.0)"],
    [scalarFunction("to_date", [value]), "to_date(value)"],
    [{ kind: "Generator", name: "explode", args: [value], outer: false }, "explode(value)"],
    [alias(country, "c"), "c"],
  ])("%#: %s", (e, name) => {
    expect(autoName(e)).toBe(name);
  });

  test("a cast shows inside a larger expression only if the user wrote it", () => {
    expect(prettyName(arithmetic("+", cast(value, IntegerType), intLiteral(1)))).toBe("(CAST(value AS INT) + 1)");
  });
});
