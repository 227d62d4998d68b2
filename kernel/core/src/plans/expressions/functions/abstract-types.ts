import { type DataType, DoubleType, LongType, StringType } from "../../../types/data-type.js";
import { isIntegral, isNumeric } from "../../../types/type-coercion.js";

/** A family of types that an argument may have (Spark's AbstractDataType). */
export interface AbstractType {
  readonly kind: "abstract";
  /** As Spark's messages name it. */
  readonly name: string;
  readonly accepts: (type: DataType) => boolean;
  /** What other types become, when they can: a string that stands for a number, an untyped null. */
  readonly otherwise?: DataType;
  /** Any other number becomes {@link otherwise} as well. */
  readonly isLenient?: boolean;
}

function family(name: string, accepts: (type: DataType) => boolean, otherwise?: DataType): AbstractType {
  return { kind: "abstract", name, accepts, ...(otherwise === undefined ? {} : { otherwise }) };
}

const ofKind = (kind: DataType["kind"]) => (type: DataType) => type.kind === kind;

export const NUMERIC: AbstractType = family("NUMERIC", isNumeric, DoubleType);
export const INTEGRAL: AbstractType = family("INTEGRAL", isIntegral, LongType);
/** Whole numbers, and other numbers without their fraction. */
export const ANY_NUMBER_AS_LONG: AbstractType = {
  ...family("BIGINT", (type) => type.kind === "long", LongType),
  isLenient: true,
};
export const ARRAY: AbstractType = family("ARRAY", ofKind("array"));
export const MAP: AbstractType = family("MAP", ofKind("map"));
export const STRUCT: AbstractType = family("STRUCT", ofKind("struct"));
export const ARRAY_OR_MAP: AbstractType = family(
  '("ARRAY" or "MAP")',
  (type) => type.kind === "array" || type.kind === "map",
);
export const STRING_OR_BINARY: AbstractType = family(
  '("STRING" or "BINARY")',
  (type) => type.kind === "string" || type.kind === "binary",
  StringType,
);
export const STRUCT_ARRAY_OR_MAP: AbstractType = family(
  '("STRUCT" or "ARRAY" or "MAP")',
  (type) => type.kind === "struct" || type.kind === "array" || type.kind === "map",
);
