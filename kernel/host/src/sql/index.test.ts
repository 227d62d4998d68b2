import {
  DateType,
  DoubleType,
  decimalType,
  IntegerType,
  LongType,
  type ParsedExpression,
  SparkError,
  StringType,
} from "@stageplay/core";
import { describe, expect, it } from "vitest";
import { createSqlParser } from "./index.js";

const parser = createSqlParser();

/** One line for a tree, so that a table of cases reads well: `'x` is a column, `+(…)` an operator, `f[…]` a call. */
function show(e: ParsedExpression): string {
  const all = (list: readonly ParsedExpression[]) => list.map(show).join(", ");
  switch (e.node) {
    case "column":
      return `'${e.parts.join(".")}`;
    case "star":
      return [...e.qualifier, "*"].join(".");
    case "literal":
      return typeof e.value === "string" ? JSON.stringify(e.value) : String(e.value);
    case "call":
      return `${e.name}[${e.distinct ? "distinct " : ""}${all(e.args)}]`;
    case "operator":
      return `${e.op}(${all(e.args)})`;
    case "cast":
      return `cast(${show(e.child)} to ${e.dataType.kind})`;
    case "case":
      return `case(${e.branches.map(([when, then]) => `${show(when)}: ${show(then)}`).join("; ")}; ${e.otherwise ? show(e.otherwise) : "-"})`;
    case "alias":
      return `${show(e.child)} as ${e.name}`;
    case "lambda":
      return `(${e.params.join(", ")}) -> ${show(e.body)}`;
    case "interval":
      return e.text;
    case "window":
      return `${e.node}(…)`;
  }
}

function failure(run: () => unknown): SparkError {
  try {
    run();
  } catch (error) {
    if (error instanceof SparkError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

describe("expressions, as Spark 4.3.0's parser reads them", () => {
  it.each([
    ["a.b", "'a.b"],
    ["`x y`.c", "'x y.c"],
    ["t.*", "t.*"],
    ["price > 90 AND qty >= 2 -- cheap", "and(>('price, 90), >=('qty, 2))"],
    ["a + b * c - d / e % f", "-(+('a, *('b, 'c)), %(/('d, 'e), 'f))"],
    ["qty * price - discount", "-(*('qty, 'price), 'discount)"],
    ["a-b", "-('a, 'b)"],
    ["a -1", "-('a, 1)"],
    ["-a", "-('a)"],
    ["a || 'x'", '||(\'a, "x")'],
    ["a & b | c ^ d", "|(&('a, 'b), ^('c, 'd))"],
    ["not a and b or c", "or(and(not('a), 'b), 'c)"],
    ["not a = b", "not(=('a, 'b))"],
    ["a == b", "=('a, 'b)"],
    ["a <> b", "!=('a, 'b)"],
    ["a <=> b", "<=>('a, 'b)"],
    ["a not between 1 and 2", "not(between('a, 1, 2))"],
    ["a in (1, 2)", "in('a, 1, 2)"],
    ["a like 'x%'", 'like(\'a, "x%")'],
    ["a rlike '^x'", 'rlike(\'a, "^x")'],
    ["a is null", "isnull('a)"],
    ["a is not null", "isnotnull('a)"],
    ["case when a then 1 else 2 end", "case('a: 1; 2)"],
    ["case a when 1 then 'x' end", 'case(=(\'a, 1): "x"; -)'],
    ["cast(a as decimal(10,2))", "cast('a to decimal)"],
    ["count(*)", "count[1]"],
    ["COUNT(DISTINCT x, y)", "count[distinct 'x, 'y]"],
    ["sum(price * qty) AS revenue", "sum[*('price, 'qty)] as revenue"],
    ["x `a b`", "'x as a b"],
    ["first(x) ignore nulls", "first['x, true]"],
    ["datediff(a, b)", "datediff['a, 'b]"],
    ["if(a, 1, 2)", "if['a, 1, 2]"],
    ["struct(a, b as c)", "struct['a, 'b as c]"],
    ["a[0]", "getItem['a, 0]"],
    ["user.id", "'user.id"],
    ["user", "'user"],
    ["trim(both 'x' from a)", 'trim["x", \'a]'],
    ["'it''s' ' \\n ok'", JSON.stringify("it's \n ok")],
    ["r'a\\n'", JSON.stringify("a\\n")],
  ])("%s", (text, expected) => {
    expect(show(parser.parseExpression(text))).toBe(expected);
  });

  it.each([
    ["7", IntegerType, 7],
    ["-2147483648", IntegerType, -2147483648],
    ["3000000000", LongType, 3000000000],
    ["9223372036854775807", LongType, 9223372036854775807n],
    ["7L", LongType, 7],
    ["99999999999999999999", decimalType(20, 0), 99999999999999999999n],
    ["1.50", decimalType(3, 2), 150],
    ["0.05", decimalType(2, 2), 5],
    ["1e3", DoubleType, 1000],
    ["1.5D", DoubleType, 1.5],
    ["date'2024-01-31'", DateType, 19753],
    ['"double quotes"', StringType, "double quotes"],
  ])("types the literal %s", (text, dataType, value) => {
    expect(parser.parseExpression(text)).toEqual({ node: "literal", dataType, value });
  });
});

describe("syntax errors", () => {
  it.each([
    ["price > ", "end of input", 8, "Add what should follow '>'"],
    ["(a", "end of input", 2, "Close the parenthesis"],
    ["count(", "end of input", 6, "Close the parenthesis"],
    ["a && b", "'&'", 3, "Write AND"],
    ["a === b", "'='", 4, "Compare with a single ="],
    ["a b c", "'c'", 4, "Look before 'c'"],
    ["a)", "')'", 1, "Remove this parenthesis"],
    ["$x > 1", "'$'", 0, "without $"],
    ["'abc", "'''", 0, "Close the quote"],
    ["x as 'y'", "''y''", 5, "alias without quotes"],
    ["a, b", "','", 1, "One string holds one expression"],
  ])("%s", (text, near, position, hint) => {
    const error = failure(() => parser.parseExpression(text));
    expect(error.condition).toBe("PARSE_SYNTAX_ERROR");
    expect(error.parameters).toMatchObject({ error: near, position: String(position), line: "1" });
    expect(error.nextStep).toContain(hint);
    expect(error.message).toContain(`\n== SQL ==\n${text}\n${"-".repeat(position)}^^^`);
  });

  it("points into the right line", () => {
    expect(failure(() => parser.parseExpression("a >\n  b b2 c")).parameters).toMatchObject({
      line: "2",
      position: "7",
    });
  });

  it("names an empty string and unknown features as Spark would, never runs something else", () => {
    expect(failure(() => parser.parseExpression(" ")).condition).toBe("PARSE_EMPTY_STATEMENT");
    expect(failure(() => parser.parseExpression("sum(x) over w")).condition).toBe("UNSUPPORTED_FEATURE");
    expect(failure(() => parser.parseExpression("date'2024-13-01'")).condition).toBe("INVALID_TYPED_LITERAL");
    expect(failure(() => parser.parseExpression("128Y")).condition).toBe("INVALID_NUMERIC_LITERAL_RANGE");
  });
});

describe("type names", () => {
  it.each([
    ["INT", "integer"],
    ["bigint", "long"],
    ["string", "string"],
    ["double", "double"],
    ["timestamp", "timestamp"],
    ["array<int>", "array"],
  ])("%s", (text, kind) => {
    expect(parser.parseDataType(text).kind).toBe(kind);
  });

  it("reads parameters and nesting", () => {
    expect(parser.parseDataType("decimal(10,2)")).toEqual(decimalType(10, 2));
    expect(parser.parseDataType("struct<a:array<int>, `b c` map<string,decimal> not null>")).toMatchObject({
      fields: [
        { name: "a", dataType: { kind: "array", elementType: IntegerType, containsNull: true }, nullable: true },
        { name: "b c", dataType: { kind: "map", keyType: StringType, valueType: decimalType(10, 0) }, nullable: false },
      ],
    });
  });

  it.each([
    ["foo", "UNSUPPORTED_DATATYPE"],
    ["decimal(50,2)", "DECIMAL_PRECISION_EXCEEDS_MAX_PRECISION"],
    ["array", "INCOMPLETE_TYPE_DEFINITION.ARRAY"],
    ["array<int", "PARSE_SYNTAX_ERROR"],
  ])("refuses %s with %s", (text, condition) => {
    expect(failure(() => parser.parseDataType(text)).condition).toBe(condition);
  });
});
