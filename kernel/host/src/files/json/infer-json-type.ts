import {
  arrayType,
  BooleanType,
  type DataType,
  type DecimalType,
  DoubleType,
  decimalType,
  LongType,
  NullType,
  StringType,
  type StructField,
  type StructType,
  structField,
  structType,
} from "@stageplay/core";
import { parseBigDecimal, precisionOf } from "../decimal.js";
import type { JsonNode } from "./json-node.js";

/** The type of one JSON value as Spark infers it: whole numbers are longs, others doubles, fields sorted by name. */
export function typeOfNode(node: JsonNode): DataType {
  switch (node.kind) {
    case "null":
      return NullType;
    case "boolean":
      return BooleanType;
    case "string":
      return StringType;
    case "number":
      return typeOfNumber(node.text);
    case "array":
      return arrayType(node.items.map(typeOfNode).reduce(widerJsonType, NullType));
    case "object":
      return structType(sorted(node.fields.map(({ name, value }) => structField(name, typeOfNode(value)))));
  }
}

function typeOfNumber(text: string): DataType {
  if (!/^-?\d+$/.test(text)) return DoubleType;
  if (text.length <= 18) return LongType;
  const { unscaled } = parseBigDecimal(text)!;
  if (BigInt.asIntN(64, unscaled) === unscaled) return LongType;
  const precision = precisionOf(unscaled);
  return precision <= 38 ? decimalType(precision, 0) : DoubleType;
}

/** The type that holds both, string when nothing tighter does. */
export function widerJsonType(a: DataType, b: DataType): DataType {
  if (a.kind === "null") return b;
  if (b.kind === "null") return a;
  if (a.kind === "struct" && b.kind === "struct") return adds(a, b) ? structType(mergedFields(a.fields, b.fields)) : a;
  if (a.kind === "array" && b.kind === "array") return arrayType(widerJsonType(a.elementType, b.elementType));
  if (isNumeric(a) && isNumeric(b)) return widerNumber(a, b);
  return a.kind === b.kind ? a : StringType;
}

/** False when `b` has the same fields and nothing wider than `a`: the usual case from the second line on, and then `a` stays. */
function adds(a: StructType, b: StructType): boolean {
  const same = a.fields.length === b.fields.length;
  return !same || a.fields.some((field, i) => addsToField(field, b.fields[i]!));
}

function addsToField(a: StructField, b: StructField): boolean {
  return a.name !== b.name || widerJsonType(a.dataType, b.dataType) !== a.dataType;
}

function isNumeric(type: DataType): boolean {
  return type.kind === "long" || type.kind === "double" || type.kind === "decimal";
}

function widerNumber(a: DataType, b: DataType): DataType {
  if (a.kind === "double" || b.kind === "double") return DoubleType;
  if (a.kind === "long" && b.kind === "long") return LongType;
  const digits = (type: DataType) => (type.kind === "decimal" ? (type as DecimalType).precision : 20);
  return decimalType(Math.max(digits(a), digits(b)), 0);
}

/** Both lists are sorted by name; so is the result. */
function mergedFields(a: readonly StructField[], b: readonly StructField[]): StructField[] {
  const merged = new Map(a.map((field) => [field.name, field.dataType]));
  for (const { name, dataType } of b) merged.set(name, widerJsonType(merged.get(name) ?? NullType, dataType));
  return sorted(Array.from(merged, ([name, dataType]) => structField(name, dataType)));
}

/** By UTF-16 code units, as Java compares strings. */
function sorted(fields: readonly StructField[]): StructField[] {
  return [...fields].sort((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)));
}

/** Settles what is left open: a field that was null only is a string; one that was only `{}` is left out (undefined). */
export function settledJsonType(type: DataType): DataType | undefined {
  if (type.kind === "null") return StringType;
  if (type.kind === "array") {
    const element = settledJsonType(type.elementType);
    return element && arrayType(element);
  }
  if (type.kind !== "struct") return type;
  const fields = type.fields.flatMap(({ name, dataType }) => {
    const settled = settledJsonType(dataType);
    return settled ? [structField(name, settled)] : [];
  });
  return fields.length > 0 ? structType(fields) : undefined;
}
