import { describe, expect, test } from "vitest";
import { Decimal, decimalText, divideHalfUp, parseDecimal, rescale } from "./decimal.js";

describe("Decimal", () => {
  test("keeps its scale as text and compares as a number", () => {
    const price = Decimal.of("12.30");
    expect(String(price)).toBe("12.30");
    expect(price.toNumber()).toBe(12.3);
    expect(price.equals(Decimal.of("12.3"))).toBe(true);
    expect(price.equals(Decimal.of("12.31"))).toBe(false);
    expect(JSON.stringify({ price })).toBe('{"price":"12.30"}');
  });

  test("is exact far past doubles", () => {
    const text = "12345678901234567890123456.789012345678";
    expect(Decimal.of(text).toString()).toBe(text);
  });
});

test("rounds halves away from zero", () => {
  expect(divideHalfUp(25n, 10n)).toBe(3n);
  expect(divideHalfUp(-25n, 10n)).toBe(-3n);
  expect(divideHalfUp(24n, 10n)).toBe(2n);
  expect(divideHalfUp(25n, -10n)).toBe(-3n);
  expect(rescale(1235n, 3, 2)).toBe(124n);
  expect(rescale(12n, 0, 2)).toBe(1200n);
});

test("writes and reads", () => {
  expect(decimalText(5, 2)).toBe("0.05");
  expect(decimalText(-5, 2)).toBe("-0.05");
  expect(decimalText(120, 0)).toBe("120");
  expect(parseDecimal("1.5e2")).toEqual({ unscaled: 150n, scale: 0 });
  expect(parseDecimal("-.5")).toEqual({ unscaled: -5n, scale: 1 });
  expect(parseDecimal("")).toBeUndefined();
  expect(parseDecimal("1,5")).toBeUndefined();
});
