import type { DataType } from "@stageplay/core";

const NAMES: Readonly<Record<string, string>> = {
  byte: "TINYINT",
  short: "SMALLINT",
  integer: "INT",
  long: "BIGINT",
  null: "VOID",
};

/** Spark's SQL name of a type, as its errors print it: `ARRAY<INT>`, `DECIMAL(10,2)`. */
export function sqlTypeName(type: DataType): string {
  switch (type.kind) {
    case "decimal":
      return `DECIMAL(${type.precision},${type.scale})`;
    case "array":
      return `ARRAY<${sqlTypeName(type.elementType)}>`;
    case "map":
      return `MAP<${sqlTypeName(type.keyType)}, ${sqlTypeName(type.valueType)}>`;
    case "struct":
      return `STRUCT<${type.fields.map((field) => `${field.name}: ${sqlTypeName(field.dataType)}`).join(", ")}>`;
    default:
      return NAMES[type.kind] ?? type.kind.toUpperCase();
  }
}
