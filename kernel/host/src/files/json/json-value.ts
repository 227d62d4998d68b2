import { type DataType, longValue } from "@stageplay/core";
import { decimalOf, parseBigDecimal } from "../decimal.js";
import type { TemporalFormat } from "../temporal-options.js";
import type { JsonNode } from "./json-node.js";

/** Collects that some value did not fit its type: Spark nulls just that value and keeps the record as malformed. */
export interface JsonReading {
  readonly temporal: TemporalFormat;
  malformed: boolean;
}

/** The held value of a node read as a type; null, and `malformed` set, when it does not fit. */
export function heldValue(node: JsonNode | undefined, type: DataType, reading: JsonReading): unknown {
  if (node === undefined || node.kind === "null") return null;
  const value = convert(node, type, reading);
  if (value === undefined) reading.malformed = true;
  return value ?? null;
}

const BITS: Readonly<Record<string, number>> = { byte: 8, short: 16, integer: 32, long: 64 };
const INFINITIES: Readonly<Record<string, number>> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  "+Infinity": Number.POSITIVE_INFINITY,
  INF: Number.POSITIVE_INFINITY,
  "+INF": Number.POSITIVE_INFINITY,
  "-Infinity": Number.NEGATIVE_INFINITY,
  "-INF": Number.NEGATIVE_INFINITY,
};

function convert(node: JsonNode, type: DataType, reading: JsonReading): unknown {
  switch (type.kind) {
    case "boolean":
      return node.kind === "boolean" ? node.value : undefined;
    case "byte":
    case "short":
    case "integer":
    case "long":
      return node.kind === "number" ? wholeNumber(node.text, BITS[type.kind]!) : undefined;
    case "double":
      return floating(node);
    case "float": {
      const value = floating(node);
      return value === undefined ? undefined : Math.fround(value);
    }
    case "decimal": {
      const decimal =
        node.kind === "number"
          ? parseBigDecimal(node.text)
          : node.kind === "string"
            ? parseBigDecimal(node.value)
            : undefined;
      return decimal && decimalOf(decimal, type);
    }
    case "string":
      return asText(node);
    case "date":
      return node.kind === "string" ? reading.temporal.parseDate(node.value) : undefined;
    case "timestamp":
      if (node.kind === "number" && /^-?\d{1,12}$/.test(node.text)) return longValue(BigInt(node.text) * 1_000_000n);
      return node.kind === "string" ? reading.temporal.parseTimestamp(node.value) : undefined;
    case "binary":
      return node.kind === "string" ? new Uint8Array(Buffer.from(node.value, "base64")) : undefined;
    case "array":
      return node.kind === "array" ? node.items.map((item) => heldValue(item, type.elementType, reading)) : undefined;
    case "struct": {
      if (node.kind !== "object") return undefined;
      const byName = new Map(node.fields.map((field) => [field.name, field.value]));
      return type.fields.map((field) => heldValue(byName.get(field.name), field.dataType, reading));
    }
    case "map":
      if (node.kind !== "object") return undefined;
      return new Map(node.fields.map(({ name, value }) => [name, heldValue(value, type.valueType, reading)]));
    case "null":
      return undefined;
  }
}

/** Anything read as a string is its own text; a number keeps its digits (`1.50`). */
function asText(node: JsonNode): string {
  switch (node.kind) {
    case "string":
      return node.value;
    case "number":
      return node.text;
    case "array":
    case "object":
      return node.raw;
    case "boolean":
      return String(node.value);
    case "null":
      return "null";
  }
}

function wholeNumber(text: string, bits: number): unknown {
  if (!/^-?\d+$/.test(text)) return undefined;
  const value = text.length <= 15 ? Number(text) : longValue(BigInt(text));
  if (bits === 64 && typeof value === "number") return value;
  return BigInt.asIntN(bits, BigInt(value)) === BigInt(value) ? value : undefined;
}

/** JSON has no NaN, so Spark takes it and the infinities as strings, too. */
function floating(node: JsonNode): number | undefined {
  if (node.kind === "string") return INFINITIES[node.value];
  if (node.kind !== "number") return undefined;
  const value = Number(node.text);
  return Number.isNaN(value) ? INFINITIES[node.text] : value;
}
