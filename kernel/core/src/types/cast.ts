import { SparkError } from "../errors/spark-error.js";
import { castOverflow, numericValueOutOfRange } from "./arithmetic-errors.js";
import { decimalToIntegral, floatingToIntegral, integralToIntegral } from "./cast-integral.js";
import { castFromString } from "./cast-string.js";
import type { DataType, DecimalType, LongValue } from "./data-type.js";
import { MICROS_PER_SECOND, splitMicros } from "./date-time.js";
import { decimalText, parseDecimal, toPrecision } from "./decimal.js";
import { valueFormatter } from "./format-value.js";
import { longValue } from "./long-value.js";
import { doubleToString } from "./number-format.js";
import { dayOf, startOfDay } from "./time-zone.js";
import { isAtomic, isFractional, isIntegral, isNumeric, sameType } from "./type-coercion.js";
import { typeSql } from "./type-name.js";
import { utf8Encode } from "./utf8.js";

type Convert = (value: never) => unknown;

/** Whether a cast from one type to another exists at all (ANSI's table). */
export function canCast(from: DataType, to: DataType): boolean {
  if (from.kind === "null" || sameType(from, to) || to.kind === "string") return true;
  if (from.kind === "string") return isAtomic(to);
  if (isNumeric(from)) return isNumeric(to) || to.kind === "boolean" || to.kind === "timestamp";
  switch (from.kind) {
    case "boolean":
      return isNumeric(to);
    case "date":
      return to.kind === "timestamp";
    case "timestamp":
      return to.kind === "date" || isNumeric(to);
    case "array":
      return to.kind === "array" && canCast(from.elementType, to.elementType);
    case "map":
      return to.kind === "map" && canCast(from.keyType, to.keyType) && canCast(from.valueType, to.valueType);
    case "struct":
      return (
        to.kind === "struct" &&
        from.fields.length === to.fields.length &&
        from.fields.every((f, i) => canCast(f.dataType, to.fields[i]!.dataType))
      );
    default:
      return false;
  }
}

/** Whether a cast of a value that is not null can give null or fail, so that its column is nullable (`Cast.forceNullable`). */
export function castCanFail(from: DataType, to: DataType): boolean {
  if (from.kind === "null" || sameType(from, to) || to.kind === "string" || to.kind === "binary") return false;
  if (from.kind === "string") return true;
  if (to.kind === "decimal") return !isWiderDecimal(from, to);
  if (from.kind === "timestamp") return ["byte", "short", "integer"].includes(to.kind);
  return isFractional(from) && (isIntegral(to) || (from.kind !== "decimal" && to.kind === "timestamp"));
}

function isWiderDecimal(from: DataType, to: DecimalType): boolean {
  if (from.kind === "decimal") return to.precision - to.scale >= from.precision - from.scale && to.scale >= from.scale;
  if (from.kind === "boolean") return to.precision - to.scale >= 1;
  const digits: Readonly<Record<string, number>> = { byte: 3, short: 5, integer: 10, long: 20 };
  return (digits[from.kind] ?? 39) <= to.precision - to.scale;
}

/**
 * The function that casts held values; null stays null. Days and texts of timestamps are those of `zone`, the session's (UTC by default).
 *
 * @throws SparkError (from the returned function, under ANSI) CAST_INVALID_INPUT, CAST_OVERFLOW,
 * NUMERIC_VALUE_OUT_OF_RANGE. Without ANSI such values become null, or wrap around.
 */
export function castFunction(from: DataType, to: DataType, ansi = true, zone?: string): (value: unknown) => unknown {
  const convert = converter(from, to, ansi, zone) as ((value: unknown) => unknown) | undefined;
  return convert === undefined ? (value) => value : (value) => (value === null ? null : convert(value));
}

/** Like {@link castFunction} under ANSI, with null for a value that cannot be cast; inside arrays, maps and structs for each. */
export function tryCastFunction(from: DataType, to: DataType, zone?: string): (value: unknown) => unknown {
  if (isNestedType(from) && from.kind === to.kind && !sameType(from, to)) {
    const cast = nested(from, to, (f, t) => tryCastFunction(f, t, zone)) as (value: unknown) => unknown;
    return (value) => (value === null ? null : cast(value));
  }
  const cast = castFunction(from, to, true, zone);
  return (value) => {
    try {
      return cast(value);
    } catch (error) {
      if (error instanceof SparkError) return null;
      throw error;
    }
  };
}

const isNestedType = ({ kind }: DataType): boolean => kind === "array" || kind === "map" || kind === "struct";

/** Undefined when held values need no change. */
function converter(from: DataType, to: DataType, ansi: boolean, zone: string | undefined): Convert | undefined {
  if (from.kind === "null" || (sameType(from, to) && from.kind !== "struct")) return undefined;
  if (to.kind === "string") return valueFormatter(from, "null", zone);
  if (from.kind === "string") return castFromString(to, ansi, zone);
  if (to.kind === "boolean") return (value: LongValue) => Number(value) !== 0;
  if (from.kind === "boolean") return fromBoolean(to, ansi);
  if (isIntegral(to)) return toIntegral(from, to, ansi);
  switch (to.kind) {
    case "double":
    case "float":
      return toFloating(from, to);
    case "decimal":
      return toDecimal(from, to, ansi);
    case "timestamp":
      return toTimestamp(from, zone);
    case "date":
      return dayOf(zone);
    default:
      return nested(from, to, (f, t) => castFunction(f, t, ansi, zone));
  }
}

function fromBoolean(to: DataType, ansi: boolean): Convert {
  const cast = castFunction({ kind: "integer" }, to, ansi);
  return (value: boolean) => cast(value ? 1 : 0);
}

function toIntegral(from: DataType, to: DataType, ansi: boolean): Convert {
  if (isIntegral(from)) return integralToIntegral(from, to, ansi);
  if (from.kind === "decimal") return decimalToIntegral(from, to, ansi);
  if (from.kind !== "timestamp") return floatingToIntegral(from, to, ansi);
  const narrow = integralToIntegral({ kind: "long" }, to, ansi);
  return (micros: LongValue) => {
    const { days, microsOfDay } = splitMicros(micros);
    return narrow(days * 86_400 + Math.floor(microsOfDay / MICROS_PER_SECOND));
  };
}

function toFloating(from: DataType, to: DataType): Convert {
  const round = to.kind === "float" ? Math.fround : (value: number) => value;
  if (from.kind === "decimal") return (value: LongValue) => round(Number(decimalText(value, from.scale)));
  if (from.kind === "timestamp") return (value: LongValue) => round(Number(value) / MICROS_PER_SECOND);
  return (value: LongValue) => round(Number(value));
}

function toDecimal(from: DataType, to: DecimalType, ansi: boolean): Convert {
  const fit = (unscaled: bigint, scale: number): LongValue | null => {
    const held = toPrecision(unscaled, scale, to);
    if (held !== undefined) return held;
    if (ansi) throw numericValueOutOfRange(decimalText(longValue(unscaled), scale), to.precision, to.scale);
    return null;
  };
  if (from.kind === "decimal") return (value: LongValue) => fit(BigInt(value), from.scale);
  if (isIntegral(from)) return (value: LongValue) => fit(BigInt(value), 0);
  if (from.kind === "timestamp") return (value: LongValue) => fit(BigInt(value), 6);
  return (value: number) => {
    const parsed = parseDecimal(String(value));
    if (parsed !== undefined) return fit(parsed.unscaled, parsed.scale);
    if (ansi) throw castOverflow(doubleToString(value), typeSql(from), typeSql(to));
    return null;
  };
}

/** A number is taken as seconds since the epoch. */
function toTimestamp(from: DataType, zone: string | undefined): Convert {
  if (from.kind === "date") return startOfDay(zone);
  if (isIntegral(from)) return (seconds: LongValue) => longValue(BigInt(seconds) * 1_000_000n);
  const scale = from.kind === "decimal" ? from.scale : 0;
  const seconds = (value: LongValue): number => (scale === 0 ? Number(value) : Number(decimalText(value, scale)));
  return (value: LongValue) => {
    const micros = Math.trunc(seconds(value) * MICROS_PER_SECOND);
    return Number.isFinite(micros) ? longValue(BigInt(micros)) : null;
  };
}

function nested(
  from: DataType,
  to: DataType,
  castOf: (from: DataType, to: DataType) => (value: unknown) => unknown,
): Convert {
  if (from.kind === "array" && to.kind === "array") {
    const element = castOf(from.elementType, to.elementType);
    return (values: unknown[]) => values.map(element);
  }
  if (from.kind === "map" && to.kind === "map") {
    const key = castOf(from.keyType, to.keyType);
    const value = castOf(from.valueType, to.valueType);
    return (map: Map<unknown, unknown>) => new Map([...map].map(([k, v]) => [key(k), value(v)]));
  }
  if (from.kind === "struct" && to.kind === "struct") {
    const fields = from.fields.map((f, i) => castOf(f.dataType, to.fields[i]!.dataType));
    return (values: unknown[]) => fields.map((cast, i) => cast(values[i]));
  }
  if (to.kind === "binary") return (value: unknown) => utf8Encode(String(value));
  throw new Error(`No cast from ${typeSql(from)} to ${typeSql(to)}.`);
}
