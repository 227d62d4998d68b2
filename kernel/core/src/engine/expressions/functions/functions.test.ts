import { describe, expect, test } from "vitest";
import {
  type Expression,
  FUNCTIONS,
  intLiteral,
  literal,
  resolveNode,
  stringLiteral,
  transformUp,
  unresolvedFunction,
} from "../../../plans/expressions/index.js";
import {
  arrayType,
  BinaryType,
  DateType,
  DoubleType,
  decimalType,
  IntegerType,
  LongType,
  mapType,
  StringType,
  TimestampType,
} from "../../../types/data-type.js";
import { parseDate } from "../../../types/date-time.js";
import { parseTimestamp } from "../../../types/timestamp-text.js";
import { compile } from "../compile.js";
import { IMPLEMENTED_FUNCTIONS } from "./index.js";

const s = stringLiteral;
const i = intLiteral;
const double = (value: number): Expression => literal(value, DoubleType);
const date = (text: string): Expression => literal(parseDate(text)!, DateType);
const time = (text: string): Expression => literal(parseTimestamp(text)!, TimestampType);
const noString = literal(null, StringType);
const strings = (...values: (string | null)[]): Expression => literal(values, arrayType(StringType));

function call(name: string, ...args: readonly Expression[]): Expression {
  return transformUp(unresolvedFunction(name, args), (node) => resolveNode(node));
}

test("every function of the planning table can be evaluated, and no other", () => {
  // The optimizer puts the time of the query in the place of these (ComputeCurrentTime).
  const computed = ["current_date", "current_timestamp", "now"];
  expect([...IMPLEMENTED_FUNCTIONS, ...computed].sort()).toEqual(Object.keys(FUNCTIONS).sort());
});

describe("strings", () => {
  test.each<[Expression, unknown]>([
    [call("lower", s("ÉA")), "éa"],
    [call("upper", noString), null],
    [call("length", s("a😀")), 2],
    [call("trim", s("  a b ")), "a b"],
    [call("ltrim", s("  a ")), "a "],
    [call("rtrim", s(" a  ")), " a"],
    [call("reverse", s("a😀b")), "b😀a"],
    [call("initcap", s("sPark sQL")), "Spark Sql"],
    [call("concat", s("a"), i(1)), "a1"],
    [call("concat", s("a"), noString), null],
    [call("concat", strings("a"), strings("b")), ["a", "b"]],
    [call("concat_ws", s("-"), s("a"), noString, strings("b", null, "c")), "a-b-c"],
    [call("substring", s("Spark SQL"), i(5)), "k SQL"],
    [call("substring", s("Spark SQL"), i(-3)), "SQL"],
    [call("substring", s("Spark SQL"), i(5), i(1)), "k"],
    [call("substring", s("Spark"), i(0), i(2)), "Sp"],
    [call("substring", s("Spark"), i(-7), i(3)), "S"],
    [call("substring", s("a😀b"), i(2), i(1)), "😀"],
    [call("split", s("a b  c"), s(" ")), ["a", "b", "", "c"]],
    [call("split", s("oneAtwoBthreeC"), s("[ABC]")), ["one", "two", "three", ""]],
    [call("split", s("oneAtwoBthreeC"), s("[ABC]"), i(2)), ["one", "twoBthreeC"]],
    [call("split", s("ab"), s("")), ["a", "b"]],
    [call("split", s("a-b"), s("\\-")), ["a", "b"]],
    [call("replace", s("ABCabc"), s("abc"), s("$&")), "ABC$&"],
    [call("regexp_replace", s("100-200"), s("(\\d+)"), s("<$1>")), "<100>-<200>"],
    [call("regexp_extract", s("100-200"), s("(\\d+)-(\\d+)"), i(2)), "200"],
    [call("regexp_extract", s("x"), s("(\\d+)")), ""],
    [call("instr", s("SparkSQL"), s("SQL")), 6],
    [call("lpad", s("hi"), i(5), s("??!")), "??!hi"],
    [call("rpad", s("hello"), i(3), s("x")), "hel"],
    [call("repeat", s("ab"), i(2)), "abab"],
    [call("like", s("a%c_d"), s("a\\%c\\_d")), true],
    [call("like", s("Spark\nx"), s("Sp_rk%")), true],
    [call("like", s("(a)"), s("(_)")), true],
    [call("rlike", s("spark"), s("^s.*k$")), true],
    [call("contains", s("spark"), s("par")), true],
    [call("startswith", s("spark"), s("par")), false],
    [call("endswith", s("spark"), noString), null],
    [call("toprettystring", noString), "NULL"],
    [call("toprettystring", strings("a", null)), "[a, NULL]"],
    [call("toprettystring", double(2)), "2.0"],
    [call("toprettystring", literal(new Uint8Array([97, 255]), BinaryType)), "[61 FF]"],
  ])("%#", (e, value) => {
    expect(compile(e)([])).toEqual(value);
  });

  test("bad patterns are Spark errors", () => {
    const like = compile(call("like", s("a"), s("a\\")));
    expect(() => like([])).toThrow(expect.objectContaining({ condition: "INVALID_FORMAT.ESC_AT_THE_END" }));
    const rlike = compile(call("rlike", s("a"), s("(")));
    expect(() => rlike([])).toThrow(expect.objectContaining({ condition: "INVALID_PARAMETER_VALUE.PATTERN" }));
  });
});

describe("numbers", () => {
  test.each<[Expression, unknown]>([
    [call("abs", i(-3)), 3],
    [call("abs", literal(-(2n ** 60n), LongType)), 2n ** 60n],
    [call("round", double(2.5)), 3],
    [call("round", double(-2.5)), -3],
    [call("round", double(2.675), i(2)), 2.68],
    [call("round", double(1234.5), i(-2)), 1200],
    [call("round", literal(1235, decimalType(10, 3)), i(2)), 124],
    [call("round", i(15), i(-1)), 20],
    [call("bround", double(2.5)), 2],
    [call("bround", double(3.5)), 4],
    [call("floor", double(-1.5)), -2],
    [call("ceil", double(1.2)), 2],
    [call("floor", literal(-150, decimalType(10, 2))), -2],
    [call("ceil", literal(150, decimalType(10, 2))), 2],
    [call("sqrt", i(16)), 4],
    [call("pow", i(2), i(10)), 1024],
    [call("ln", double(0)), null],
    [call("pmod", i(-7), i(3)), 2],
    [call("greatest", i(1), literal(null, IntegerType), i(3)), 3],
    [call("least", i(1), literal(5, LongType)), 1],
    [call("isnan", double(Number.NaN)), true],
    [call("normalizenanandzero", double(-0)), 0],
  ])("%#", (e, value) => {
    expect(compile(e)([])).toBe(value);
  });
});

describe("dates", () => {
  test.each<[Expression, unknown]>([
    [call("year", date("2024-02-29")), 2024],
    [call("quarter", date("2024-04-01")), 2],
    [call("month", s("2024-02-29")), 2],
    [call("dayofmonth", date("2024-02-29")), 29],
    [call("dayofweek", date("2024-01-14")), 1],
    [call("dayofweek", date("1969-12-31")), 4],
    [call("dayofyear", date("2024-12-31")), 366],
    [call("last_day", date("2023-02-01")), parseDate("2023-02-28")],
    [call("hour", time("2024-01-15 13:14:15.5")), 13],
    [call("minute", time("2024-01-15 13:14:15.5")), 14],
    [call("second", time("1969-12-31 23:59:58")), 58],
    [call("to_date", s("2024-01-15")), 19737],
    [call("to_timestamp", s("1970-01-01 00:00:01")), 1_000_000],
    [call("date_add", date("2024-02-28"), i(2)), parseDate("2024-03-01")],
    [call("date_sub", date("2024-03-01"), i(1)), parseDate("2024-02-29")],
    [call("add_months", date("2024-01-31"), i(1)), parseDate("2024-02-29")],
    [call("add_months", date("2024-01-31"), i(-2)), parseDate("2023-11-30")],
    [call("datediff", date("2024-03-01"), date("2024-02-01")), 29],
  ])("%#", (e, value) => {
    expect(compile(e)([])).toBe(value);
  });
});

describe("collections, conditions, hashes", () => {
  const map = literal(new Map([["k", 1]]), mapType(StringType, IntegerType));
  test.each<[Expression, unknown]>([
    [call("array", i(1), literal(2.5, DoubleType)), [1, 2.5]],
    [call("size", strings("a", null)), 2],
    [call("size", map), 1],
    [call("array_contains", strings("a", null), s("a")), true],
    [call("array_contains", strings("a", null), s("b")), null],
    [call("sort_array", strings("b", null, "a")), [null, "a", "b"]],
    [call("getarrayitem", strings("a", "b"), i(1)), "b"],
    [call("getmapvalue", map, s("k")), 1],
    [call("getmapvalue", map, s("x")), null],
    [call("coalesce", noString, s("a"), s("b")), "a"],
    [call("nvl", noString, s("a")), "a"],
    [call("ifnull", s("a"), s("b")), "a"],
    [call("nullif", i(1), i(1)), null],
    [call("nullif", i(1), i(2)), 1],
    [call("if", literal(null, { kind: "boolean" }), i(1), i(2)), 2],
    [call("hash", i(1), s("a")), -936062819],
  ])("%#", (e, value) => {
    expect(compile(e)([])).toEqual(value);
  });

  test("an index outside an array is an error under ANSI", () => {
    const e = call("getarrayitem", strings("a"), i(1));
    expect(() => compile(e)([])).toThrow(expect.objectContaining({ condition: "INVALID_ARRAY_INDEX" }));
    expect(compile(e, { ansi: false })([])).toBeNull();
  });

  test("monotonically increasing ids have the partition in the upper bits", () => {
    const next = compile(call("monotonically_increasing_id"), { partition: 1 });
    expect([next([]), next([])]).toEqual([2 ** 33, 2 ** 33 + 1]);
  });
});
