import type { DataType, LongValue } from "./data-type.js";
import { formatDate } from "./date-time.js";
import { decimalText } from "./decimal.js";
import { doubleToString, floatToString } from "./number-format.js";
import { timestampFormatter } from "./timestamp-text.js";
import { utf8Decode } from "./utf8.js";

/**
 * How the values of a type look as strings (`cast(x as string)`): arrays `[1, 2]`, structs `{1, a}`, maps `{k -> v}`.
 * The returned function takes no null; nulls inside nested values are written as `nullText`. Timestamps are shown on the clocks of `zone`.
 */
export function valueFormatter(type: DataType, nullText = "null", zone?: string): (value: unknown) => string {
  const nested = (t: DataType) => {
    const format = valueFormatter(t, nullText, zone);
    return (v: unknown) => (v === null ? nullText : format(v));
  };
  switch (type.kind) {
    case "decimal":
      return (v) => decimalText(v as LongValue, type.scale);
    case "double":
      return (v) => doubleToString(v as number);
    case "float":
      return (v) => floatToString(v as number);
    case "date":
      return (v) => formatDate(v as number);
    case "timestamp":
      return timestampFormatter(zone) as (v: unknown) => string;
    case "binary":
      return (v) => utf8Decode(v as Uint8Array);
    case "array": {
      const element = nested(type.elementType);
      return (v) => `[${(v as unknown[]).map(element).join(", ")}]`;
    }
    case "struct": {
      const fields = type.fields.map((f) => nested(f.dataType));
      return (v) => `{${fields.map((format, i) => format((v as unknown[])[i])).join(", ")}}`;
    }
    case "map": {
      const key = nested(type.keyType);
      const value = nested(type.valueType);
      return (v) => `{${[...(v as Map<unknown, unknown>)].map(([k, x]) => `${key(k)} -> ${value(x)}`).join(", ")}}`;
    }
    default:
      return String;
  }
}
