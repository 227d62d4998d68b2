import type { DataType } from "../../types/data-type.js";
import { Column } from "../column.js";
import { type ColumnOrName, columnOf } from "./call.js";

let nextId = 0;

/** A user's function on columns. */
export type UserDefinedFunction = (...columns: readonly ColumnOrName[]) => Column;

export interface UdfOptions {
  /** Shown in plans; `UDF` when absent. */
  readonly name?: string;
  /** False for a function that may give another value for the same input: it is not moved or computed twice. Default true. */
  readonly deterministic?: boolean;
}

/**
 * A function of the program as a function of columns. It gets values as `collect()` gives them, null for null, and runs on the
 * executors, so it should not change anything outside. Built-in functions are quicker, and the optimizer sees through them.
 *
 * @param returnType the type of what it returns, as a type or by its SQL name
 * @throws SparkError FAILED_EXECUTE_UDF when it runs and the function throws
 * @example
 * const initial = udf((name: string) => name.slice(0, 1), "string");
 * (await df.select(initial("country").as("c")).first()).c; // "U"
 */
export function udf<Args extends readonly never[] | readonly unknown[]>(
  f: (...args: Args & unknown[]) => unknown,
  returnType: DataType | string,
  { name, deterministic = true }: UdfOptions = {},
): UserDefinedFunction {
  const id = nextId++;
  const call = f as unknown as (...args: unknown[]) => unknown;
  return (...columns) =>
    new Column({
      kind: "ScalaUDF",
      name,
      f: call,
      id,
      args: columns.map((c) => columnOf(c).expr),
      dataType: returnType,
      deterministic,
    });
}
