import type { DecimalType, LongValue } from "./data-type.js";
import { longValue } from "./long-value.js";

/** Most digits that a decimal can have. */
export const MAX_PRECISION = 38;

/** 10 to the power `n`, exactly. */
export function pow10(n: number): bigint {
  return 10n ** BigInt(n);
}

/** Integer division rounding half away from zero (Java's HALF_UP). `divisor` is positive or negative, never zero. */
export function divideHalfUp(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  const twiceRest = 2n * (dividend % divisor);
  const rest = twiceRest < 0n ? -twiceRest : twiceRest;
  if (rest < (divisor < 0n ? -divisor : divisor)) return quotient;
  return dividend < 0n === divisor < 0n ? quotient + 1n : quotient - 1n;
}

/** An unscaled value moved from one scale to another, rounding half up when digits are dropped. */
export function rescale(unscaled: bigint, from: number, to: number): bigint {
  return to >= from ? unscaled * pow10(to - from) : divideHalfUp(unscaled, pow10(from - to));
}

/** True when the unscaled value has no more digits than the precision. */
export function fitsPrecision(unscaled: bigint, precision: number): boolean {
  const limit = pow10(precision);
  return unscaled > -limit && unscaled < limit;
}

/** A held decimal as plain text, keeping its scale: `decimalText(1230, 2)` is `"12.30"`. */
export function decimalText(unscaled: LongValue, scale: number): string {
  const negative = unscaled < 0;
  const digits = (negative ? -BigInt(unscaled) : BigInt(unscaled)).toString().padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  const text = scale === 0 ? whole : `${whole}.${digits.slice(digits.length - scale)}`;
  return negative ? `-${text}` : text;
}

/** Reads `12.34`, `-1e3`, `.5`; undefined when the text is no number. */
export function parseDecimal(text: string): { unscaled: bigint; scale: number } | undefined {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/.exec(text.trim());
  const [, sign, whole = "", fraction = "", power = "0"] = match ?? [];
  if (match === null || whole + fraction === "") return undefined;
  const digits = BigInt(whole + fraction);
  const scale = fraction.length - Number(power);
  const unscaled = sign === "-" ? -digits : digits;
  return scale >= 0 ? { unscaled, scale } : { unscaled: unscaled * pow10(-scale), scale: 0 };
}

/**
 * Brings an unscaled value into a decimal type: rounds half up to its scale; undefined when it has too many digits.
 */
export function toPrecision(unscaled: bigint, scale: number, type: DecimalType): LongValue | undefined {
  const moved = rescale(unscaled, scale, type.scale);
  return fitsPrecision(moved, type.precision) ? longValue(moved) : undefined;
}

/**
 * An exact decimal number, as `collect()` gives for `decimal(p,s)` columns.
 *
 * @example
 * Decimal.of("12.30").toString(); // "12.30"
 * Decimal.of("12.30").toNumber(); // 12.3
 * Decimal.of("12.30").equals(Decimal.of("12.3")); // true
 */
export class Decimal {
  readonly unscaled: bigint;
  /** Digits after the point. */
  readonly scale: number;

  constructor(unscaled: bigint, scale: number) {
    this.unscaled = unscaled;
    this.scale = scale;
  }

  /** @throws RangeError when the text is no number. */
  static of(value: string | number | bigint): Decimal {
    const parsed = parseDecimal(String(value));
    if (parsed === undefined) throw new RangeError(`'${value}' is not a decimal number.`);
    return new Decimal(parsed.unscaled, parsed.scale);
  }

  /** The nearest double; digits beyond about 15 are lost. */
  toNumber(): number {
    return Number(this.toString());
  }

  /** Plain digits with all decimals of the scale, never an exponent. */
  toString(): string {
    return decimalText(this.unscaled, this.scale);
  }

  toJSON(): string {
    return this.toString();
  }

  /** Equal as numbers: 1.0 equals 1.00. */
  equals(other: Decimal): boolean {
    const scale = Math.max(this.scale, other.scale);
    return rescale(this.unscaled, this.scale, scale) === rescale(other.unscaled, other.scale, scale);
  }
}
