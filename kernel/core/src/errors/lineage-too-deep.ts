import { SparkError } from "./spark-error.js";

/** A chain of fewer steps is not what used the stack up. */
const SUSPICIOUS_DEPTH = 500;

/** Whether JavaScript ran out of stack. */
export function isStackOverflow(error: unknown): boolean {
  return error instanceof RangeError && error.message.includes("call stack");
}

/**
 * Spark's StackOverflowError for a lineage of thousands of narrow steps, each of which calls the one before for every row; undefined when
 * the lineage is not that deep, and some function called itself too often.
 */
export function lineageTooDeep(steps: number): SparkError | undefined {
  if (steps < SUSPICIOUS_DEPTH) return undefined;
  return new SparkError({
    condition: "LINEAGE_TOO_DEEP",
    message: `StackOverflowError: a task has to go through ${steps} narrow steps, one inside the other.`,
    nextStep:
      "Cut the lineage in the loop that makes it, every hundred steps or so: rdd.localCheckpoint(), then an action.",
  });
}
