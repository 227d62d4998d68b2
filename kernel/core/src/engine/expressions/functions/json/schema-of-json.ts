import {
  arrayType,
  BooleanType,
  type DataType,
  DoubleType,
  decimalType,
  LongType,
  NullType,
  StringType,
  structField,
  structType,
} from "../../../../types/data-type.js";
import { findWiderType } from "../../../../types/type-coercion.js";
import { type JsonValue, parseJson } from "./json-value.js";

/** The type that a JSON text has, as reading it would infer it. */
export function schemaOfJson(text: string): DataType {
  const value = parseJson(text);
  return value === undefined ? StringType : withoutNulls(inferred(value));
}

function inferred(value: JsonValue): DataType {
  switch (value.kind) {
    case "null":
      return NullType;
    case "boolean":
      return BooleanType;
    case "string":
      return StringType;
    case "number":
      return numberType(value.text);
    case "array":
      return arrayType(value.items.map(inferred).reduce(merged, NullType));
    case "object":
      return structType(
        [...value.fields].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, item]) => structField(name, inferred(item))),
      );
  }
}

function numberType(text: string): DataType {
  if (!/^-?\d+$/.test(text)) return DoubleType;
  return BigInt.asIntN(64, BigInt(text)) === BigInt(text)
    ? LongType
    : decimalType(Math.min(38, text.replace("-", "").length), 0);
}

function merged(a: DataType, b: DataType): DataType {
  if (a.kind === "struct" && b.kind === "struct") {
    const names = [...new Set([...a.fields, ...b.fields].map((f) => f.name))].sort();
    const typeIn = (type: typeof a, name: string): DataType =>
      type.fields.find((f) => f.name === name)?.dataType ?? NullType;
    return structType(names.map((name) => structField(name, merged(typeIn(a, name), typeIn(b, name)))));
  }
  if (a.kind === "string" || b.kind === "string") return a.kind === "null" ? b : b.kind === "null" ? a : StringType;
  return findWiderType(a, b) ?? StringType;
}

/** A type that is never seen is a string. */
function withoutNulls(type: DataType): DataType {
  if (type.kind === "null") return StringType;
  if (type.kind === "array") return arrayType(withoutNulls(type.elementType));
  if (type.kind !== "struct") return type;
  return structType(type.fields.map((f) => structField(f.name, withoutNulls(f.dataType))));
}
