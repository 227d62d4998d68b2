import { SparkError } from "../errors/spark-error.js";
import {
  booleanLiteral,
  type Expression,
  intLiteral,
  literal,
  longLiteral,
  stringLiteral,
  unresolvedFunction,
} from "../plans/expressions/index.js";
import { BinaryType, DoubleType, decimalType, NullType, TimestampType } from "../types/data-type.js";
import { Decimal } from "../types/decimal.js";
import { isDateObject, microsOfDate } from "../types/external.js";
import { longValue } from "../types/long-value.js";

/** What may stand for a constant where the DSL takes a value; undefined is no value. */
export type LiteralValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | Decimal
  | Uint8Array
  | { getTime(): number }
  | readonly LiteralValue[];

/**
 * The expression of a constant: a whole number is an int (a long past 32 bits), any other number a double, a bigint a long,
 * a Date a timestamp, an array `array(…)`.
 *
 * @throws SparkError UNSUPPORTED_FEATURE.LITERAL_TYPE
 */
export function literalExpression(value: LiteralValue): Expression {
  if (value === null) return literal(null, NullType);
  switch (typeof value) {
    case "string":
      return stringLiteral(value);
    case "boolean":
      return booleanLiteral(value);
    case "bigint":
      return longLiteral(longValue(value));
    case "number":
      return numberLiteral(value);
    case "object":
      if (Array.isArray(value)) return unresolvedFunction("array", value.map(literalExpression));
      if (isDateObject(value)) return literal(microsOfDate(value), TimestampType);
      if (value instanceof Uint8Array) return literal(value, BinaryType);
      if (value instanceof Decimal) return decimalLiteral(value);
  }
  throw new SparkError({
    condition: "UNSUPPORTED_FEATURE.LITERAL_TYPE",
    message: `Literal for '${String(value)}' of type ${typeof value} is not supported.`,
    nextStep: "Use a string, number, bigint, boolean, null, Date, Decimal or an array of those.",
  });
}

function numberLiteral(value: number): Expression {
  if (!Number.isSafeInteger(value) || Object.is(value, -0)) return literal(value, DoubleType);
  return value >= -(2 ** 31) && value < 2 ** 31 ? intLiteral(value) : longLiteral(value);
}

function decimalLiteral(value: Decimal): Expression {
  const digits = value.unscaled.toString().replace("-", "").length;
  return literal(longValue(value.unscaled), decimalType(Math.max(digits, value.scale), value.scale));
}
