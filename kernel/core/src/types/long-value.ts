import { arithmeticOverflow, divideByZero } from "./arithmetic-errors.js";
import type { LongValue } from "./data-type.js";

/** Smallest and largest value of a 64-bit integer. */
export const MIN_LONG: bigint = -(2n ** 63n);
export const MAX_LONG: bigint = 2n ** 63n - 1n;

/** A bigint in normal form: a `number` while it is a safe integer. */
export function longValue(value: bigint): LongValue {
  return value >= -9007199254740991n && value <= 9007199254740991n ? Number(value) : value;
}

/** Wraps to 64 bits, as Java's long does without ANSI mode. */
export function wrapLong(value: bigint): LongValue {
  return longValue(BigInt.asIntN(64, value));
}

function checked(value: bigint, ansi: boolean, alternative: string): LongValue {
  if (value >= MIN_LONG && value <= MAX_LONG) return longValue(value);
  if (ansi) throw arithmeticOverflow("long", alternative);
  return wrapLong(value);
}

const bothNumbers = (a: LongValue, b: LongValue): boolean => typeof a === "number" && typeof b === "number";

/**
 * Exact 64-bit addition. While the double result is a safe integer it is exact; only beyond that bigints are used.
 * @throws SparkError ARITHMETIC_OVERFLOW past 64 bits under ANSI; without ANSI the value wraps around.
 */
export function addLong(a: LongValue, b: LongValue, ansi = true): LongValue {
  if (bothNumbers(a, b)) {
    const sum = (a as number) + (b as number);
    if (Number.isSafeInteger(sum)) return sum;
  }
  return checked(BigInt(a) + BigInt(b), ansi, "try_add");
}

export function subtractLong(a: LongValue, b: LongValue, ansi = true): LongValue {
  if (bothNumbers(a, b)) {
    const difference = (a as number) - (b as number);
    if (Number.isSafeInteger(difference)) return difference;
  }
  return checked(BigInt(a) - BigInt(b), ansi, "try_subtract");
}

export function multiplyLong(a: LongValue, b: LongValue, ansi = true): LongValue {
  if (bothNumbers(a, b)) {
    const product = (a as number) * (b as number);
    // Adding 0 turns −0 into 0.
    if (Number.isSafeInteger(product)) return product + 0;
  }
  return checked(BigInt(a) * BigInt(b), ansi, "try_multiply");
}

export function negateLong(a: LongValue, ansi = true): LongValue {
  return subtractLong(0, a, ansi);
}

/**
 * The remainder with the sign of the dividend, as Java's `%`.
 * @throws SparkError DIVIDE_BY_ZERO; callers without ANSI test for 0 first.
 */
export function remainderLong(a: LongValue, b: LongValue): LongValue {
  if (b === 0) throw divideByZero();
  if (bothNumbers(a, b)) return ((a as number) % (b as number)) + 0;
  return longValue(BigInt(a) % BigInt(b));
}

/** −1, 0 or 1. */
export function compareLong(a: LongValue, b: LongValue): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The low and high 32-bit words of a 64-bit value, each signed. */
export function longWords(value: LongValue): readonly [low: number, high: number] {
  if (typeof value === "number") return [value | 0, Math.floor(value / 4294967296) | 0];
  return [Number(BigInt.asIntN(32, value)), Number(BigInt.asIntN(32, value >> 32n))];
}
