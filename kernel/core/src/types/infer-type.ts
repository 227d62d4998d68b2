import { SparkError } from "../errors/spark-error.js";
import {
  arrayType,
  BinaryType,
  BooleanType,
  type DataType,
  DoubleType,
  decimalType,
  LongType,
  mapType,
  NullType,
  StringType,
  type StructType,
  structField,
  structType,
  TimestampType,
} from "./data-type.js";
import { Decimal } from "./decimal.js";
import { isDateObject } from "./external.js";
import { sameType } from "./type-coercion.js";
import { catalogString } from "./type-name.js";

/**
 * The type of one user's value, as `createDataFrame` infers it: a whole number is a long, any other number a double, a Date
 * a timestamp, a Decimal `decimal(38,18)`, a plain object a struct, null void.
 */
export function inferType(value: unknown): DataType {
  if (value === null || value === undefined) return NullType;
  switch (typeof value) {
    case "boolean":
      return BooleanType;
    case "string":
      return StringType;
    case "bigint":
      return LongType;
    case "number":
      return Number.isSafeInteger(value) && !Object.is(value, -0) ? LongType : DoubleType;
    case "object":
      return inferObject(value);
    default:
      throw new SparkError({
        condition: "UNSUPPORTED_DATA_TYPE",
        message: `A ${typeof value} cannot be a value of a DataFrame.`,
        nextStep: "Use numbers, strings, booleans, dates, arrays, Maps or plain objects.",
      });
  }
}

function inferObject(value: object): DataType {
  if (isDateObject(value)) return TimestampType;
  if (value instanceof Decimal) return decimalType(38, 18);
  if (value instanceof Uint8Array) return BinaryType;
  if (Array.isArray(value)) return arrayType(mergeAll(value.map(inferType)));
  if (value instanceof Map) {
    return mapType(mergeAll([...value.keys()].map(inferType)), mergeAll([...value.values()].map(inferType)));
  }
  return structType(Object.entries(value).map(([name, v]) => structField(name, inferType(v))));
}

const mergeAll = (types: readonly DataType[]): DataType => types.reduce((a, b) => mergeTypes(a, b), NullType);

/**
 * The type of a column in which both types occur. A long among doubles is a double, since JavaScript writes 2.0 as 2.
 * @param column whose type it is, for the error
 * @throws SparkError CANNOT_MERGE_TYPE
 */
export function mergeTypes(a: DataType, b: DataType, column?: string): DataType {
  if (a.kind === "null") return b;
  if (b.kind === "null" || sameType(a, b)) return a;
  if ((a.kind === "long" && b.kind === "double") || (a.kind === "double" && b.kind === "long")) return DoubleType;
  if (a.kind === "array" && b.kind === "array") return arrayType(mergeTypes(a.elementType, b.elementType, column));
  if (a.kind === "map" && b.kind === "map") {
    return mapType(mergeTypes(a.keyType, b.keyType, column), mergeTypes(a.valueType, b.valueType, column));
  }
  if (a.kind === "struct" && b.kind === "struct") return mergeStructs(a, b);
  const where = column === undefined ? "" : ` in column \`${column}\``;
  throw new SparkError({
    condition: "CANNOT_MERGE_TYPE",
    message: `Can not merge type \`${catalogString(a)}\` and \`${catalogString(b)}\`${where}.`,
    nextStep: "Give every row the same type in that column, or give createDataFrame a schema.",
    parameters: { data_type1: catalogString(a), data_type2: catalogString(b) },
  });
}

/** Fields of `a`, then those that only `b` has. */
function mergeStructs(a: StructType, b: StructType): StructType {
  const byName = new Map(a.fields.map((f) => [f.name, f.dataType]));
  for (const f of b.fields) byName.set(f.name, mergeTypes(byName.get(f.name) ?? NullType, f.dataType, f.name));
  return structType([...byName].map(([name, dataType]) => structField(name, dataType)));
}

/**
 * The schema of users' rows: objects by their keys; arrays by `names`, or `_1`, `_2`, … for positions without a name;
 * any other value as a single column `value`. All fields are nullable, as in Spark.
 *
 * @example
 * inferSchema([{ id: 1, price: 2.5 }]); // struct<id:bigint,price:double>
 */
export function inferSchema(rows: readonly unknown[], names: readonly string[] = []): StructType {
  let schema = structType([]);
  for (const row of rows) if (!describes(schema, row, names)) schema = mergeStructs(schema, rowType(row, names));
  return schema;
}

/** Whether a row would add nothing to the schema: so it is with nearly all rows, and no type need be made for each. */
function describes({ fields }: StructType, row: unknown, names: readonly string[]): boolean {
  if (Array.isArray(row)) {
    return (
      row.length <= fields.length &&
      row.every((value, i) => fields[i]!.name === (names[i] ?? `_${i + 1}`) && holds(fields[i]!.dataType, value))
    );
  }
  if (typeof row !== "object" || row === null || Object.getPrototypeOf(row) !== Object.prototype) return false;
  const keys = Object.keys(row);
  return (
    keys.length <= fields.length &&
    keys.every((key, i) => fields[i]!.name === key && holds(fields[i]!.dataType, (row as Record<string, unknown>)[key]))
  );
}

/** Whether a value's type merges into `type` without a change; false where that would have to be worked out. */
function holds(type: DataType, value: unknown): boolean {
  if (value === null || value === undefined) return true;
  switch (type.kind) {
    case "long":
    case "boolean":
    case "string":
      return inferType(value).kind === type.kind;
    case "double":
      return typeof value === "number" || typeof value === "bigint";
    default:
      return false;
  }
}

function rowType(row: unknown, names: readonly string[]): StructType {
  if (Array.isArray(row)) {
    return structType(row.map((v, i) => structField(names[i] ?? `_${i + 1}`, inferType(v))));
  }
  const type = inferType(row);
  return type.kind === "struct" ? type : structType([structField("value", type)]);
}
