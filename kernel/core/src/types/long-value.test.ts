import { describe, expect, test } from "vitest";
import type { LongValue } from "./data-type.js";
import {
  addLong,
  longValue,
  longWords,
  MAX_LONG,
  MIN_LONG,
  multiplyLong,
  remainderLong,
  subtractLong,
} from "./long-value.js";

const SAMPLES: readonly bigint[] = [
  0n,
  1n,
  -1n,
  42n,
  -7n,
  2n ** 31n,
  2n ** 53n - 1n,
  2n ** 53n,
  2n ** 53n + 1n,
  -(2n ** 53n),
  2n ** 62n,
  MAX_LONG,
  MIN_LONG,
];

function expected(exact: bigint): LongValue | "overflow" {
  return exact > MAX_LONG || exact < MIN_LONG ? "overflow" : longValue(exact);
}

function outcome(compute: () => LongValue): LongValue | "overflow" {
  try {
    return compute();
  } catch (error) {
    expect(error).toMatchObject({ condition: "ARITHMETIC_OVERFLOW" });
    return "overflow";
  }
}

describe("64-bit arithmetic", () => {
  test("equals exact arithmetic on every pair of samples, in normal form, or overflows", () => {
    for (const x of SAMPLES) {
      for (const y of SAMPLES) {
        const [a, b] = [longValue(x), longValue(y)];
        expect(outcome(() => addLong(a, b))).toBe(expected(x + y));
        expect(outcome(() => subtractLong(a, b))).toBe(expected(x - y));
        expect(outcome(() => multiplyLong(a, b))).toBe(expected(x * y));
        if (y !== 0n) expect(remainderLong(a, b)).toBe(longValue(x % y));
      }
    }
  });

  test("wraps around without ANSI", () => {
    expect(addLong(MAX_LONG, 1, false)).toBe(MIN_LONG);
    expect(multiplyLong(longValue(2n ** 62n), 4, false)).toBe(0);
  });

  test("splits into its 32-bit words", () => {
    for (const x of SAMPLES) {
      const [low, high] = longWords(longValue(x));
      expect((BigInt(high) << 32n) | BigInt(low >>> 0)).toBe(x);
    }
  });
});
