import { type DataType, SparkException, type StructType } from "@stageplay/core";
import type { SchemaTree } from "hyparquet";
import { sqlTypeName } from "../sql-type-name.js";
import { findChild } from "./held-column.js";
import { typeOfNode } from "./parquet-schema.js";

/** @throws SparkError FAILED_READ_FILE.PARQUET_COLUMN_DATA_TYPE_MISMATCH when a column is asked for as a type that it cannot be read as. */
export function checkReadable(path: string, tree: SchemaTree, schema: StructType): void {
  for (const { name, dataType } of schema.fields) {
    const node = findChild(tree, name);
    if (!node || canRead(typeOfNode(node), dataType)) continue;
    throw new SparkException({
      condition: "FAILED_READ_FILE.PARQUET_COLUMN_DATA_TYPE_MISMATCH",
      message:
        `Encountered error while reading file ${path}. Data type mismatches when reading Parquet column [${name}]. ` +
        `Expected Spark type ${sqlTypeName(dataType)}, actual Parquet type ${node.element.type ?? "group"}.`,
      nextStep: `Read the column as ${sqlTypeName(typeOfNode(node))} and cast it afterwards.`,
      parameters: { path, column: `[${name}]` },
    });
  }
}

const WHOLE = ["byte", "short", "integer", "date", "long"];

/** Spark reads a column as its own type or a wider one. */
function canRead(stored: DataType, wanted: DataType): boolean {
  if (stored.kind === "struct" && wanted.kind === "struct") {
    return wanted.fields.every(({ name, dataType }) => {
      const field = stored.fields.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
      return !field || canRead(field.dataType, dataType);
    });
  }
  if (stored.kind === "array" && wanted.kind === "array") return canRead(stored.elementType, wanted.elementType);
  if (stored.kind === "map" && wanted.kind === "map") {
    return canRead(stored.keyType, wanted.keyType) && canRead(stored.valueType, wanted.valueType);
  }
  if (stored.kind === "decimal" && wanted.kind === "decimal") {
    return wanted.scale >= stored.scale && wanted.precision - wanted.scale >= stored.precision - stored.scale;
  }
  if (stored.kind === wanted.kind) return true;
  if (wanted.kind === "double") return stored.kind === "float" || ["byte", "short", "integer"].includes(stored.kind);
  const [from, to] = [WHOLE.indexOf(stored.kind), WHOLE.indexOf(wanted.kind)];
  return from >= 0 && to >= 0 && stored.kind !== "date" && wanted.kind !== "date" && from <= to;
}
