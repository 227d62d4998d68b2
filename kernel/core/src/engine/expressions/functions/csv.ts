import type { TimeZoneId } from "../../../plans/expressions/index.js";
import { castFromString } from "../../../types/cast-string.js";
import {
  type DataType,
  DoubleType,
  IntegerType,
  LongType,
  StringType,
  structField,
  structType,
} from "../../../types/data-type.js";
import { valueFormatter } from "../../../types/format-value.js";
import { isoTimestampFormatter } from "../../../types/timestamp-text.js";

/** The fields of a CSV line; quotes keep a comma inside. */
function fieldsOf(line: string): readonly string[] {
  const fields: string[] = [];
  const pattern = /\s*(?:"((?:[^"\\]|\\.|"")*)"|([^,]*))(,|$)/gy;
  for (;;) {
    const match = pattern.exec(line);
    if (match === null) return fields;
    fields.push(match[1] === undefined ? match[2]! : match[1].replace(/\\(.)|""/g, (_, c?: string) => c ?? '"'));
    if (match[3] === "") return fields;
  }
}

/** `from_csv` as a function of lines; a field that cannot be read is null. */
export function fromCsv(type: DataType, zone?: TimeZoneId): (line: string) => unknown {
  const readers = type.kind === "struct" ? type.fields.map((f) => castFromString(f.dataType, false, zone)) : [];
  const isText = type.kind === "struct" ? type.fields.map((f) => f.dataType.kind === "string") : [];
  return (line) => {
    const fields = fieldsOf(line);
    return readers.map((read, i) => {
      const field = fields[i];
      if (field === undefined || field === "") return null;
      return isText[i] ? field : read(field.trim());
    });
  };
}

/** `to_csv`: values with commas, quotes or line breaks are quoted, nulls are empty. */
export function toCsv(type: DataType, zone?: TimeZoneId): (value: unknown) => string {
  const formats = type.kind === "struct" ? type.fields.map(({ dataType }) => formatter(dataType, zone)) : [];
  return (value) =>
    (value as unknown[]).map((field, i) => (field === null ? "" : quotedField(formats[i]!(field)))).join(",");
}

function formatter(type: DataType, zone: TimeZoneId | undefined): (value: unknown) => string {
  if (type.kind === "timestamp") return isoTimestampFormatter(zone) as (value: unknown) => string;
  return valueFormatter(type, "null", zone);
}

const quotedField = (text: string): string =>
  text === "" ? '""' : /[",\n\r]/.test(text) ? `"${text.replace(/["\\]/g, "\\$&")}"` : text;

/** The columns `_c0`, `_c1`, … that a CSV line has. */
export function schemaOfCsv(line: string): DataType {
  return structType(fieldsOf(line).map((field, i) => structField(`_c${i}`, typeOf(field.trim()))));
}

function typeOf(text: string): DataType {
  if (/^[+-]?\d{1,9}$/.test(text)) return IntegerType;
  if (/^[+-]?\d+$/.test(text)) return LongType;
  return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text) ? DoubleType : StringType;
}
