import type { DataType, StructType } from "../types/data-type.js";

/** `true`/`false` for what may be null, as Spark prints it. */
const nullableText = (nullable: boolean): string => `(nullable = ${nullable})`;

/** The schema as `printSchema` shows it. */
export function treeString(schema: StructType): string {
  return `root\n${fieldLines(schema, "")}`;
}

function fieldLines(schema: StructType, indent: string): string {
  return schema.fields
    .map(({ name, dataType, nullable }) => {
      const line = `${indent} |-- ${name}: ${typeLabel(dataType)} ${nullableText(nullable)}\n`;
      return line + nestedLines(dataType, `${indent} |   `);
    })
    .join("");
}

function nestedLines(type: DataType, indent: string): string {
  switch (type.kind) {
    case "struct":
      return fieldLines(type, indent);
    case "array":
      return entryLines("element", type.elementType, `(containsNull = ${type.containsNull})`, indent);
    case "map": {
      const key = `${indent} |-- key: ${typeLabel(type.keyType)}\n`;
      const value = entryLines("value", type.valueType, `(valueContainsNull = ${type.valueContainsNull})`, indent);
      return key + nestedLines(type.keyType, `${indent} |   `) + value;
    }
    default:
      return "";
  }
}

function entryLines(name: string, type: DataType, suffix: string, indent: string): string {
  return `${indent} |-- ${name}: ${typeLabel(type)} ${suffix}\n${nestedLines(type, `${indent} |   `)}`;
}

function typeLabel(type: DataType): string {
  if (type.kind === "null") return "void";
  return type.kind === "decimal" ? `decimal(${type.precision},${type.scale})` : type.kind;
}
