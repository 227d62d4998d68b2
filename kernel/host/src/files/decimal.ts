import { type DecimalType, type LongValue, longValue } from "@stageplay/core";

/** A decimal number as Java's BigDecimal keeps it: value = unscaled × 10^-scale. */
export interface BigDecimal {
  readonly unscaled: bigint;
  readonly scale: number;
}

/** Undefined when the text is no decimal number. `1e3` has the scale -3, `1.50` the scale 2. */
export function parseBigDecimal(text: string): BigDecimal | undefined {
  const match = /^([+-]?)(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:[eE]([+-]?\d{1,6}))?$/.exec(text);
  if (!match) return undefined;
  const fraction = match[3] ?? match[4] ?? "";
  const digits = BigInt(`${match[2] ?? ""}${fraction}`);
  return { unscaled: match[1] === "-" ? -digits : digits, scale: fraction.length - Number(match[5] ?? 0) };
}

/** Number of digits of the unscaled value; zero has one. */
export function precisionOf(unscaled: bigint): number {
  return String(unscaled < 0n ? -unscaled : unscaled).length;
}

/** The value held for a decimal type, rounded half up; undefined when it does not fit. */
export function decimalOf({ unscaled, scale }: BigDecimal, type: DecimalType): LongValue | undefined {
  const shift = type.scale - scale;
  const value = shift >= 0 ? unscaled * 10n ** BigInt(shift) : divideHalfUp(unscaled, 10n ** BigInt(-shift));
  return precisionOf(value) > type.precision ? undefined : longValue(value);
}

/** Plain decimal notation: 150 of decimal(5,2) is `1.50`. */
export function formatDecimal(held: LongValue, scale: number): string {
  const negative = held < 0;
  const digits = String(negative ? -BigInt(held) : held).padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  return `${negative ? "-" : ""}${whole}${scale > 0 ? `.${digits.slice(-scale)}` : ""}`;
}

function divideHalfUp(value: bigint, divisor: bigint): bigint {
  const size = value < 0n ? -value : value;
  const rounded = (size * 2n + divisor) / (divisor * 2n);
  return value < 0n ? -rounded : rounded;
}
