import {
  BooleanType,
  type DataType,
  DateType,
  type DecimalType,
  DoubleType,
  decimalType,
  IntegerType,
  LongType,
  StringType,
  TimestampType,
} from "@stageplay/core";
import { parseBigDecimal, precisionOf } from "../decimal.js";
import { parseDouble } from "../java-number.js";
import type { CsvOptions } from "./csv-options.js";

/** The type of a column so far, widened by one more value. Spark tries integer, long, decimal, double, date, timestamp, boolean, string. */
export function widenByValue(soFar: DataType, value: string | null, options: CsvOptions): DataType {
  if (value === null || value === "" || soFar.kind === "string") return soFar;
  return widerType(soFar, typeOfValue(value, FIRST_TRY[soFar.kind] ?? 0, options));
}

/** Trials in Spark's order; a column that is already of a type starts at that one's trial. */
const FIRST_TRY: Readonly<Record<string, number>> = {
  null: 0,
  integer: 0,
  long: 1,
  decimal: 2,
  double: 3,
  date: 4,
  timestamp: 5,
  boolean: 6,
};

const TRIALS: readonly ((value: string, options: CsvOptions) => DataType | undefined)[] = [
  (value) => (fits(value, 32) ? IntegerType : undefined),
  (value) => (fits(value, 64) ? LongType : undefined),
  wholeDecimal,
  (value, options) => (isDouble(value, options) ? DoubleType : undefined),
  (value, { preferDate, temporal }) => (preferDate && temporal.inferDate(value) ? DateType : undefined),
  (value, { temporal }) => (temporal.parseTimestamp(value) !== undefined ? TimestampType : undefined),
  (value) => (/^(true|false)$/i.test(value) ? BooleanType : undefined),
];

function typeOfValue(value: string, from: number, options: CsvOptions): DataType {
  for (let i = from; i < TRIALS.length; i++) {
    const type = TRIALS[i]!(value, options);
    if (type) return type;
  }
  return StringType;
}

function fits(value: string, bits: number): boolean {
  if (!/^[+-]?\d{1,19}$/.test(value)) return false;
  const number = BigInt(value.replace("+", ""));
  return BigInt.asIntN(bits, number) === number;
}

/** Whole numbers beyond 64 bits; anything with a fraction is a double instead. */
function wholeDecimal(value: string): DataType | undefined {
  const decimal = parseBigDecimal(value);
  if (decimal?.scale !== 0) return undefined;
  const precision = precisionOf(decimal.unscaled);
  return precision <= 38 ? decimalType(precision, 0) : undefined;
}

function isDouble(value: string, { nanValue, positiveInf, negativeInf }: CsvOptions): boolean {
  return parseDouble(value) !== undefined || value === nanValue || value === positiveInf || value === negativeInf;
}

/** The tightest type that holds both; string when there is none. */
export function widerType(a: DataType, b: DataType): DataType {
  if (a.kind === "null") return b;
  if (b.kind === "null") return a;
  if (a.kind === "decimal" || b.kind === "decimal") return widerDecimal(a, b);
  if (a.kind === b.kind) return a;
  const kinds = [a.kind, b.kind];
  if (kinds.every((kind) => kind === "integer" || kind === "long")) return LongType;
  if (kinds.every((kind) => kind === "integer" || kind === "long" || kind === "double")) return DoubleType;
  if (kinds.every((kind) => kind === "date" || kind === "timestamp")) return TimestampType;
  return StringType;
}

function widerDecimal(a: DataType, b: DataType): DataType {
  if (a.kind === "double" || b.kind === "double") return DoubleType;
  const [left, right] = [asDecimal(a), asDecimal(b)];
  if (!left || !right) return StringType;
  const scale = Math.max(left.scale, right.scale);
  const precision = Math.max(left.precision - left.scale, right.precision - right.scale) + scale;
  return precision > 38 ? DoubleType : decimalType(precision, scale);
}

function asDecimal(type: DataType): DecimalType | undefined {
  if (type.kind === "decimal") return type;
  if (type.kind === "integer") return decimalType(10, 0);
  return type.kind === "long" ? decimalType(20, 0) : undefined;
}

/** A column without any value is a string. */
export function settledType(type: DataType): DataType {
  return type.kind === "null" ? StringType : type;
}
