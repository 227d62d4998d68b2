/**
 * Spark SQL's data types as plain immutable data, tagged by `kind`.
 *
 * How a value is held inside a row (`InternalRow`), by type:
 *
 * | type | held as |
 * |---|---|
 * | boolean | `boolean` |
 * | byte, short, integer, date (days since 1970-01-01) | `number` |
 * | long, timestamp (µs since epoch), decimal (unscaled, the scale is in the type) | {@link LongValue} |
 * | float, double | `number` |
 * | string | `string` |
 * | binary | `Uint8Array` |
 * | array | `unknown[]` |
 * | struct | `unknown[]`, one entry a field |
 * | map | `Map` from held key to held value |
 * | any null | `null` (never `undefined`) |
 */
export type DataType = AtomicType | DecimalType | ArrayType | MapType | StructType;

/**
 * A 64-bit integer (or wider unscaled decimal) in normal form: a `number` while it is a safe integer, a `bigint` beyond.
 * So ordinary longs cost nothing, all are exact, and equal values are equal keys of a `Map`.
 */
export type LongValue = number | bigint;

/** One row inside the engine: values held as the table above says, in the order of the schema. */
export type InternalRow = readonly unknown[];

export type AtomicTypeName =
  | "boolean"
  | "byte"
  | "short"
  | "integer"
  | "long"
  | "float"
  | "double"
  | "string"
  | "binary"
  | "date"
  | "timestamp"
  | "null";

export interface AtomicType {
  readonly kind: AtomicTypeName;
}
export interface DecimalType {
  readonly kind: "decimal";
  /** 1 … 38 digits. */
  readonly precision: number;
  readonly scale: number;
}
export interface ArrayType {
  readonly kind: "array";
  readonly elementType: DataType;
  readonly containsNull: boolean;
}
export interface MapType {
  readonly kind: "map";
  readonly keyType: DataType;
  readonly valueType: DataType;
  readonly valueContainsNull: boolean;
}
export interface StructField {
  readonly name: string;
  readonly dataType: DataType;
  readonly nullable: boolean;
}
export interface StructType {
  readonly kind: "struct";
  readonly fields: readonly StructField[];
}

export const BooleanType: AtomicType = { kind: "boolean" };
export const ByteType: AtomicType = { kind: "byte" };
export const ShortType: AtomicType = { kind: "short" };
export const IntegerType: AtomicType = { kind: "integer" };
export const LongType: AtomicType = { kind: "long" };
export const FloatType: AtomicType = { kind: "float" };
export const DoubleType: AtomicType = { kind: "double" };
export const StringType: AtomicType = { kind: "string" };
export const BinaryType: AtomicType = { kind: "binary" };
export const DateType: AtomicType = { kind: "date" };
export const TimestampType: AtomicType = { kind: "timestamp" };
export const NullType: AtomicType = { kind: "null" };

export function decimalType(precision: number, scale: number): DecimalType {
  return { kind: "decimal", precision, scale };
}
export function arrayType(elementType: DataType, containsNull = true): ArrayType {
  return { kind: "array", elementType, containsNull };
}
export function mapType(keyType: DataType, valueType: DataType, valueContainsNull = true): MapType {
  return { kind: "map", keyType, valueType, valueContainsNull };
}
export function structField(name: string, dataType: DataType, nullable = true): StructField {
  return { name, dataType, nullable };
}
export function structType(fields: readonly StructField[]): StructType {
  return { kind: "struct", fields };
}
