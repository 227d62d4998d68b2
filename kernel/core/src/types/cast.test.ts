import { describe, expect, test } from "vitest";
import { canCast, castFunction } from "./cast.js";
import {
  arrayType,
  BooleanType,
  ByteType,
  type DataType,
  DateType,
  DoubleType,
  decimalType,
  FloatType,
  IntegerType,
  LongType,
  mapType,
  StringType,
  structField,
  structType,
  TimestampType,
} from "./data-type.js";

describe("cast", () => {
  test.each<[unknown, DataType, DataType, unknown]>([
    [" 42 ", StringType, IntegerType, 42],
    ["9223372036854775807", StringType, LongType, 9223372036854775807n],
    ["1e3", StringType, DoubleType, 1000],
    ["Infinity", StringType, DoubleType, Number.POSITIVE_INFINITY],
    ["12.345", StringType, decimalType(10, 2), 1235],
    ["YES", StringType, BooleanType, true],
    ["2024-01-15", StringType, DateType, 19737],
    [42, IntegerType, StringType, "42"],
    [1.5, DoubleType, StringType, "1.5"],
    [1234, decimalType(10, 2), StringType, "12.34"],
    [19737, DateType, StringType, "2024-01-15"],
    [19737, DateType, TimestampType, 19737 * 86_400_000_000],
    [-1, TimestampType, DateType, -1],
    [1_500_000, TimestampType, LongType, 1],
    [1.9, DoubleType, IntegerType, 1],
    [-1.9, DoubleType, LongType, -1],
    [0.1, DoubleType, FloatType, Math.fround(0.1)],
    [1299, decimalType(10, 2), IntegerType, 12],
    [1.005, DoubleType, decimalType(10, 2), 101],
    [3, IntegerType, decimalType(10, 2), 300],
    [true, BooleanType, IntegerType, 1],
    [0, IntegerType, BooleanType, false],
    [[1, null], arrayType(IntegerType), arrayType(StringType), ["1", null]],
    [[1, null], arrayType(IntegerType), StringType, "[1, null]"],
    [[1, "a"], structType([structField("x", IntegerType), structField("y", StringType)]), StringType, "{1, a}"],
    [new Map([["k", 1]]), mapType(StringType, IntegerType), StringType, "{k -> 1}"],
    [null, StringType, IntegerType, null],
  ])("%o from %o to %o", (value, from, to, result) => {
    expect(castFunction(from, to)(value)).toEqual(result);
  });

  test.each<[unknown, DataType, DataType, string, unknown]>([
    ["abc", StringType, IntegerType, "CAST_INVALID_INPUT", null],
    ["1.5", StringType, IntegerType, "CAST_INVALID_INPUT", 1],
    ["2024-02-30", StringType, DateType, "CAST_INVALID_INPUT", null],
    [300, IntegerType, ByteType, "CAST_OVERFLOW", 44],
    [2 ** 40, LongType, IntegerType, "CAST_OVERFLOW", 0],
    [1e20, DoubleType, LongType, "CAST_OVERFLOW", 9223372036854775807n],
    [Number.NaN, DoubleType, IntegerType, "CAST_OVERFLOW", 0],
    [12345, IntegerType, decimalType(4, 1), "NUMERIC_VALUE_OUT_OF_RANGE.WITH_SUGGESTION", null],
  ])("%o from %o to %o is an error under ANSI, else lenient", (value, from, to, condition, lenient) => {
    expect(() => castFunction(from, to)(value)).toThrow(expect.objectContaining({ condition }));
    expect(castFunction(from, to, false)(value)).toBe(lenient);
  });

  test("some casts do not exist", () => {
    expect(canCast(DateType, IntegerType)).toBe(false);
    expect(canCast(arrayType(IntegerType), IntegerType)).toBe(false);
    expect(canCast(BooleanType, DateType)).toBe(false);
    expect(canCast(arrayType(IntegerType), arrayType(StringType))).toBe(true);
  });
});
