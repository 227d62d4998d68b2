import {
  type AtomicTypeName,
  arrayType,
  type DataType,
  type DecimalType,
  DoubleType,
  decimalType,
  LongType,
  mapType,
  StringType,
  type StructType,
  structField,
  structType,
} from "./data-type.js";
import { MAX_PRECISION } from "./decimal.js";
import { catalogString } from "./type-name.js";

/** Spark's `numericPrecedence`: of two of these the later is the wider. */
const NUMERIC_PRECEDENCE: readonly AtomicTypeName[] = ["byte", "short", "integer", "long", "float", "double"];
const INTEGRAL_DIGITS: Readonly<Record<string, number>> = { byte: 3, short: 5, integer: 10, long: 20 };

export function sameType(a: DataType, b: DataType): boolean {
  return a === b || (a.kind === b.kind && catalogString(a) === catalogString(b));
}

export function isIntegral(type: DataType): boolean {
  return type.kind in INTEGRAL_DIGITS;
}

export function isFractional(type: DataType): boolean {
  return type.kind === "float" || type.kind === "double" || type.kind === "decimal";
}

export function isNumeric(type: DataType): boolean {
  return isIntegral(type) || isFractional(type);
}

export function isAtomic(type: DataType): boolean {
  return type.kind !== "array" && type.kind !== "map" && type.kind !== "struct" && type.kind !== "null";
}

/** The decimal that holds every value of an integral type (`DecimalType.forType`). */
export function decimalForIntegral(type: DataType): DecimalType {
  return decimalType(INTEGRAL_DIGITS[type.kind] ?? MAX_PRECISION, 0);
}

/** A decimal type cut to 38 digits (`DecimalType.bounded`). */
export function boundedDecimal(precision: number, scale: number): DecimalType {
  return decimalType(Math.min(precision, MAX_PRECISION), Math.min(scale, MAX_PRECISION));
}

/**
 * A result type of more than 38 digits gives up decimals, but keeps 6 of them (or all, when there are fewer) and lets
 * the whole part overflow instead (`DecimalType.adjustPrecisionScale`).
 */
export function adjustPrecisionScale(precision: number, scale: number): DecimalType {
  if (precision <= MAX_PRECISION) return decimalType(precision, scale);
  const minScale = Math.min(scale, 6);
  return decimalType(MAX_PRECISION, Math.max(MAX_PRECISION - (precision - scale), minScale));
}

/** The type of `left op right` on decimals (Spark's DecimalPrecision). */
export function decimalArithmeticType(
  op: "+" | "-" | "*" | "/" | "%",
  left: DecimalType,
  right: DecimalType,
): DecimalType {
  const { precision: p1, scale: s1 } = left;
  const { precision: p2, scale: s2 } = right;
  const scale = Math.max(s1, s2);
  switch (op) {
    case "+":
    case "-":
      return adjustPrecisionScale(Math.max(p1 - s1, p2 - s2) + scale + 1, scale);
    case "*":
      return adjustPrecisionScale(p1 + p2 + 1, s1 + s2);
    case "/": {
      const quotientScale = Math.max(6, s1 + p2 + 1);
      return adjustPrecisionScale(p1 - s1 + s2 + quotientScale, quotientScale);
    }
    case "%":
      return adjustPrecisionScale(Math.min(p1 - s1, p2 - s2) + scale, scale);
  }
}

/** The decimal that holds every value of both. */
export function widerDecimal(a: DecimalType, b: DecimalType): DecimalType {
  const scale = Math.max(a.scale, b.scale);
  return boundedDecimal(Math.max(a.precision - a.scale, b.precision - b.scale) + scale, scale);
}

/**
 * The type that both sides of a comparison, the branches of a CASE, or the inputs of a UNION are cast to; undefined when
 * there is none. `ansi` is `spark.sql.ansi.enabled`: with it a string meets a number as a number, without it a string wins.
 */
export function findWiderType(a: DataType, b: DataType, ansi = true): DataType | undefined {
  if (sameType(a, b)) return a;
  if (a.kind === "null") return b;
  if (b.kind === "null") return a;
  return widerNumeric(a, b, ansi) ?? widerDateTime(a, b) ?? widerWithString(a, b, ansi) ?? widerNested(a, b, ansi);
}

/**
 * The type that holds both without a loss, and without reading strings as numbers (Spark's `findTightestCommonType`); undefined when
 * there is none.
 */
export function findTightestType(a: DataType, b: DataType): DataType | undefined {
  const mixed = (a.kind === "string") !== (b.kind === "string") || (a.kind === "decimal") !== (b.kind === "decimal");
  if (mixed && a.kind !== "null" && b.kind !== "null") return undefined;
  return a.kind === "decimal" && b.kind === "decimal" && !sameType(a, b) ? undefined : findWiderType(a, b);
}

/** {@link findWiderType} over a list; undefined for an empty one. */
export function findWiderCommonType(types: readonly DataType[], ansi = true): DataType | undefined {
  const [first, ...rest] = types;
  return rest.reduce<DataType | undefined>(
    (wider, t) => (wider === undefined ? wider : findWiderType(wider, t, ansi)),
    first,
  );
}

function widerNumeric(a: DataType, b: DataType, ansi: boolean): DataType | undefined {
  if (!isNumeric(a) || !isNumeric(b)) return undefined;
  if (a.kind === "decimal" || b.kind === "decimal") {
    const [x, y] = [asDecimal(a), asDecimal(b)];
    return x === undefined || y === undefined ? DoubleType : widerDecimal(x, y);
  }
  const wider =
    NUMERIC_PRECEDENCE.indexOf(a.kind as AtomicTypeName) > NUMERIC_PRECEDENCE.indexOf(b.kind as AtomicTypeName) ? a : b;
  // A float cannot hold every integer: under ANSI both become doubles.
  return ansi && wider.kind === "float" ? DoubleType : wider;
}

function asDecimal(type: DataType): DecimalType | undefined {
  if (type.kind === "decimal") return type;
  return isIntegral(type) ? decimalForIntegral(type) : undefined;
}

function widerDateTime(a: DataType, b: DataType): DataType | undefined {
  if (a.kind === "date" && b.kind === "timestamp") return b;
  return a.kind === "timestamp" && b.kind === "date" ? a : undefined;
}

function widerWithString(a: DataType, b: DataType, ansi: boolean): DataType | undefined {
  const other = a.kind === "string" ? b : b.kind === "string" ? a : undefined;
  if (other === undefined || !isAtomic(other)) return undefined;
  if (!ansi) return other.kind === "binary" || other.kind === "boolean" ? undefined : StringType;
  if (isIntegral(other)) return LongType;
  return isFractional(other) ? DoubleType : other;
}

function widerNested(a: DataType, b: DataType, ansi: boolean): DataType | undefined {
  if (a.kind === "array" && b.kind === "array") {
    const element = findWiderType(a.elementType, b.elementType, ansi);
    return element && arrayType(element, a.containsNull || b.containsNull);
  }
  if (a.kind === "map" && b.kind === "map") {
    const key = findWiderType(a.keyType, b.keyType, ansi);
    const value = findWiderType(a.valueType, b.valueType, ansi);
    return key && value && mapType(key, value, a.valueContainsNull || b.valueContainsNull);
  }
  return a.kind === "struct" && b.kind === "struct" ? widerStruct(a, b, ansi) : undefined;
}

function widerStruct(a: StructType, b: StructType, ansi: boolean): DataType | undefined {
  if (a.fields.length !== b.fields.length) return undefined;
  const fields = a.fields.map((f, i) => {
    const other = b.fields[i]!;
    const wider =
      f.name.toLowerCase() === other.name.toLowerCase() ? findWiderType(f.dataType, other.dataType, ansi) : undefined;
    return wider && structField(f.name, wider, f.nullable || other.nullable);
  });
  return fields.every((f) => f !== undefined) ? structType(fields) : undefined;
}
