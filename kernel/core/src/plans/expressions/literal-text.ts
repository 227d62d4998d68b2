import type { DataType, LongValue, MapType, StructType } from "../../types/data-type.js";
import { formatDate } from "../../types/date-time.js";
import { decimalText } from "../../types/decimal.js";
import { doubleToString, floatToString } from "../../types/number-format.js";
import { timestampFormatter } from "../../types/timestamp-text.js";
import type { TimeZoneId } from "./expression.js";

/** A held value as plans print a literal: strings without quotes, dates as `2024-01-15`, `null`; timestamps on the clocks of `zone`. */
export function literalText(value: unknown, type: DataType, zone?: TimeZoneId): string {
  if (value === null) return "null";
  switch (type.kind) {
    case "decimal":
      return decimalText(value as LongValue, type.scale);
    case "double":
      return doubleToString(value as number);
    case "float":
      return floatToString(value as number);
    case "date":
      return formatDate(value as number);
    case "timestamp":
      return timestampFormatter(zone)(value as LongValue);
    case "binary":
      return `0x${hex(value as Uint8Array)}`;
    case "array":
      return `[${(value as unknown[]).map((v) => literalText(v, type.elementType, zone)).join(",")}]`;
    case "struct":
      return structText(value as unknown[], type, zone);
    case "map":
      return mapText(value as Map<unknown, unknown>, type, zone);
    default:
      return String(value);
  }
}

/** A literal inside a column name: like {@link literalText}, but `NULL`, and dates and timestamps with their type. */
export function literalSql(value: unknown, type: DataType, zone?: TimeZoneId): string {
  if (value === null) return "NULL";
  if (type.kind === "date" || type.kind === "timestamp")
    return `${type.kind.toUpperCase()} '${literalText(value, type, zone)}'`;
  return type.kind === "binary" ? `X'${hex(value as Uint8Array)}'` : literalText(value, type, zone);
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (b) => b.toString(16).padStart(2, "0").toUpperCase()).join("");
}

function structText(values: readonly unknown[], type: StructType, zone: TimeZoneId | undefined): string {
  return `[${values.map((v, i) => literalText(v, type.fields[i]!.dataType, zone)).join(",")}]`;
}

function mapText(map: ReadonlyMap<unknown, unknown>, type: MapType, zone: TimeZoneId | undefined): string {
  const keys = [...map.keys()].map((key) => literalText(key, type.keyType, zone));
  const values = [...map.values()].map((value) => literalText(value, type.valueType, zone));
  return `map(keys: [${keys.join(",")}], values: [${values.join(",")}])`;
}
