import { SparkError } from "../../../errors/spark-error.js";

const TEST_FIRST = "Test size(array) first, or set spark.sql.ansi.enabled to false to get NULL instead.";

/** A position outside an array, counted from 0. */
export function invalidIndex(index: number, size: number): SparkError {
  return new SparkError({
    condition: "INVALID_ARRAY_INDEX",
    message: `The index ${index} is out of bounds. The array has ${size} elements.`,
    nextStep: `Use get(array, ${index}) to get NULL instead. ${TEST_FIRST}`,
    parameters: { indexValue: String(index), arraySize: String(size) },
  });
}

/** A position outside an array, counted from 1. */
export function outOfBounds(index: number, size: number): SparkError {
  return new SparkError({
    condition: "INVALID_ARRAY_INDEX_IN_ELEMENT_AT",
    message: `The index ${index} is out of bounds. The array has ${size} elements.`,
    nextStep: `Use try_element_at to get NULL instead. ${TEST_FIRST}`,
    parameters: { indexValue: String(index), arraySize: String(size) },
  });
}

export function zeroIndex(): SparkError {
  return new SparkError({
    condition: "INVALID_INDEX_OF_ZERO",
    message: "The index 0 is invalid. An index shall be either < 0 or > 0 (the first element has index 1).",
    nextStep: "Count from 1; getItem counts from 0.",
  });
}
