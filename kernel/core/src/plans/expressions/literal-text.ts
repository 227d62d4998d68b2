import type { DataType, LongValue, MapType, StructType } from "../../types/data-type.js";
import { formatDate, formatTimestamp } from "../../types/date-time.js";
import { decimalText } from "../../types/decimal.js";
import { doubleToString, floatToString } from "../../types/number-format.js";

/** A held value as plans print a literal: strings without quotes, dates as `2024-01-15`, `null`. */
export function literalText(value: unknown, type: DataType): string {
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
      return formatTimestamp(value as LongValue);
    case "binary":
      return `0x${hex(value as Uint8Array)}`;
    case "array":
      return `[${(value as unknown[]).map((v) => literalText(v, type.elementType)).join(",")}]`;
    case "struct":
      return structText(value as unknown[], type);
    case "map":
      return mapText(value as Map<unknown, unknown>, type);
    default:
      return String(value);
  }
}

/** A literal inside a column name: like {@link literalText}, but `NULL`, and dates and timestamps with their type. */
export function literalSql(value: unknown, type: DataType): string {
  if (value === null) return "NULL";
  if (type.kind === "date" || type.kind === "timestamp")
    return `${type.kind.toUpperCase()} '${literalText(value, type)}'`;
  return type.kind === "binary" ? `X'${hex(value as Uint8Array)}'` : literalText(value, type);
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (b) => b.toString(16).padStart(2, "0").toUpperCase()).join("");
}

function structText(values: readonly unknown[], type: StructType): string {
  return `[${values.map((v, i) => literalText(v, type.fields[i]!.dataType)).join(",")}]`;
}

function mapText(map: ReadonlyMap<unknown, unknown>, type: MapType): string {
  const keys = [...map.keys()].map((key) => literalText(key, type.keyType));
  const values = [...map.values()].map((value) => literalText(value, type.valueType));
  return `map(keys: [${keys.join(",")}], values: [${values.join(",")}])`;
}
