import { SparkError } from "../errors/spark-error.js";
import { fitsIntegral } from "./cast-integral.js";
import { castFromString } from "./cast-string.js";
import type { DataType, DecimalType, LongValue, StructType } from "./data-type.js";
import { formatDate, splitMicros } from "./date-time.js";
import { Decimal, toPrecision } from "./decimal.js";
import { longValue } from "./long-value.js";
import { Row } from "./row.js";
import { timestampFormatter } from "./timestamp-text.js";
import { isIntegral } from "./type-coercion.js";
import { typeSql } from "./type-name.js";

/**
 * From the held form to what `collect()` gives a user: long → number (bigint when it is no safe integer), decimal →
 * {@link Decimal}, date → `"2024-01-15"`, timestamp → `"2024-01-15 12:00:00"` (on the clocks of
 * `zone`, the session's; UTC by default), array → array, map → Map,
 * struct → {@link Row}, null → null.
 */
export function externalizer(type: DataType, zone?: string): (value: unknown) => unknown {
  const convert = toExternalOf(type, zone) as ((value: unknown) => unknown) | undefined;
  return convert === undefined ? (value) => value : (value) => (value === null ? null : convert(value));
}

export function toExternal(value: unknown, type: DataType): unknown {
  return externalizer(type)(value);
}

/** Rows of a schema as users get them. */
export function rowExternalizer(schema: StructType, zone?: string): (row: readonly unknown[]) => Row {
  const names = schema.fields.map((f) => f.name);
  const converters = schema.fields.map(
    (f) => toExternalOf(f.dataType, zone) as ((value: unknown) => unknown) | undefined,
  );
  if (converters.every((convert) => convert === undefined)) return (row) => new Row(names, row);
  return (row) => {
    const values = new Array<unknown>(names.length);
    for (let i = 0; i < values.length; i++) {
      const convert = converters[i];
      values[i] = convert === undefined || row[i] === null ? row[i] : convert(row[i]);
    }
    return new Row(names, values);
  };
}

function toExternalOf(type: DataType, zone: string | undefined): ((value: never) => unknown) | undefined {
  switch (type.kind) {
    case "decimal":
      return (value: LongValue) => new Decimal(BigInt(value), type.scale);
    case "date":
      return formatDate;
    case "timestamp":
      return timestampFormatter(zone);
    case "array": {
      const element = externalizer(type.elementType, zone);
      return (values: unknown[]) => values.map(element);
    }
    case "map": {
      const [key, value] = [externalizer(type.keyType, zone), externalizer(type.valueType, zone)];
      return (map: Map<unknown, unknown>) => new Map([...map].map(([k, v]) => [key(k), value(v)]));
    }
    case "struct":
      return rowExternalizer(type, zone);
    default:
      return undefined;
  }
}

/** A user's `Date`, known by its method so that the core needs no clock. */
export function isDateObject(value: unknown): value is { getTime(): number } {
  return typeof value === "object" && value !== null && typeof (value as { getTime?: unknown }).getTime === "function";
}

/** µs since epoch of a Date object, whose UTC fields count. */
export function microsOfDate(value: { getTime(): number }): LongValue {
  return longValue(BigInt(value.getTime()) * 1000n);
}

/**
 * From what users give to the held form: numbers and bigints for numeric types, ISO strings or Date objects (UTC fields)
 * for date and timestamp (without an offset, on the clocks of `zone`), {@link Decimal}, number or string for decimal, plain objects, arrays or {@link Row}s for structs,
 * Map or plain object for maps. Undefined counts as null.
 *
 * @throws SparkError CANNOT_ACCEPT_OBJECT_IN_TYPE when the value does not belong to the type.
 */
export function fromExternal(value: unknown, type: DataType, zone?: string): unknown {
  if (value === null || value === undefined) return null;
  const held = isIntegral(type) ? integral(value, type) : atomicOrNested(value, type, zone);
  if (held === undefined) throw cannotAccept(value, type);
  return held;
}

/** A user's row (object, array or Row; for a schema of one column also the bare value) as a row of the schema. */
export function rowFromExternal(value: unknown, schema: StructType, zone?: string): unknown[] {
  const bare = (typeof value !== "object" || value === null) && schema.fields.length === 1;
  const held = struct(bare ? [value] : value, schema, zone);
  if (held === undefined) throw cannotAccept(value, schema);
  return held;
}

function integral(value: unknown, type: DataType): LongValue | undefined {
  const whole =
    typeof value === "bigint" ? longValue(value) : Number.isSafeInteger(value) ? (value as number) + 0 : undefined;
  return whole !== undefined && fitsIntegral(whole, type) ? whole : undefined;
}

function atomicOrNested(value: unknown, type: DataType, zone: string | undefined): unknown {
  switch (type.kind) {
    case "boolean":
      return typeof value === "boolean" ? value : undefined;
    case "string":
      return typeof value === "string" ? value : undefined;
    case "double":
      return typeof value === "number" || typeof value === "bigint" ? Number(value) : undefined;
    case "float":
      return typeof value === "number" ? Math.fround(value) : undefined;
    case "decimal":
      return decimal(value, type);
    case "binary":
      return value instanceof Uint8Array ? value : undefined;
    case "date":
      if (isDateObject(value)) return splitMicros(microsOfDate(value)).days;
      return typeof value === "string" ? castFromString(type, true)(value) : undefined;
    case "timestamp":
      if (isDateObject(value)) return microsOfDate(value);
      return typeof value === "string" ? castFromString(type, true, zone)(value) : undefined;
    case "array":
      return Array.isArray(value) ? value.map((v) => fromExternal(v, type.elementType, zone)) : undefined;
    case "map": {
      if (typeof value !== "object") return undefined;
      const entries = value instanceof Map ? [...value] : Object.entries(value as object);
      return new Map(
        entries.map(([k, v]) => [fromExternal(k, type.keyType, zone), fromExternal(v, type.valueType, zone)]),
      );
    }
    case "struct":
      return struct(value, type, zone);
    default:
      return undefined;
  }
}

function decimal(value: unknown, type: DecimalType): LongValue | undefined {
  const text =
    typeof value === "number" || typeof value === "bigint" || typeof value === "string" || value instanceof Decimal;
  if (!text) return undefined;
  const exact = value instanceof Decimal ? value : Decimal.of(value as string | number | bigint);
  return toPrecision(exact.unscaled, exact.scale, type);
}

function struct(value: unknown, type: StructType, zone: string | undefined): unknown[] | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (Array.isArray(value) && value.length !== type.fields.length) return undefined;
  const byPosition = Array.isArray(value) ? value : undefined;
  return type.fields.map((field, i) => {
    const given = byPosition === undefined ? (value as Record<string, unknown>)[field.name] : byPosition[i];
    if ((given === null || given === undefined) && !field.nullable) throw notNullable(field.name);
    return fromExternal(given, field.dataType, zone);
  });
}

function cannotAccept(value: unknown, type: DataType): SparkError {
  const shown = typeof value === "string" ? `'${value}'` : String(value);
  return new SparkError({
    condition: "CANNOT_ACCEPT_OBJECT_IN_TYPE",
    message: `${typeSql(type)} can not accept the object ${shown} in type ${typeof value}.`,
    nextStep: "Change the value, or give createDataFrame a schema whose type fits it.",
    parameters: { data_type: typeSql(type), obj_name: shown, obj_type: typeof value },
  });
}

function notNullable(name: string): SparkError {
  return new SparkError({
    condition: "FIELD_NOT_NULLABLE_WITH_NAME",
    message: `Field \`${name}\`: this field is not nullable, but got null.`,
    nextStep: "Give every row a value, or make the field nullable in the schema.",
    parameters: { field_name: name },
  });
}
