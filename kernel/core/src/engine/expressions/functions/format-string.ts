import { SparkError } from "../../../errors/spark-error.js";
import type { DataType } from "../../../types/data-type.js";
import { decimalText } from "../../../types/decimal.js";
import { valueFormatter } from "../../../types/format-value.js";
import { exactDecimal, grouped, roundHalfEven } from "./format-number.js";

const DIRECTIVE = /%(?:(\d+)\$)?([-#+ 0,(]*)(\d+)?(?:\.(\d+))?([a-zA-Z%])/g;

/** A text by a pattern of Java's Formatter: `%d`, `%5.2f`, `%-10s`, `%x`, `%e`, `%b`, `%%`, `%2$s`. */
export function formatJava(pattern: string, values: readonly unknown[], types: readonly DataType[]): string {
  let next = 0;
  return pattern.replace(
    DIRECTIVE,
    (
      _,
      position: string | undefined,
      flags: string,
      width: string | undefined,
      precision: string | undefined,
      conversion: string,
    ) => {
      if (conversion === "%") return "%";
      if (conversion === "n") return "\n";
      const at = position === undefined ? next++ : Number(position) - 1;
      if (at >= values.length) throw missingArgument(pattern);
      const digits = precision === undefined ? undefined : Number(precision);
      const text = converted(conversion, flags, digits, values[at], types[at]!);
      const shown = conversion === conversion.toUpperCase() ? text.toUpperCase() : text;
      return padded(shown, flags, width === undefined ? 0 : Number(width));
    },
  );
}

function padded(text: string, flags: string, width: number): string {
  if (flags.includes("-")) return text.padEnd(width);
  if (!flags.includes("0")) return text.padStart(width);
  const sign = /^[+-]/.test(text) ? text[0]! : "";
  return sign + text.slice(sign.length).padStart(width - sign.length, "0");
}

function converted(
  conversion: string,
  flags: string,
  digits: number | undefined,
  value: unknown,
  type: DataType,
): string {
  switch (conversion.toLowerCase()) {
    case "b":
      return String(typeof value === "boolean" ? value : value !== null);
    case "s": {
      const text = value === null ? "null" : valueFormatter(type)(value);
      return digits === undefined ? text : text.slice(0, digits);
    }
  }
  if (value === null) return "null";
  switch (conversion.toLowerCase()) {
    case "d":
      requireNumber(conversion, type, typeof value === "bigint" || Number.isInteger(value));
      return signed(String(value), flags);
    case "x":
      return unsigned(value as number | bigint, type).toString(16);
    case "o":
      return unsigned(value as number | bigint, type).toString(8);
    case "f":
      return signed(fixed(value as number, digits ?? 6, type), flags);
    case "e": {
      requireNumber(conversion, type, typeof value === "number");
      return signed((value as number).toExponential(digits ?? 6).replace(/e([+-])(\d)$/, "e$10$2"), flags);
    }
    case "c":
      requireNumber(conversion, type, typeof value === "number");
      return String.fromCodePoint(value as number);
    default:
      throw wrongConversion(conversion, type);
  }
}

function fixed(value: number, digits: number, type: DataType): string {
  if (typeof value === "number" && !Number.isFinite(value))
    return Number.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
  const { unscaled, scale } = exactDecimal(value, type);
  // Java's Formatter rounds half up.
  const rounded = scale > digits ? halfUp(unscaled, scale - digits) : roundHalfEven(unscaled, scale, digits);
  return decimalText(rounded, digits);
}

function halfUp(unscaled: bigint, dropped: number): bigint {
  const divisor = 10n ** BigInt(dropped);
  const half = divisor / 2n;
  return unscaled < 0n ? -((-unscaled + half) / divisor) : (unscaled + half) / divisor;
}

function signed(text: string, flags: string): string {
  const shown = flags.includes(",") ? grouped(text) : text;
  if (flags.includes("(") && shown.startsWith("-")) return `(${shown.slice(1)})`;
  if (shown.startsWith("-")) return shown;
  return flags.includes("+") ? `+${shown}` : flags.includes(" ") ? ` ${shown}` : shown;
}

const BITS: Readonly<Record<string, number>> = { byte: 8, short: 16, integer: 32, long: 64 };
const unsigned = (value: number | bigint, type: DataType): bigint =>
  BigInt.asUintN(BITS[type.kind] ?? 64, BigInt(value));

function requireNumber(conversion: string, type: DataType, fits: boolean): void {
  if (!fits) throw wrongConversion(conversion, type);
}

function wrongConversion(conversion: string, type: DataType): SparkError {
  return new SparkError({
    condition: "INVALID_PARAMETER_VALUE.PATTERN",
    message: `The conversion %${conversion} does not take a value of the type ${type.kind}.`,
    nextStep: "Use %s for texts, %d for whole numbers, %f for other numbers.",
  });
}

function missingArgument(pattern: string): SparkError {
  return new SparkError({
    condition: "INVALID_PARAMETER_VALUE.PATTERN",
    message: `The format '${pattern}' names more arguments than there are.`,
    nextStep: "Give one argument for each %.",
  });
}
