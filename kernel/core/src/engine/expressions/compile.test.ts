import { describe, expect, test } from "vitest";
import {
  alias,
  and,
  arithmetic,
  boundReference,
  caseWhen,
  cast,
  comparison,
  type Expression,
  equalTo,
  inList,
  isNotNull,
  isNull,
  literal,
  longLiteral,
  not,
  or,
  resolveNode,
  transformUp,
  unaryMinus,
  unresolvedFunction,
} from "../../plans/expressions/index.js";
import {
  BooleanType,
  ByteType,
  DoubleType,
  decimalType,
  IntegerType,
  LongType,
  NullType,
  StringType,
} from "../../types/data-type.js";
import { compile, compilePredicate, compileProjection } from "./compile.js";

const boolean = (value: boolean | null): Expression => literal(value, BooleanType);
const int = (value: number | null): Expression => literal(value, IntegerType);
const decimal = (unscaled: number, precision: number, scale: number): Expression =>
  literal(unscaled, decimalType(precision, scale));

function evaluate(e: Expression, row: readonly unknown[] = [], ansi = true): unknown {
  return compile(
    transformUp(e, (node) => resolveNode(node, ansi)),
    { ansi },
  )(row);
}

describe("three-valued logic", () => {
  const values = [true, false, null] as const;
  const least = (a: boolean | null, b: boolean | null) =>
    a === false || b === false ? false : a === null || b === null ? null : true;

  test("AND, OR and NOT on every pair", () => {
    for (const a of values) {
      const notA = a === null ? null : !a;
      expect(evaluate(not(boolean(a)))).toBe(notA);
      for (const b of values) {
        const notB = b === null ? null : !b;
        const both = least(a, b);
        const either = least(notA, notB);
        expect(evaluate(and(boolean(a), boolean(b)))).toBe(both);
        expect(evaluate(or(boolean(a), boolean(b)))).toBe(either === null ? null : !either);
      }
    }
  });

  test("comparisons with null are null, <=> is not", () => {
    expect(evaluate(equalTo(int(1), int(null)))).toBeNull();
    expect(evaluate(comparison("<=>", int(null), int(null)))).toBe(true);
    expect(evaluate(comparison("<=>", int(1), int(null)))).toBe(false);
    expect(evaluate(isNull(int(null)))).toBe(true);
    expect(evaluate(isNotNull(int(null)))).toBe(false);
    expect(compilePredicate(equalTo(int(1), int(null)))([])).toBe(false);
  });

  test("IN is null when a null could have been it", () => {
    expect(evaluate(inList(int(1), [int(2), int(1)]))).toBe(true);
    expect(evaluate(inList(int(1), [int(2), int(null)]))).toBeNull();
    expect(evaluate(inList(int(1), [int(2)]))).toBe(false);
    expect(evaluate(inList(int(null), [int(2)]))).toBeNull();
  });

  test("CASE takes the first branch that is true", () => {
    const e = caseWhen([
      [boolean(null), int(1)],
      [boolean(true), int(2)],
      [boolean(true), int(3)],
    ]);
    expect(evaluate(e)).toBe(2);
    expect(evaluate(caseWhen([[boolean(false), int(1)]]))).toBeNull();
    expect(evaluate(caseWhen([[boolean(false), int(1)]], literal(2.5, DoubleType)))).toBe(2.5);
  });
});

describe("arithmetic", () => {
  test.each<[Expression, unknown]>([
    [arithmetic("+", int(2), int(3)), 5],
    [arithmetic("/", int(7), int(2)), 3.5],
    [arithmetic("%", int(-7), int(3)), -1],
    [arithmetic("*", longLiteral(2 ** 40), longLiteral(2 ** 20)), 2n ** 60n],
    [arithmetic("+", int(1), literal(null, NullType)), null],
    [arithmetic("-", decimal(150, 3, 2), int(1)), 50],
    [arithmetic("*", decimal(12345, 15, 2), decimal(5, 15, 2)), 61725],
    [arithmetic("/", decimal(100, 5, 2), decimal(300, 5, 2)), 33333333],
    [arithmetic("%", decimal(500, 5, 2), decimal(3, 1, 0)), 200],
    [unaryMinus(decimal(5, 3, 2)), -5],
    [unaryMinus(int(0)), 0],
    [equalTo(decimal(150, 3, 2), literal(1.5, DoubleType)), true],
    [alias(cast(literal("12", StringType), IntegerType), "x"), 12],
  ])("%#", (e, value) => {
    expect(evaluate(e)).toEqual(value);
  });

  test.each<[Expression, string, unknown]>([
    [arithmetic("/", int(1), int(0)), "DIVIDE_BY_ZERO", null],
    [arithmetic("%", longLiteral(1), longLiteral(0)), "REMAINDER_BY_ZERO", null],
    [arithmetic("/", decimal(1, 3, 2), decimal(0, 3, 2)), "DIVIDE_BY_ZERO", null],
    [arithmetic("+", int(2147483647), int(1)), "ARITHMETIC_OVERFLOW", -2147483648],
    [arithmetic("*", int(65536), int(65537)), "ARITHMETIC_OVERFLOW", 65536],
    [arithmetic("*", int(2147483647), int(2147483647)), "ARITHMETIC_OVERFLOW", 1],
    [arithmetic("+", literal(127, ByteType), literal(1, ByteType)), "BINARY_ARITHMETIC_OVERFLOW", -128],
    [arithmetic("+", longLiteral(2n ** 63n - 1n), longLiteral(1)), "ARITHMETIC_OVERFLOW", -(2n ** 63n)],
    [unaryMinus(int(-2147483648)), "ARITHMETIC_OVERFLOW", -2147483648],
    [cast(literal("x", StringType), LongType), "CAST_INVALID_INPUT", null],
  ])("%#: an error under ANSI, else lenient", (e, condition, lenient) => {
    expect(() => evaluate(e)).toThrow(expect.objectContaining({ condition, nextStep: expect.stringMatching(/\.$/) }));
    expect(evaluate(e, [], false)).toBe(lenient);
  });
});

test("rows are projected by position", () => {
  const upper = resolveNode(unresolvedFunction("upper", [boundReference(0, StringType, true)]));
  expect(compileProjection([boundReference(1, LongType, true), upper])(["us", 3])).toEqual([3, "US"]);
});
