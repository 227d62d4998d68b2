import type { Bytes } from "../base/brand.js";
import { parseSize } from "../conf/parse-size.js";
import { SparkError } from "../errors/index.js";
import type { RDDLineage } from "../rdd/rdd-lineage.js";

const captured = new WeakMap<object, Bytes>();

/**
 * The same function, declared to capture so much of the driver's data. Spark serializes a function with all that it refers to; what a function of
 * JavaScript refers to cannot be seen, so nothing is counted unless it is declared here. Captured bytes make the stage's code large: it is a broadcast
 * that every executor fetches, every task deserializes it again, and above 1000 KiB Spark warns (C12). Not in Spark.
 *
 * Taken into account by `map`, `filter`, `flatMap`, `mapPartitions`, `mapPartitionsWithIndex`, `keyBy`, `mapValues`, `flatMapValues`, `foreach`,
 * `foreachPartition` and `sc.runJob`.
 *
 * @param size bytes, or a size such as `"50MB"`
 * @throws SparkError INVALID_PARAMETER_VALUE.SIZE when it is none
 * @example
 * const names = { 1: "one", 2: "two" };
 * await rdd.map(capturing("50MB", (n) => names[n] ?? "many")).collect(); // ["one", "two", "many", "many"]
 * spark.lastRun.tasks[0].deserializeMs > 1000; // true
 */
export function capturing<F extends (...args: never[]) => unknown>(size: number | string, f: F): F {
  const declared = ((...args: never[]) => f(...args)) as F;
  captured.set(declared, parseBytes("capturing", size));
  return declared;
}

/** Bytes that functions were declared to capture. */
export function capturedBytes(...functions: readonly object[]): Bytes {
  return functions.reduce((sum, f) => sum + (captured.get(f) ?? 0), 0);
}

/** Notes on a lineage what the function captures that it was made with. */
export function withClosure<L extends RDDLineage<unknown>>(lineage: L, f: object): L {
  lineage.closureBytes = capturedBytes(f);
  return lineage;
}

/** A size that a user gives. @throws SparkError INVALID_PARAMETER_VALUE.SIZE */
export function parseBytes(method: string, size: number | string): Bytes {
  const bytes = typeof size === "number" ? size : parseSize(size, "b");
  if (bytes !== undefined && Number.isFinite(bytes) && bytes >= 0) return bytes;
  throw new SparkError({
    condition: "INVALID_PARAMETER_VALUE.SIZE",
    message: `${method} was given ${JSON.stringify(size)}, which is no size.`,
    nextStep: 'Give bytes, or a size such as "50MB".',
  });
}
