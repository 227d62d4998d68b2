import type { AtomicTypeName, DataType } from "./data-type.js";

/** An atomic type's name in SQL; `typeName` differs for a few (`long` in printSchema, `bigint` everywhere else). */
const SQL_NAMES: Readonly<Record<AtomicTypeName, string>> = {
  boolean: "boolean",
  byte: "tinyint",
  short: "smallint",
  integer: "int",
  long: "bigint",
  float: "float",
  double: "double",
  string: "string",
  binary: "binary",
  date: "date",
  timestamp: "timestamp",
  null: "void",
};

/** The name that `printSchema` shows: `long`, `integer`, `decimal(10,2)`, `array`, `struct`. */
export function typeName(type: DataType): string {
  if (type.kind === "decimal") return `decimal(${type.precision},${type.scale})`;
  return type.kind === "null" ? "void" : type.kind;
}

/** The whole type in one line, as plans and `ReadSchema` show it: `bigint`, `struct<a:bigint,b:array<string>>`. */
export function catalogString(type: DataType): string {
  switch (type.kind) {
    case "decimal":
      return typeName(type);
    case "array":
      return `array<${catalogString(type.elementType)}>`;
    case "map":
      return `map<${catalogString(type.keyType)},${catalogString(type.valueType)}>`;
    case "struct":
      return `struct<${type.fields.map((f) => `${f.name}:${catalogString(f.dataType)}`).join(",")}>`;
    default:
      return SQL_NAMES[type.kind];
  }
}

/** Fields of a struct that {@link simpleString} shows (`spark.sql.debug.maxToStringFields`). */
const MAX_FIELDS = 25;

/** Like {@link catalogString}, but a struct of more than 25 fields ends in `... N more fields`. */
export function simpleString(type: DataType): string {
  if (type.kind !== "struct" || type.fields.length <= MAX_FIELDS) return catalogString(type);
  const shown = type.fields.slice(0, MAX_FIELDS - 1).map((f) => `${f.name}:${simpleString(f.dataType)}`);
  return `struct<${shown.join(",")},... ${type.fields.length - shown.length} more fields>`;
}

/** The type as SQL text has it: `BIGINT`, `DECIMAL(10,2)`, `ARRAY<STRING>`, `STRUCT<a: BIGINT>`. */
export function typeSql(type: DataType): string {
  switch (type.kind) {
    case "array":
      return `ARRAY<${typeSql(type.elementType)}>`;
    case "map":
      return `MAP<${typeSql(type.keyType)}, ${typeSql(type.valueType)}>`;
    case "struct":
      return `STRUCT<${type.fields.map((f) => `${f.name}: ${typeSql(f.dataType)}`).join(", ")}>`;
    default:
      return catalogString(type).toUpperCase();
  }
}
