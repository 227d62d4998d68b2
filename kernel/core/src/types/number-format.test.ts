import { expect, test } from "vitest";
import { doubleToString, floatToString } from "./number-format.js";

test.each([
  [0, "0.0"],
  [-0, "-0.0"],
  [1, "1.0"],
  [-1.5, "-1.5"],
  [100, "100.0"],
  [1234567, "1234567.0"],
  [9999999.5, "9999999.5"],
  [1e7, "1.0E7"],
  [12345678.9, "1.23456789E7"],
  [0.001, "0.001"],
  [0.00123, "0.00123"],
  [0.0009, "9.0E-4"],
  [1e21, "1.0E21"],
  [1.5e-10, "1.5E-10"],
  [Number.NaN, "NaN"],
  [Number.NEGATIVE_INFINITY, "-Infinity"],
])("the double %d is written %s, as Java does", (value, text) => {
  expect(doubleToString(value)).toBe(text);
});

test("floats have the shortest digits that give the same float", () => {
  expect(floatToString(Math.fround(0.1))).toBe("0.1");
  expect(floatToString(Math.fround(2.71))).toBe("2.71");
  expect(floatToString(16777216)).toBe("1.6777216E7");
});
