import { SparkError } from "../errors/spark-error.js";

/** ARITHMETIC_OVERFLOW of ANSI mode; `alternative` is the function that gives NULL instead, e.g. `try_add`. */
export function arithmeticOverflow(typeName: string, alternative?: string): SparkError {
  const first =
    alternative === undefined ? "Use a wider type" : `Use ${alternative} to get NULL instead, or a wider type`;
  return new SparkError({
    condition: "ARITHMETIC_OVERFLOW",
    message: `${typeName} overflow.`,
    nextStep: `${first}, or set spark.sql.ansi.enabled to false to let the value wrap around.`,
    parameters: { message: `${typeName} overflow`, alternative: alternative ?? "" },
  });
}

export function divideByZero(): SparkError {
  return new SparkError({
    condition: "DIVIDE_BY_ZERO",
    message: "Division by zero.",
    nextStep: "Filter out the zero divisors, or set spark.sql.ansi.enabled to false to get NULL instead.",
  });
}

export function remainderByZero(): SparkError {
  return new SparkError({
    condition: "REMAINDER_BY_ZERO",
    message: "Remainder by zero.",
    nextStep: "Use try_mod to get NULL instead, filter out the zero divisors, or set spark.sql.ansi.enabled to false.",
  });
}

/** BINARY_ARITHMETIC_OVERFLOW: tinyints and smallints, whose results are of their own type. */
export function binaryOverflow(symbol: string, a: number, b: number, typeName: string): SparkError {
  const suffix = typeName === "byte" ? "Y" : "S";
  return new SparkError({
    condition: "BINARY_ARITHMETIC_OVERFLOW",
    message: `${a}${suffix} ${symbol} ${b}${suffix} caused overflow.`,
    nextStep: "Cast one side to int first, or use the try_ function of the operator to get NULL instead.",
    parameters: { value1: `${a}${suffix}`, symbol, value2: `${b}${suffix}` },
  });
}

/** CAST_INVALID_INPUT: a text that is no value of the wanted type. Types as SQL has them (`BIGINT`). */
export function castInvalidInput(value: string, sourceType: string, targetType: string): SparkError {
  return new SparkError({
    condition: "CAST_INVALID_INPUT",
    message: `The value '${value}' of the type "${sourceType}" cannot be cast to "${targetType}" because it is malformed.`,
    nextStep: "Correct the value, or set spark.sql.ansi.enabled to false to get NULL for malformed input.",
    parameters: { expression: `'${value}'`, sourceType, targetType },
  });
}

/** CAST_OVERFLOW: a number outside the range of the wanted type. */
export function castOverflow(value: string, sourceType: string, targetType: string): SparkError {
  return new SparkError({
    condition: "CAST_OVERFLOW",
    message: `The value ${value} of the type "${sourceType}" cannot be cast to "${targetType}" due to an overflow.`,
    nextStep: "Cast to a wider type, or set spark.sql.ansi.enabled to false to let the value wrap around.",
    parameters: { value, sourceType, targetType },
  });
}

/** NUMERIC_VALUE_OUT_OF_RANGE: a decimal that has more digits than its type. */
export function numericValueOutOfRange(value: string, precision: number, scale: number): SparkError {
  return new SparkError({
    condition: "NUMERIC_VALUE_OUT_OF_RANGE.WITH_SUGGESTION",
    message: `The value ${value} cannot be represented as DECIMAL(${precision}, ${scale}).`,
    nextStep: "Use a decimal of higher precision, or set spark.sql.ansi.enabled to false to get NULL instead.",
    parameters: { value, precision: String(precision), scale: String(scale) },
  });
}
