import { type DataType, Decimal, Row } from "@stageplay/core";

const NAMES: Readonly<Record<string, string>> = {
  integer: "int",
  long: "bigint",
  byte: "tinyint",
  short: "smallint",
  null: "void",
};

/** A type as Spark's `simpleString` writes it. */
export function simpleType(type: DataType): string {
  switch (type.kind) {
    case "array":
      return `array<${simpleType(type.elementType)}>`;
    case "map":
      return `map<${simpleType(type.keyType)},${simpleType(type.valueType)}>`;
    case "struct":
      return `struct<${type.fields.map((f) => `${f.name}:${simpleType(f.dataType)}`).join(",")}>`;
    case "decimal":
      return `decimal(${type.precision},${type.scale})`;
    default:
      return NAMES[type.kind] ?? type.kind;
  }
}

/** A collected value as the records hold it: numbers that JSON cannot hold as text, bytes in hex, maps as pairs. */
export function plainValue(value: unknown): unknown {
  if (value instanceof Row) return Row.values(value).map(plainValue);
  if (value instanceof Map) return [...value].map(plainValue);
  if (value instanceof Decimal || typeof value === "bigint") return value.toString();
  if (value instanceof Uint8Array) return { hex: Buffer.from(value).toString("hex") };
  if (typeof value === "number" && !Number.isFinite(value)) return String(value);
  return Array.isArray(value) ? value.map(plainValue) : value;
}
