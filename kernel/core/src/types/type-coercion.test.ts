import { describe, expect, test } from "vitest";
import {
  arrayType,
  BooleanType,
  type DataType,
  DateType,
  DoubleType,
  decimalType,
  FloatType,
  IntegerType,
  LongType,
  NullType,
  StringType,
  structField,
  structType,
  TimestampType,
} from "./data-type.js";
import { defaultSize } from "./default-size.js";
import { decimalArithmeticType, findWiderType } from "./type-coercion.js";
import { catalogString, simpleString, typeName, typeSql } from "./type-name.js";
import { parseSimpleType } from "./type-parse.js";

const text = (type: DataType | undefined): string | undefined => type && catalogString(type);

describe("findWiderType", () => {
  test.each<[DataType, DataType, string | undefined]>([
    [IntegerType, LongType, "bigint"],
    [LongType, FloatType, "double"],
    [NullType, StringType, "string"],
    [IntegerType, decimalType(10, 2), "decimal(12,2)"],
    [decimalType(10, 2), decimalType(12, 4), "decimal(12,4)"],
    [decimalType(10, 2), DoubleType, "double"],
    [StringType, IntegerType, "bigint"],
    [StringType, DoubleType, "double"],
    [StringType, DateType, "date"],
    [DateType, TimestampType, "timestamp"],
    [arrayType(IntegerType), arrayType(LongType), "array<bigint>"],
    [BooleanType, IntegerType, undefined],
    [DateType, IntegerType, undefined],
  ])("under ANSI %o and %o", (a, b, wider) => {
    expect(text(findWiderType(a, b))).toBe(wider);
    expect(text(findWiderType(b, a))).toBe(wider);
  });

  test("without ANSI a string wins over a number", () => {
    expect(text(findWiderType(StringType, IntegerType, false))).toBe("string");
    expect(text(findWiderType(LongType, FloatType, false))).toBe("float");
  });
});

test("decimal arithmetic gets Spark's precision and scale", () => {
  const price = decimalType(15, 2);
  const one = decimalType(1, 0);
  // TPC-H: l_extendedprice * (1 - l_discount) is decimal(32,4).
  const discounted = decimalArithmeticType("-", one, price);
  expect(catalogString(discounted)).toBe("decimal(16,2)");
  expect(catalogString(decimalArithmeticType("*", price, discounted))).toBe("decimal(32,4)");
  expect(catalogString(decimalArithmeticType("/", price, price))).toBe("decimal(33,18)");
  expect(catalogString(decimalArithmeticType("%", price, decimalType(5, 3)))).toBe("decimal(5,3)");
  expect(catalogString(decimalArithmeticType("*", decimalType(38, 10), decimalType(38, 10)))).toBe("decimal(38,6)");
});

test("names and sizes of types", () => {
  const type = structType([structField("a", LongType), structField("b", arrayType(decimalType(10, 2)))]);
  expect(simpleString(type)).toBe("struct<a:bigint,b:array<decimal(10,2)>>");
  expect(typeSql(type)).toBe("STRUCT<a: BIGINT, b: ARRAY<DECIMAL(10,2)>>");
  expect([LongType, IntegerType, NullType, type].map(typeName)).toEqual(["long", "integer", "void", "struct"]);
  expect(defaultSize(structType([structField("a", LongType), structField("s", StringType)]))).toBe(28);
  const wide = structType(Array.from({ length: 30 }, (_, i) => structField(`c${i}`, IntegerType)));
  expect(simpleString(wide)).toMatch(/c23:int,\.\.\. 6 more fields>$/);
  expect(catalogString(wide)).toMatch(/c29:int>$/);
});

test("simple type names are read in any case", () => {
  expect(text(parseSimpleType(" INT "))).toBe("int");
  expect(text(parseSimpleType("Decimal(12, 4)"))).toBe("decimal(12,4)");
  expect(text(parseSimpleType("dec(5)"))).toBe("decimal(5,0)");
  for (const name of ["array<int>", "decimal(39,1)", "toString", "integr"])
    expect(parseSimpleType(name)).toBeUndefined();
});
