import type { DataType, LongValue } from "../../../types/data-type.js";
import { decimalText, parseDecimal, pow10 } from "../../../types/decimal.js";

/** Half to the even neighbour, as Java's DecimalFormat rounds. */
export function roundHalfEven(unscaled: bigint, from: number, to: number): bigint {
  if (to >= from) return unscaled * pow10(to - from);
  const divisor = pow10(from - to);
  const quotient = unscaled / divisor;
  const rest = unscaled % divisor;
  const twice = (rest < 0n ? -rest : rest) * 2n;
  const up = twice > divisor || (twice === divisor && quotient % 2n !== 0n);
  return up ? quotient + (unscaled < 0n ? -1n : 1n) : quotient;
}

/** A number as an exact decimal: a double by its shortest text. */
export function exactDecimal(
  value: number | LongValue,
  type: DataType,
): { readonly unscaled: bigint; readonly scale: number } {
  if (type.kind === "decimal") return { unscaled: BigInt(value), scale: type.scale };
  if (type.kind !== "double" && type.kind !== "float") return { unscaled: BigInt(value), scale: 0 };
  const parsed = parseDecimal(String(value))!;
  return parsed.scale < 0 ? { unscaled: parsed.unscaled * pow10(-parsed.scale), scale: 0 } : parsed;
}

/** All decimals of a double. */
function binaryExpansion(value: number): { readonly unscaled: bigint; readonly scale: number } {
  let [mantissa, scale] = [value, 0];
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    scale++;
  }
  return { unscaled: BigInt(mantissa) * 5n ** BigInt(scale), scale };
}

/** `1234567.891` at two decimals: `1,234,567.89`. */
export function grouped(text: string): string {
  const [whole, decimals] = text.split(".") as [string, string | undefined];
  const withCommas = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  return decimals === undefined ? withCommas : `${withCommas}.${decimals}`;
}

/** `format_number(x, decimals)` and `format_number(x, pattern)`; null for less than no decimals. */
export function formatNumber([type, format]: readonly [DataType, DataType]): (
  value: number,
  format: never,
) => string | null {
  const isFloating = type.kind === "double" || type.kind === "float";
  const atScale = (value: number, decimals: number): string => {
    // Java's DecimalFormat rounds the number that a double really is: 2.675 is a little less.
    const { unscaled, scale } = isFloating ? binaryExpansion(value) : exactDecimal(value, type);
    return decimalText(roundHalfEven(unscaled, scale, decimals), decimals);
  };
  if (format.kind !== "string") {
    return (value, decimals: number) => (decimals < 0 ? null : grouped(atScale(value, decimals)));
  }
  return (value, pattern: string) => byPattern(value, pattern, atScale);
}

/** A pattern of `#`, `0`, `,` and `.`: zeros are always written, the rest where there is something. */
function byPattern(value: number, pattern: string, atScale: (value: number, decimals: number) => string): string {
  if (pattern === "") return grouped(atScale(value, 0));
  const [whole, decimals = ""] = pattern.split(".") as [string, string | undefined];
  const least = decimals.match(/0/g)?.length ?? 0;
  let text = atScale(value, decimals.length);
  while ((text.split(".")[1]?.length ?? 0) > least && text.endsWith("0")) text = text.slice(0, -1);
  if (text.endsWith(".")) text = text.slice(0, -1);
  const digits = whole.match(/0/g)?.length ?? 0;
  const [head, tail] = text.replace("-", "").split(".") as [string, string | undefined];
  const padded = (head === "0" && digits === 0 ? "" : head).padStart(digits, "0");
  const shown = tail === undefined ? padded : `${padded}.${tail}`;
  return (text.startsWith("-") ? "-" : "") + (whole.includes(",") ? grouped(shown) : shown);
}
