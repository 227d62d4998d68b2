import { expect, test } from "vitest";
import { javaHashCode } from "./java-hash.js";

test.each([
  ["spark", 109638365],
  ["", 0],
  [7, 7],
  [-1, -1],
  [2 ** 31, -2147483648],
  [1.5, 1073217536],
  [true, 1231],
  [false, 1237],
  [null, 0],
])("javaHashCode(%j) is Java's", (value, expected) => {
  expect(javaHashCode(value)).toBe(expected);
});

test("tuples hash as Scala's product hash: order matters, nesting too (A6)", () => {
  expect(javaHashCode([1, 2])).not.toBe(javaHashCode([2, 1]));
  expect(javaHashCode([1, [2, 3]])).not.toBe(javaHashCode([[1, 2], 3]));
  expect(javaHashCode(["a", 1])).toBe(javaHashCode(["a", 1]));
});
