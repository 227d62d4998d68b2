import { type DataType, type DecimalType, type LongValue, longValue } from "@stageplay/core";
import type { SchemaElement, SchemaTree } from "hyparquet";
import { decimalOf } from "../decimal.js";
import { elementNode, isList, isMap, typeOfNode } from "./parquet-schema.js";

type Convert = (raw: unknown) => unknown;

/** A column as hyparquet gives it without annotations, turned into held values of the wanted type; itself where nothing changes. */
export function heldColumn(raw: ArrayLike<unknown>, node: SchemaTree, type: DataType): ArrayLike<unknown> {
  const convert = converter(node, type);
  if (!convert) return raw;
  const held = new Array<unknown>(raw.length);
  for (let i = 0; i < raw.length; i++) held[i] = raw[i] == null ? null : convert(raw[i]);
  return held;
}

/** Undefined when stored and held values are the same. */
function converter(node: SchemaTree, type: DataType): Convert | undefined {
  if (node.element.repetition_type === "REPEATED") {
    const { repetition_type: _repeated, ...element } = node.element;
    return type.kind === "array" ? listConverter({ ...node, element }, type.elementType) : undefined;
  }
  if (type.kind === "array" && isList(node)) return listConverter(elementNode(node), type.elementType);
  if (type.kind === "map" && isMap(node)) return mapConverter(node, type.keyType, type.valueType);
  if (type.kind === "struct") return structConverter(node, type.fields);
  return leafConverter(node.element, typeOfNode(node), type);
}

function listConverter(element: SchemaTree, type: DataType): Convert {
  const convert = orNull(converter(element, type));
  return (list) => (list as unknown[]).map(convert);
}

/** Without its annotation a map is a group with one repeated group of keys and values. */
function mapConverter(node: SchemaTree, keyType: DataType, valueType: DataType): Convert {
  const entries = node.children[0]!;
  const [keyNode, valueNode] = entries.children as [SchemaTree, SchemaTree];
  const [key, value] = [orNull(converter(keyNode, keyType)), orNull(converter(valueNode, valueType))];
  return (group) => {
    const list = ((group as Record<string, unknown>)[entries.element.name] ?? []) as Record<string, unknown>[];
    return new Map(list.map((entry) => [key(entry[keyNode.element.name]), value(entry[valueNode.element.name])]));
  };
}

function structConverter(
  node: SchemaTree,
  fields: readonly { readonly name: string; readonly dataType: DataType }[],
): Convert {
  const readers = fields.map(({ name, dataType }): Convert => {
    const child = findChild(node, name);
    if (!child) return () => null;
    const convert = orNull(converter(child, dataType));
    return (group) => convert((group as Record<string, unknown>)[child.element.name]);
  });
  return (group) => readers.map((read) => read(group));
}

/** By name, else by name in any case, as Spark's default has it. */
export function findChild(node: SchemaTree, name: string): SchemaTree | undefined {
  const exact = node.children.find(({ element }) => element.name === name);
  return exact ?? node.children.find(({ element }) => element.name.toLowerCase() === name.toLowerCase());
}

function orNull(convert: Convert | undefined): Convert {
  return (raw) => (raw == null ? null : convert ? convert(raw) : raw);
}

function leafConverter(element: SchemaElement, stored: DataType, wanted: DataType): Convert | undefined {
  if (stored.kind === "decimal") return decimalConverter(stored, wanted);
  if (stored.kind === "timestamp") return timestampConverter(element);
  if (element.type === "INT64") return (raw) => longValue(raw as bigint);
  return undefined;
}

function decimalConverter(stored: DecimalType, wanted: DataType): Convert {
  if (wanted.kind !== "decimal" || wanted.scale === stored.scale) return unscaled;
  return (raw) => decimalOf({ unscaled: BigInt(unscaled(raw)), scale: stored.scale }, wanted) ?? null;
}

function unscaled(raw: unknown): LongValue {
  if (typeof raw === "number") return raw;
  if (typeof raw === "bigint") return longValue(raw);
  // Two's complement, most significant byte first.
  const bytes = raw as Uint8Array;
  const hex = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex");
  return longValue(BigInt.asIntN(bytes.length * 8, BigInt(`0x${hex || "0"}`)));
}

function timestampConverter({
  type,
  converted_type: converted,
  logical_type: logical,
}: SchemaElement): Convert | undefined {
  // hyparquet gives an INT96 through its parser `timestampFromNanoseconds`, which we leave as nanoseconds.
  const unit =
    type === "INT96" ? "NANOS" : logical?.type === "TIMESTAMP" ? logical.unit : converted?.replace("TIMESTAMP_", "");
  if (unit === "MILLIS") return (raw) => longValue((raw as bigint) * 1000n);
  if (unit === "NANOS") return (raw) => longValue(floorDivide(raw as bigint, 1000n));
  return (raw) => longValue(raw as bigint);
}

function floorDivide(value: bigint, divisor: bigint): bigint {
  return (value - (((value % divisor) + divisor) % divisor)) / divisor;
}
