import type { TimeZoneId } from "../../../../plans/expressions/index.js";
import { castFunction } from "../../../../types/cast.js";
import { castFromString } from "../../../../types/cast-string.js";
import type { DataType, StructType } from "../../../../types/data-type.js";
import { DoubleType } from "../../../../types/data-type.js";
import { isIntegral } from "../../../../types/type-coercion.js";
import { type JsonValue, jsonText, parseJson } from "./json-value.js";

/** A value that does not belong to its type; the field is null then. */
const WRONG = Symbol("wrong");
type Converted = unknown | typeof WRONG;

/** `from_json` as a function of texts: what cannot be read is null, a struct keeps its other fields. */
export function fromJson(type: DataType, zone?: TimeZoneId): (text: string) => unknown {
  const nulls = type.kind === "struct" ? () => type.fields.map(() => null) : () => null;
  return (text) => {
    if (text.trim() === "") return null;
    const value = parseJson(text);
    if (value === undefined) return nulls();
    // An array stands for its first element where a struct is wanted.
    const root = type.kind === "struct" && value.kind === "array" ? (value.items[0] ?? value) : value;
    const converted = convert(root, type, zone);
    return converted === WRONG ? nulls() : converted;
  };
}

function convert(value: JsonValue, type: DataType, zone: TimeZoneId | undefined): Converted {
  if (value.kind === "null") return null;
  switch (type.kind) {
    case "struct":
      return value.kind === "object" ? struct(new Map(value.fields), type, zone) : WRONG;
    case "array":
      return value.kind === "array" ? value.items.map((item) => orNull(convert(item, type.elementType, zone))) : WRONG;
    case "map":
      return value.kind === "object"
        ? new Map(value.fields.map(([name, item]) => [name, orNull(convert(item, type.valueType, zone))] as const))
        : WRONG;
    case "string":
      return value.kind === "string" ? value.value : jsonText(value);
    case "boolean":
      return value.kind === "boolean" ? value.value : WRONG;
    default:
      return scalar(value, type, zone);
  }
}

const orNull = (value: Converted): unknown => (value === WRONG ? null : value);

function struct(fields: ReadonlyMap<string, JsonValue>, type: StructType, zone: TimeZoneId | undefined): unknown[] {
  return type.fields.map((field) => {
    const value = fields.get(field.name);
    return value === undefined ? null : orNull(convert(value, field.dataType, zone));
  });
}

const SPECIAL: Readonly<Record<string, number>> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  "-Infinity": Number.NEGATIVE_INFINITY,
};

function scalar(value: JsonValue, type: DataType, zone: TimeZoneId | undefined): Converted {
  if (value.kind === "string" && (type.kind === "date" || type.kind === "timestamp")) {
    return castFromString(type, false, zone)(value.value) ?? WRONG;
  }
  if (value.kind === "string" && (type.kind === "double" || type.kind === "float"))
    return SPECIAL[value.value] ?? WRONG;
  if (value.kind === "string" && type.kind === "decimal") return castFromString(type, false)(value.value) ?? WRONG;
  if (value.kind !== "number") return WRONG;
  if (isIntegral(type) && !/^-?\d+$/.test(value.text)) return WRONG;
  if (type.kind === "date" || type.kind === "binary") return WRONG;
  if (type.kind === "timestamp") return castFunction(DoubleType, type, false)(Number(value.text));
  return castFromString(type, false)(value.text) ?? WRONG;
}
