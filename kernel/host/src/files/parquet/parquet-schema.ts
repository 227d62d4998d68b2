import {
  AnalysisException,
  arrayType,
  BinaryType,
  BooleanType,
  ByteType,
  type DataType,
  DateType,
  DoubleType,
  decimalType,
  FloatType,
  IntegerType,
  LongType,
  mapType,
  ShortType,
  StringType,
  type StructField,
  type StructType,
  structField,
  structType,
  TimestampType,
} from "@stageplay/core";
import { type FileMetaData, parquetSchema, type SchemaElement, type SchemaTree } from "hyparquet";

/** The Spark schema of a Parquet file. Everything is nullable, as Spark makes it when it reads files. */
export function schemaOfParquet(metadata: FileMetaData): StructType {
  return structType(parquetSchema(metadata).children.map(fieldOf));
}

function fieldOf(node: SchemaTree): StructField {
  return structField(node.element.name, typeOfNode(node));
}

/** The Spark type of one node of a Parquet schema. */
export function typeOfNode(node: SchemaTree): DataType {
  const type = node.element.type === undefined ? typeOfGroup(node) : typeOfLeaf(node.element);
  // A repeated field outside a LIST is a required list of required elements, an old way to write arrays.
  return node.element.repetition_type === "REPEATED" ? arrayType(type) : type;
}

export function isList({ element, children }: SchemaTree): boolean {
  return annotated(element, "LIST") && children[0]?.element.repetition_type === "REPEATED";
}

export function isMap({ element, children }: SchemaTree): boolean {
  return (annotated(element, "MAP") || annotated(element, "MAP_KEY_VALUE")) && children[0]?.children.length === 2;
}

function annotated(element: SchemaElement, name: string): boolean {
  return element.converted_type === name || element.logical_type?.type === name;
}

/** The node of a list's elements: below the repeated group, or that group itself in files of old writers. */
export function elementNode(list: SchemaTree): SchemaTree {
  const repeated = list.children[0]!;
  const [only] = repeated.children;
  return only && repeated.children.length === 1
    ? only
    : { ...repeated, element: { ...repeated.element, repetition_type: "REQUIRED" } };
}

function typeOfGroup(node: SchemaTree): DataType {
  if (isList(node)) return arrayType(typeOfNode(elementNode(node)));
  if (isMap(node)) {
    const [key, value] = node.children[0]!.children;
    return mapType(typeOfNode(key!), typeOfNode(value!));
  }
  return structType(node.children.map(fieldOf));
}

function typeOfLeaf(element: SchemaElement): DataType {
  const { type, converted_type: converted, logical_type: logical } = element;
  if (converted === "DECIMAL" || logical?.type === "DECIMAL") {
    const { precision, scale } =
      logical?.type === "DECIMAL" ? logical : { precision: element.precision, scale: element.scale };
    return decimalType(precision ?? 10, scale ?? 0);
  }
  if (
    converted?.startsWith("TIME_") ||
    logical?.type === "TIME" ||
    converted === "INTERVAL" ||
    logical?.type === "FLOAT16"
  ) {
    throw illegalType(element);
  }
  switch (type) {
    case "BOOLEAN":
      return BooleanType;
    case "INT32":
      return typeOfInt32(element);
    case "INT64":
      if (converted?.startsWith("TIMESTAMP") || logical?.type === "TIMESTAMP") return TimestampType;
      return converted === "UINT_64" ? decimalType(20, 0) : LongType;
    case "INT96":
      return TimestampType;
    case "FLOAT":
      return FloatType;
    case "DOUBLE":
      return DoubleType;
    case "BYTE_ARRAY":
      return isText(element) ? StringType : BinaryType;
    case "FIXED_LEN_BYTE_ARRAY":
      return BinaryType;
    default:
      throw illegalType(element);
  }
}

export function isText({ converted_type: converted, logical_type: logical }: SchemaElement): boolean {
  const names = ["UTF8", "STRING", "ENUM", "JSON"];
  return names.includes(converted ?? "") || names.includes(logical?.type ?? "");
}

function typeOfInt32({ converted_type: converted, logical_type: logical }: SchemaElement): DataType {
  if (converted === "DATE" || logical?.type === "DATE") return DateType;
  const bits = logical?.type === "INTEGER" ? `${logical.isSigned ? "" : "U"}INT_${logical.bitWidth}` : converted;
  switch (bits) {
    case "INT_8":
      return ByteType;
    case "INT_16":
    case "UINT_8":
      return ShortType;
    case "UINT_32":
      return LongType;
    default:
      return IntegerType;
  }
}

function illegalType(element: SchemaElement): AnalysisException {
  const annotation = element.converted_type ?? element.logical_type?.type;
  return new AnalysisException({
    condition: "PARQUET_TYPE_ILLEGAL",
    message: `Illegal Parquet type: ${element.type} (${annotation}) of the column \`${element.name}\`.`,
    nextStep: "Write the column as a type that Spark knows, for example a timestamp, a long or a string.",
  });
}
