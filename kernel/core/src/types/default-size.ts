import type { Bytes } from "../base/brand.js";
import type { AtomicTypeName, DataType } from "./data-type.js";

const ATOMIC_SIZES: Readonly<Record<AtomicTypeName, number>> = {
  boolean: 1,
  byte: 1,
  null: 1,
  short: 2,
  integer: 4,
  float: 4,
  date: 4,
  long: 8,
  double: 8,
  timestamp: 8,
  string: 20,
  binary: 100,
};

/** Bytes that Spark's optimizer takes a value to have (`DataType.defaultSize`, G2). */
export function defaultSize(type: DataType): Bytes {
  switch (type.kind) {
    case "decimal":
      return type.precision <= 18 ? 8 : 16;
    case "array":
      return defaultSize(type.elementType);
    case "map":
      return defaultSize(type.keyType) + defaultSize(type.valueType);
    case "struct":
      return type.fields.reduce((sum, f) => sum + defaultSize(f.dataType), 0);
    default:
      return ATOMIC_SIZES[type.kind];
  }
}
