import { describe, expect, test } from "vitest";
import { boundReference, sortOrder } from "../../plans/expressions/index.js";
import { arrayType, BinaryType, DoubleType, IntegerType, LongType, StringType } from "../../types/data-type.js";
import { utf8Encode } from "../../types/utf8.js";
import { comparator, compareBytes, compareStrings } from "./ordering.js";
import { rowOrdering } from "./row-ordering.js";

type Compare = (a: unknown, b: unknown) => number;

test("strings are in the order of their UTF-8 bytes", () => {
  const texts = ["", "a", "ab", "b", "Z", "é", "\ue000", "\uffff", "😀", "😀a", "\u{10ffff}", "日本"];
  for (const a of texts) {
    for (const b of texts) {
      expect(Math.sign(compareStrings(a, b))).toBe(Math.sign(compareBytes(utf8Encode(a), utf8Encode(b))));
    }
  }
});

test("NaN is greatest and equal to itself, zeros are equal", () => {
  const compare = comparator(DoubleType) as Compare;
  const sorted = [Number.NaN, 1, Number.NEGATIVE_INFINITY, -0, Number.POSITIVE_INFINITY].sort(compare);
  expect(sorted).toEqual([Number.NEGATIVE_INFINITY, -0, 1, Number.POSITIVE_INFINITY, Number.NaN]);
  expect(compare(-0, 0)).toBe(0);
  expect(compare(Number.NaN, Number.NaN)).toBe(0);
});

test("longs of both held forms, bytes without sign, arrays element by element", () => {
  expect((comparator(LongType) as Compare)(2n ** 62n, 5)).toBe(1);
  expect((comparator(BinaryType) as Compare)(new Uint8Array([0x80]), new Uint8Array([0x7f]))).toBeGreaterThan(0);
  const arrays = comparator(arrayType(IntegerType)) as Compare;
  expect(arrays([1, null], [1, 0])).toBeLessThan(0);
  expect(arrays([1], [1, 0])).toBeLessThan(0);
});

describe("rowOrdering", () => {
  const number = boundReference(0, IntegerType, true);
  const text = boundReference(1, StringType, true);
  const rows = [
    [2, "b"],
    [null, "c"],
    [1, "a"],
    [2, null],
    [2, "a"],
  ];

  test.each([
    [
      [sortOrder(number), sortOrder(text)],
      [
        [null, "c"],
        [1, "a"],
        [2, null],
        [2, "a"],
        [2, "b"],
      ],
    ],
    [
      [sortOrder(number, false), sortOrder(text, false)],
      [
        [2, "b"],
        [2, "a"],
        [2, null],
        [1, "a"],
        [null, "c"],
      ],
    ],
    [
      [sortOrder(number, false, true), sortOrder(text, true, false)],
      [
        [null, "c"],
        [2, "a"],
        [2, "b"],
        [2, null],
        [1, "a"],
      ],
    ],
  ])("%#: direction and place of nulls", (orders, expected) => {
    expect([...rows].sort(rowOrdering(orders))).toEqual(expected);
  });
});
