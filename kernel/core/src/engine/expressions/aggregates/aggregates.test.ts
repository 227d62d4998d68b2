import { describe, expect, test } from "vitest";
import {
  type AggregateExpression,
  type AggregateFunctionName,
  aggregateExpression,
  boundReference,
  comparison,
  dataTypeOf,
  intLiteral,
} from "../../../plans/expressions/index.js";
import { type DataType, DoubleType, decimalType, IntegerType, LongType, StringType } from "../../../types/data-type.js";
import { catalogString } from "../../../types/type-name.js";
import { compileAggregate } from "./index.js";

type Options = Partial<Pick<AggregateExpression, "filter" | "ignoreNulls">>;

/** Runs the values through partial aggregates (one a chunk) and a final one, as two sides of a shuffle do. */
function aggregate(
  name: AggregateFunctionName,
  type: DataType,
  chunks: readonly unknown[][],
  options: Options = {},
): unknown {
  const args = [boundReference(0, type, true)];
  const partial = compileAggregate(aggregateExpression(name, args, { ...options, mode: "partial" }));
  const final = compileAggregate(aggregateExpression(name, args, { ...options, mode: "final" }));
  const at = 1;
  const result: unknown[] = ["key"];
  final.init(result, at);
  for (const chunk of chunks) {
    const slots: unknown[] = ["key"];
    partial.init(slots, at);
    for (const value of chunk) partial.update(slots, at, [value]);
    final.merge(result, at, slots, at);
  }
  expect(result).toHaveLength(at + final.buffer.length);
  return final.evaluate(result, at);
}

describe("aggregates over partial and final side", () => {
  test.each<[AggregateFunctionName, DataType, unknown[][], unknown]>([
    ["count", LongType, [[1, null], [2]], 2],
    ["count", LongType, [[], []], 0],
    ["sum", IntegerType, [[1, null, 2], [3]], 6],
    ["sum", IntegerType, [[null], []], null],
    ["sum", LongType, [[2 ** 53 - 1], [10]], 9007199254741001n],
    ["sum", DoubleType, [[0.5], [0.25]], 0.75],
    ["sum", decimalType(15, 2), [[150, null], [250]], 400],
    ["sum", decimalType(15, 2), [[null], []], null],
    [
      "avg",
      IntegerType,
      [
        [1, 2],
        [null, 6],
      ],
      3,
    ],
    ["avg", IntegerType, [[]], null],
    ["avg", decimalType(15, 2), [[100, 100], [0]], 666667],
    ["min", StringType, [["b", null], ["a"]], "a"],
    ["max", DoubleType, [[1, Number.NaN], [2]], Number.NaN],
    ["max", IntegerType, [[null]], null],
    ["first", StringType, [[], [null, "a"], ["b"]], null],
    ["last", StringType, [["a"], ["b", null], []], null],
    ["collect_list", IntegerType, [[1, null, 1], [2]], [1, 1, 2]],
    [
      "collect_set",
      IntegerType,
      [
        [1, null, 1],
        [2, 1],
      ],
      [1, 2],
    ],
    [
      "collect_set",
      DoubleType,
      [
        [Number.NaN, -0],
        [Number.NaN, 0],
      ],
      [Number.NaN, -0],
    ],
  ])("%s of %o: %#", (name, type, chunks, result) => {
    expect(aggregate(name, type, chunks)).toEqual(result);
  });

  test("first and last can leave nulls out, a filter leaves rows out", () => {
    expect(aggregate("first", StringType, [[null], ["a", "b"]], { ignoreNulls: true })).toBe("a");
    expect(aggregate("last", StringType, [["a", "b", null], [null]], { ignoreNulls: true })).toBe("b");
    const filter = comparison(">", boundReference(0, IntegerType, true), intLiteral(1));
    expect(aggregate("sum", IntegerType, [[1, 2], [3]], { filter })).toBe(5);
  });

  test("however rows are split, the result is the same", () => {
    const values = Array.from({ length: 60 }, (_, k) => (k * 37) % 101);
    for (const name of ["count", "sum", "avg", "min", "max", "collect_list"] as const) {
      const whole = aggregate(name, LongType, [values]);
      for (const cut of [1, 20, 59])
        expect(aggregate(name, LongType, [values.slice(0, cut), values.slice(cut)])).toEqual(whole);
    }
  });

  test("overflow of a long sum is an error under ANSI", () => {
    const overflow = () => aggregate("sum", LongType, [[2n ** 63n - 1n], [1]]);
    expect(overflow).toThrow(expect.objectContaining({ condition: "ARITHMETIC_OVERFLOW" }));
  });
});

test("buffers and results have the types and names of golden plans", () => {
  const shape = (name: AggregateFunctionName, type: DataType): string => {
    const e = aggregateExpression(name, [boundReference(0, type, true)]);
    const buffer = compileAggregate(e).buffer.map((f) => `${f.name}:${catalogString(f.dataType)}`);
    return `${buffer.join(",")} -> ${catalogString(dataTypeOf(e))}`;
  };
  expect(shape("sum", IntegerType)).toBe("sum:bigint -> bigint");
  expect(shape("avg", DoubleType)).toBe("sum:double,count:bigint -> double");
  expect(shape("sum", decimalType(15, 2))).toBe("sum:decimal(25,2),isEmpty:boolean -> decimal(25,2)");
  expect(shape("avg", decimalType(15, 2))).toBe("sum:decimal(25,2),count:bigint -> decimal(19,6)");
  expect(shape("count", StringType)).toBe("count:bigint -> bigint");
  expect(shape("collect_list", LongType)).toBe("buf:array<bigint> -> array<bigint>");
});

test("count(a, b) counts rows without a null; an aggregate that merges takes no rows", () => {
  const args = [boundReference(0, LongType, true), boundReference(1, LongType, true)];
  const count = compileAggregate(aggregateExpression("count", args));
  const slots: unknown[] = [];
  count.init(slots, 0);
  for (const row of [
    [1, 2],
    [1, null],
    [null, null],
    [3, 4],
  ])
    count.update(slots, 0, row);
  expect(count.evaluate(slots, 0)).toBe(2);
  const final = compileAggregate(aggregateExpression("count", args, { mode: "final" }));
  expect(() => final.update(slots, 0, [1, 2])).toThrow(/takes buffers/);
});
