import { describe, expect, test } from "vitest";
import {
  arrayType,
  ByteType,
  DateType,
  decimalType,
  IntegerType,
  LongType,
  mapType,
  StringType,
  structField,
  structType,
  TimestampType,
} from "./data-type.js";
import { Decimal } from "./decimal.js";
import { fromExternal, rowExternalizer, rowFromExternal, toExternal } from "./external.js";
import { inferSchema } from "./infer-type.js";
import { Row } from "./row.js";
import { catalogString } from "./type-name.js";

describe("values to users and back", () => {
  test.each([
    [42, LongType, 42],
    [9007199254740993n, LongType, 9007199254740993n],
    [19737, DateType, "2024-01-15"],
    [19737 * 86_400_000_000 + 500_000, TimestampType, "2024-01-15 00:00:00.5"],
    [1230, decimalType(10, 2), new Decimal(1230n, 2)],
    [[1, null], arrayType(IntegerType), [1, null]],
    [new Map([["a", 19737]]), mapType(StringType, DateType), new Map([["a", "2024-01-15"]])],
  ])("%o", (held, type, external) => {
    expect(toExternal(held, type)).toEqual(external);
    expect(fromExternal(external, type)).toEqual(held);
    expect(toExternal(null, type)).toBeNull();
    expect(fromExternal(undefined, type)).toBeNull();
  });

  test("Date objects count by their UTC fields", () => {
    const noon = { getTime: () => 19737 * 86_400_000 + 43_200_000 };
    expect(fromExternal(noon, DateType)).toBe(19737);
    expect(fromExternal(noon, TimestampType)).toBe(19737 * 86_400_000_000 + 43_200_000_000);
  });

  test("a value of another type is refused", () => {
    const refused = expect.objectContaining({ condition: "CANNOT_ACCEPT_OBJECT_IN_TYPE" });
    expect(() => fromExternal("42", IntegerType)).toThrow(refused);
    expect(() => fromExternal(1.5, LongType)).toThrow(refused);
    expect(() => fromExternal(300, ByteType)).toThrow(refused);
    expect(() => rowFromExternal(null, structType([structField("a", LongType), structField("b", LongType)]))).toThrow(
      refused,
    );
  });
});

describe("Row", () => {
  const schema = structType([
    structField("country", StringType),
    structField("n", LongType),
    structField("n", LongType),
  ]);

  test("has a property a column, and all values by position", () => {
    const row = rowExternalizer(schema)(["US", 1, 2]);
    expect({ ...row }).toEqual({ country: "US", n: 2 });
    expect(row.get(1)).toBe(1);
    expect(Row.values(row)).toEqual(["US", 1, 2]);
    expect(JSON.stringify(row)).toBe('{"country":"US","n":2}');
  });

  test("objects, arrays and bare values become rows of a schema", () => {
    const pair = structType([structField("a", LongType), structField("b", StringType)]);
    expect(rowFromExternal({ b: "x", a: 1 }, pair)).toEqual([1, "x"]);
    expect(rowFromExternal([1, "x"], pair)).toEqual([1, "x"]);
    expect(rowFromExternal({ a: 1 }, pair)).toEqual([1, null]);
    expect(rowFromExternal("x", structType([structField("value", StringType)]))).toEqual(["x"]);
    const strict = structType([structField("a", LongType, false)]);
    expect(() => rowFromExternal({}, strict)).toThrow(
      expect.objectContaining({ condition: "FIELD_NOT_NULLABLE_WITH_NAME" }),
    );
  });

  test("has a column of any name, and no other prototype for it", () => {
    const row = new Row(["__proto__", "get"], [1, 2]);
    expect([Object.keys(row), Object.getPrototypeOf(row) === Row.prototype]).toEqual([["__proto__", "get"], true]);
    expect(Row.values(row)).toEqual([1, 2]);
  });
});

describe("inferSchema", () => {
  test.each([
    [[{ id: 1, price: 2.5, name: "a", ok: true }], "struct<id:bigint,price:double,name:string,ok:boolean>"],
    [[{ x: 1 }, { x: 2.5 }], "struct<x:double>"],
    [[{ x: null }, { x: "a" }], "struct<x:string>"],
    [[{ x: null }], "struct<x:void>"],
    [[{ a: 1 }, { b: "x" }], "struct<a:bigint,b:string>"],
    [[{ tags: ["a"], at: { getTime: () => 0 } }], "struct<tags:array<string>,at:timestamp>"],
    [[{ m: new Map([["k", 1]]), s: { y: 10n } }], "struct<m:map<string,bigint>,s:struct<y:bigint>>"],
    [[[1, "a"]], "struct<_1:bigint,_2:string>"],
    [["a", "b"], "struct<value:string>"],
    [[{ d: Decimal.of("1.5") }], "struct<d:decimal(38,18)>"],
    [[{ x: 1, y: "a" }, { x: 2, y: null }, { y: "b", x: 3 }, { x: 4 }], "struct<x:bigint,y:string>"],
    [[{ x: 1.5 }, { x: 2 }, { x: 3n }], "struct<x:double>"],
    [[{ x: 1 }, { x: -0 }], "struct<x:double>"],
    [[[1], [2, "b"], [3, null, true]], "struct<_1:bigint,_2:string,_3:boolean>"],
  ])("%o", (rows, schema) => {
    expect(catalogString(inferSchema(rows))).toBe(schema);
  });

  test("names serve arrays; types that do not meet are refused", () => {
    expect(catalogString(inferSchema([[1, "a"]], ["id", "name"]))).toBe("struct<id:bigint,name:string>");
    const refused = expect.objectContaining({ condition: "CANNOT_MERGE_TYPE" });
    expect(() => inferSchema([{ a: 1 }, { a: "x" }])).toThrow(refused);
  });
});
