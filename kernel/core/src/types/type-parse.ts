import {
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
  NullType,
  ShortType,
  StringType,
  TimestampType,
} from "./data-type.js";

const NAMES: Readonly<Record<string, DataType>> = {
  boolean: BooleanType,
  byte: ByteType,
  tinyint: ByteType,
  short: ShortType,
  smallint: ShortType,
  int: IntegerType,
  integer: IntegerType,
  long: LongType,
  bigint: LongType,
  float: FloatType,
  real: FloatType,
  double: DoubleType,
  string: StringType,
  binary: BinaryType,
  date: DateType,
  timestamp: TimestampType,
  timestamp_ltz: TimestampType,
  void: NullType,
  decimal: decimalType(10, 0),
  dec: decimalType(10, 0),
  numeric: decimalType(10, 0),
};

/**
 * The type that a simple SQL name stands for (`"int"`, `"DECIMAL(10, 2)"`), any letter case. Undefined for anything else:
 * `array<…>`, `struct<…>` and errors are the host's SqlParserPort's business.
 */
export function parseSimpleType(text: string): DataType | undefined {
  const name = text.trim().toLowerCase();
  const decimal = /^(?:decimal|dec|numeric)\s*\(\s*(\d+)\s*(?:,\s*(\d+)\s*)?\)$/.exec(name);
  if (decimal === null) return Object.hasOwn(NAMES, name) ? NAMES[name] : undefined;
  const precision = Number(decimal[1]);
  const scale = Number(decimal[2] ?? 0);
  return precision >= 1 && precision <= 38 && scale <= precision ? decimalType(precision, scale) : undefined;
}
