import { base64Encode } from "../../../../base/base64.js";
import type { TimeZoneId } from "../../../../plans/expressions/index.js";
import type { DataType, LongValue } from "../../../../types/data-type.js";
import { formatDate } from "../../../../types/date-time.js";
import { valueFormatter } from "../../../../types/format-value.js";
import { isoTimestampFormatter } from "../../../../types/timestamp-text.js";
import { quoted } from "./json-value.js";

/** `to_json` as a function of values: fields that are null are left out of structs. */
export function toJson(type: DataType, zone?: TimeZoneId): (value: unknown) => string {
  const nested = (t: DataType) => {
    const text = toJson(t, zone);
    return (value: unknown) => (value === null ? "null" : text(value));
  };
  switch (type.kind) {
    case "struct": {
      const fields = type.fields.map((f) => ({ name: quoted(f.name), text: toJson(f.dataType, zone) }));
      return (value) => {
        const texts = fields.flatMap(({ name, text }, i) => {
          const field = (value as unknown[])[i];
          return field === null ? [] : `${name}:${text(field)}`;
        });
        return `{${texts.join(",")}}`;
      };
    }
    case "array": {
      const element = nested(type.elementType);
      return (value) => `[${(value as unknown[]).map(element).join(",")}]`;
    }
    case "map": {
      const item = nested(type.valueType);
      const key = valueFormatter(type.keyType, "null", zone);
      return (value) =>
        `{${[...(value as Map<unknown, unknown>)].map(([k, v]) => `${quoted(key(k))}:${item(v)}`).join(",")}}`;
    }
    case "string":
      return (value) => quoted(value as string);
    case "binary":
      return (value) => quoted(base64Encode(value as Uint8Array));
    case "date":
      return (value) => quoted(formatDate(value as number));
    case "timestamp": {
      const format = isoTimestampFormatter(zone);
      return (value) => quoted(format(value as LongValue));
    }
    case "double":
    case "float": {
      const format = valueFormatter(type);
      return (value) => (Number.isFinite(value) ? format(value) : quoted(format(value)));
    }
    default:
      return valueFormatter(type);
  }
}
