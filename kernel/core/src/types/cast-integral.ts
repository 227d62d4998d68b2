import { castOverflow } from "./arithmetic-errors.js";
import type { DataType, LongValue } from "./data-type.js";
import { pow10 } from "./decimal.js";
import { longValue, MAX_LONG, MIN_LONG, wrapLong } from "./long-value.js";
import { doubleToString } from "./number-format.js";
import { typeSql } from "./type-name.js";

const BITS: Readonly<Record<string, number>> = { byte: 8, short: 16, integer: 32, long: 64 };

/** True when the whole number is within the integral type's range. */
export function fitsIntegral(value: LongValue, type: DataType): boolean {
  const half = 2 ** (BITS[type.kind]! - 1);
  if (type.kind !== "long") return value >= -half && value < half;
  return typeof value === "number" ? value >= -half && value < half : value >= MIN_LONG && value <= MAX_LONG;
}

/** Keeps the low bits of a whole number, as Java's narrowing does. */
export function wrapIntegral(value: LongValue, type: DataType): LongValue {
  return type.kind === "long" ? wrapLong(BigInt(value)) : Number(BigInt.asIntN(BITS[type.kind]!, BigInt(value)));
}

/** Whole number (long or narrower) → integral type. @throws SparkError CAST_OVERFLOW under ANSI */
export function integralToIntegral(from: DataType, to: DataType, ansi: boolean): (value: LongValue) => LongValue {
  if (BITS[to.kind]! >= BITS[from.kind]!) return (value) => value;
  return (value) => {
    if (fitsIntegral(value, to)) return value;
    if (ansi) throw castOverflow(String(value), typeSql(from), typeSql(to));
    return wrapIntegral(value, to);
  };
}

/** Float or double → integral type, dropping the fraction. Without ANSI it saturates as Java does, and NaN is 0. */
export function floatingToIntegral(from: DataType, to: DataType, ansi: boolean): (value: number) => LongValue {
  return (value) => {
    const whole = Math.trunc(value);
    const held = Number.isSafeInteger(whole)
      ? whole + 0
      : Number.isFinite(whole)
        ? longValue(BigInt(whole))
        : undefined;
    if (held !== undefined && fitsIntegral(held, to)) return held;
    if (ansi) throw castOverflow(`${doubleToString(value)}D`, typeSql(from), typeSql(to));
    if (Number.isNaN(value)) return 0;
    const wide = to.kind === "long" ? { min: MIN_LONG, max: MAX_LONG } : { min: -(2n ** 31n), max: 2n ** 31n - 1n };
    const saturated = value < 0 ? (held ?? wide.min) : (held ?? wide.max);
    const clamped = saturated < wide.min ? wide.min : saturated > wide.max ? wide.max : saturated;
    return wrapIntegral(clamped, to);
  };
}

/** Decimal → integral type, dropping the fraction. */
export function decimalToIntegral(from: DataType, to: DataType, ansi: boolean): (value: LongValue) => LongValue {
  const divisor = pow10(from.kind === "decimal" ? from.scale : 0);
  return (value) => {
    const whole = longValue(BigInt(value) / divisor);
    if (fitsIntegral(whole, to)) return whole;
    if (ansi) throw castOverflow(String(whole), typeSql(from), typeSql(to));
    return wrapIntegral(whole, to);
  };
}
