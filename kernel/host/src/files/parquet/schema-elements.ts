import type { DataType, DecimalType, StructField } from "@stageplay/core";
import type { SchemaElement } from "hyparquet";

/** The Parquet schema of one column, depth first, with the annotations and group names that Spark writes. */
export function schemaElements(field: StructField): SchemaElement[] {
  return elementsOf(field.name, field.dataType, field.nullable);
}

function elementsOf(name: string, type: DataType, nullable: boolean): SchemaElement[] {
  const head = { name, repetition_type: nullable ? ("OPTIONAL" as const) : ("REQUIRED" as const) };
  switch (type.kind) {
    case "array":
      return [
        { ...head, num_children: 1, converted_type: "LIST", logical_type: { type: "LIST" } },
        { name: "list", repetition_type: "REPEATED", num_children: 1 },
        ...elementsOf("element", type.elementType, type.containsNull),
      ];
    case "map":
      return [
        { ...head, num_children: 1, converted_type: "MAP", logical_type: { type: "MAP" } },
        { name: "key_value", repetition_type: "REPEATED", num_children: 2 },
        ...elementsOf("key", type.keyType, false),
        ...elementsOf("value", type.valueType, type.valueContainsNull),
      ];
    case "struct":
      return [{ ...head, num_children: type.fields.length }, ...type.fields.flatMap(schemaElements)];
    default:
      return [{ ...head, ...leaf(type) }];
  }
}

function leaf(type: DataType): Omit<SchemaElement, "name"> {
  switch (type.kind) {
    case "boolean":
      return { type: "BOOLEAN" };
    // No logical type here: hyparquet-writer 0.17 encodes its bit width as a wrong thrift type, which other readers refuse.
    case "byte":
      return { type: "INT32", converted_type: "INT_8" };
    case "short":
      return { type: "INT32", converted_type: "INT_16" };
    case "integer":
      return { type: "INT32" };
    case "long":
      return { type: "INT64" };
    case "float":
      return { type: "FLOAT" };
    case "double":
      return { type: "DOUBLE" };
    case "date":
      return { type: "INT32", converted_type: "DATE", logical_type: { type: "DATE" } };
    case "timestamp":
      return {
        type: "INT64",
        converted_type: "TIMESTAMP_MICROS",
        logical_type: { type: "TIMESTAMP", isAdjustedToUTC: true, unit: "MICROS" },
      };
    case "string":
      return { type: "BYTE_ARRAY", converted_type: "UTF8", logical_type: { type: "STRING" } };
    case "decimal":
      return decimalLeaf(type);
    default:
      return { type: "BYTE_ARRAY" };
  }
}

/** Spark stores up to 9 digits in 4 bytes, up to 18 in 8, more in as many bytes as the precision needs. */
function decimalLeaf({ precision, scale }: DecimalType): Omit<SchemaElement, "name"> {
  const annotation = {
    converted_type: "DECIMAL" as const,
    precision,
    scale,
    logical_type: { type: "DECIMAL" as const, precision, scale },
  };
  if (precision <= 9) return { type: "INT32", ...annotation };
  if (precision <= 18) return { type: "INT64", ...annotation };
  const bits = (10n ** BigInt(precision)).toString(2).length + 1;
  return { type: "FIXED_LEN_BYTE_ARRAY", type_length: Math.ceil(bits / 8), ...annotation };
}
