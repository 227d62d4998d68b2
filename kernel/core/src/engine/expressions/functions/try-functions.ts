import { SparkError } from "../../../errors/spark-error.js";
import type { ArithmeticOperator } from "../../../plans/expressions/index.js";
import { arithmeticOperation } from "../arithmetic.js";
import type { Evaluator } from "../evaluator.js";
import type { FunctionCall, FunctionImplementations, ValueFunction } from "./function-table.js";

/** The evaluator with null instead of an error. */
export function tried(evaluate: Evaluator): Evaluator {
  return (row) => orNull(() => evaluate(row));
}

/** What `compute` gives, or null where Spark would fail; other errors are ours and pass. */
export function orNull<T>(compute: () => T): T | null {
  try {
    return compute();
  } catch (error) {
    if (error instanceof SparkError) return null;
    throw error;
  }
}

const attempt =
  (op: ArithmeticOperator) =>
  ({ argTypes }: FunctionCall): ValueFunction => {
    const [left, right] = argTypes as [FunctionCall["argTypes"][number], FunctionCall["argTypes"][number]];
    if (left.kind === "date") return op === "+" ? (a: number, b: number) => a + b : (a: number, b: number) => a - b;
    const operation = arithmeticOperation(op, left, right, true) as (a: unknown, b: unknown) => unknown;
    return (a: unknown, b: unknown) => orNull(() => operation(a, b));
  };

export const TRY_IMPLEMENTATIONS: FunctionImplementations = {
  try_add: attempt("+"),
  try_subtract: attempt("-"),
  try_multiply: attempt("*"),
  try_divide: attempt("/"),
  try_mod: attempt("%"),
};
