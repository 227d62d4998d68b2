import { formatCount } from "../base/format.js";
import { SparkError } from "../errors/spark-error.js";

/** Somebody wants every row of a table that has none. */
export function tooManyRows(rows: number): SparkError {
  return new SparkError({
    condition: "MODELLED_ROWS",
    message: `${formatCount(rows)} rows are modelled: they are counted and sized, not held.`,
    nextStep: "Aggregate them first (groupBy, count, sum), or take a few (show, take, limit).",
    parameters: { rows: String(rows) },
  });
}

/** Something that cannot be told from distributions. */
export function notModelled(what: string, nextStep: string): SparkError {
  return new SparkError({
    condition: "UNSUPPORTED_FEATURE.MODELLED",
    message: `${what} cannot be told from the distributions of a modelled table.`,
    nextStep,
  });
}

/** A modelled table that contradicts itself. */
export function invalidModel(message: string, nextStep: string): SparkError {
  return new SparkError({ condition: "INVALID_MODELLED_TABLE", message, nextStep });
}
