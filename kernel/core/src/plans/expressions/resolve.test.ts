import { describe, expect, test } from "vitest";
import {
  arrayType,
  BooleanType,
  DateType,
  DoubleType,
  decimalType,
  IntegerType,
  LongType,
  StringType,
  structField,
  structType,
} from "../../types/data-type.js";
import { catalogString } from "../../types/type-name.js";
import { parseAttributeName } from "./attribute-name.js";
import {
  and,
  arithmetic,
  attributeReference,
  caseWhen,
  comparison,
  equalTo,
  inList,
  intLiteral,
  literal,
  stringLiteral,
  unresolvedAttribute,
  unresolvedFunction,
  unresolvedStar,
} from "./builders.js";
import { coerce } from "./coerce.js";
import { dataTypeOf, isResolved, nullableOf } from "./data-type-of.js";
import type { Expression } from "./expression.js";
import { fromParsed } from "./from-parsed.js";
import { planText } from "./plan-text.js";
import { resolveNode } from "./resolve-node.js";
import { transformUp } from "./tree.js";

const i = attributeReference("i", IntegerType, true, 1);
const n = attributeReference("n", LongType, false, 2);
const d = attributeReference("d", DoubleType, true, 3);
const s = attributeReference("s", StringType, true, 4);
const day = attributeReference("day", DateType, true, 5);
const price = attributeReference("price", decimalType(15, 2), true, 6);
const list = attributeReference("list", arrayType(StringType), true, 7);
const flag = attributeReference("flag", BooleanType, true, 8);
const person = attributeReference("person", structType([structField("Name", StringType)]), true, 9);

const resolve = (e: Expression, ansi = true): Expression => transformUp(e, (node) => resolveNode(node, ansi));
const call = (name: string, ...args: readonly Expression[]): Expression => unresolvedFunction(name, args);

describe("coercion", () => {
  test.each<[Expression, string, string]>([
    [arithmetic("+", i, n), "(cast(i as bigint) + n)", "bigint"],
    [arithmetic("*", i, d), "(cast(i as double) * d)", "double"],
    [arithmetic("/", i, n), "(cast(i as double) / cast(n as double))", "double"],
    [arithmetic("%", n, intLiteral(10)), "(n % cast(10 as bigint))", "bigint"],
    [arithmetic("-", intLiteral(1), price), "(cast(1 as decimal(1,0)) - price)", "decimal(16,2)"],
    [arithmetic("*", price, i), "(price * cast(i as decimal(10,0)))", "decimal(26,2)"],
    [arithmetic("*", price, d), "(cast(price as double) * d)", "double"],
    [arithmetic("+", s, i), "(cast(s as bigint) + cast(i as bigint))", "bigint"],
    [arithmetic("+", day, intLiteral(3)), "date_add(day, 3)", "date"],
    [equalTo(s, intLiteral(1)), "(cast(s as bigint) = cast(1 as bigint))", "boolean"],
    [comparison(">", price, intLiteral(0)), "(price > cast(0 as decimal(15,2)))", "boolean"],
    [comparison("<", day, stringLiteral("2024-01-01")), "(day < cast(2024-01-01 as date))", "boolean"],
    [inList(n, [intLiteral(1)]), "n IN (cast(1 as bigint))", "boolean"],
    [caseWhen([[flag, i]], d), "CASE WHEN flag THEN cast(i as double) ELSE d END", "double"],
    [call("coalesce", i, n), "coalesce(cast(i as bigint), n)", "bigint"],
    [call("concat", s, i), "concat(s, cast(i as string))", "string"],
    [call("sum", s), "sum(cast(s as double))", "double"],
    [call("sum", price), "sum(price)", "decimal(25,2)"],
    [call("avg", price), "avg(price)", "decimal(19,6)"],
  ])("%#: %s", (e, text, type) => {
    const resolved = resolve(e);
    expect(planText(resolved)).toBe(text);
    expect(catalogString(dataTypeOf(resolved))).toBe(type);
    expect(coerce(resolved)).toEqual(resolved);
  });

  test("without ANSI a string in arithmetic is a double, and in a comparison what it is compared with", () => {
    expect(planText(resolve(arithmetic("+", s, i), false))).toBe("(cast(s as double) + cast(i as double))");
    expect(planText(resolve(equalTo(s, i), false))).toBe("(cast(s as int) = i)");
  });

  test.each<[Expression, string]>([
    [arithmetic("+", flag, i), "BINARY_OP_DIFF_TYPES"],
    [equalTo(day, i), "BINARY_OP_DIFF_TYPES"],
    [and(i, flag), "BINARY_OP_DIFF_TYPES"],
    [call("explode", s), "UNEXPECTED_INPUT_TYPE"],
    [call("sum", flag), "UNEXPECTED_INPUT_TYPE"],
  ])("%#: types that do not meet are refused", (e, condition) => {
    expect(() => resolve(e)).toThrow(expect.objectContaining({ condition: `DATATYPE_MISMATCH.${condition}` }));
  });
});

describe("functions by name", () => {
  test("aliases, defaults and stars", () => {
    expect(planText(resolve(call("SUBSTR", s, intLiteral(2))))).toBe("substr(s, 2, 2147483647)");
    expect(planText(resolve(call("round", d)))).toBe("round(d, 0)");
    expect(planText(resolve(call("count", unresolvedStar())))).toBe("count(1)");
    expect(planText(resolve(call("mean", d)))).toBe("mean(d)");
    expect(planText(resolve(call("explode", call("split", s, stringLiteral(" ")))))).toBe("explode(split(s,  , -1))");
  });

  test("mistakes have Spark's condition names", () => {
    expect(() => resolve(call("lowr", s))).toThrow(expect.objectContaining({ condition: "UNRESOLVED_ROUTINE" }));
    expect(() => resolve(call("toString", s))).toThrow(expect.objectContaining({ condition: "UNRESOLVED_ROUTINE" }));
    const wrongCount = expect.objectContaining({ condition: "WRONG_NUM_ARGS.WITHOUT_SUGGESTION" });
    expect(() => resolve(call("lower", s, s))).toThrow(wrongCount);
    expect(() => resolve(call("sum"))).toThrow(wrongCount);
  });

  test("a function waits until its columns are found", () => {
    const waiting = resolve(call("lower", unresolvedAttribute("s")));
    expect(isResolved(waiting)).toBe(false);
    const found = transformUp(waiting, (node) => (node.kind === "UnresolvedAttribute" ? s : node));
    expect(dataTypeOf(resolve(found))).toBe(StringType);
  });

  test("elements and fields", () => {
    const extract = (child: Expression, extraction: Expression): Expression =>
      resolve({ kind: "UnresolvedExtractValue", child, extraction });
    expect(planText(extract(list, intLiteral(0)))).toBe("list[0]");
    expect(planText(extract(person, stringLiteral("name")))).toBe("person.Name");
    const missing = expect.objectContaining({ condition: "FIELD_NOT_FOUND" });
    expect(() => extract(person, stringLiteral("age"))).toThrow(missing);
  });

  test("nullability follows the arguments", () => {
    expect(nullableOf(resolve(arithmetic("+", n, intLiteral(1))))).toBe(false);
    expect(nullableOf(resolve(call("coalesce", s, stringLiteral(""))))).toBe(false);
    expect(nullableOf(resolve(call("lower", s)))).toBe(true);
    expect(nullableOf(resolve(call("count", s)))).toBe(false);
    expect(nullableOf(literal(null, StringType))).toBe(true);
  });
});

test("parsed SQL becomes expressions", () => {
  const a = { node: "column", parts: ["a"] } as const;
  const one = { node: "literal", dataType: IntegerType, value: 1 } as const;
  const operator = (op: string, ...args: readonly (typeof a | typeof one)[]) =>
    fromParsed({ node: "operator", op, args });
  expect(planText(operator("!=", a, one))).toBe("NOT ('a = 1)");
  expect(planText(operator("between", a, one, one))).toBe("(('a >= 1) AND ('a <= 1))");
  expect(planText(operator("-", one))).toBe("-1");
  expect(operator("-", one)).toMatchObject({ kind: "Literal", value: -1 });
  expect(planText(operator("in", a, one, one))).toBe("'a IN (1,1)");
  expect(planText(fromParsed({ node: "call", name: "count", args: [a], distinct: true }))).toBe("'count(distinct 'a)");
  expect(() => operator("?", a)).toThrow(expect.objectContaining({ condition: "UNSUPPORTED_FEATURE" }));
});

test("column names are split at dots outside backticks", () => {
  expect(parseAttributeName("a")).toEqual(["a"]);
  expect(parseAttributeName("o.country")).toEqual(["o", "country"]);
  expect(parseAttributeName("`a.b`.c")).toEqual(["a.b", "c"]);
  expect(parseAttributeName("sum(quantity)")).toEqual(["sum(quantity)"]);
  for (const bad of ["", "a..b", "a.", ".a", "`a", "a`b"]) {
    expect(() => parseAttributeName(bad)).toThrow(
      expect.objectContaining({ condition: "INVALID_ATTRIBUTE_NAME_SYNTAX" }),
    );
  }
});
