import type { ExprId } from "../../plans/expressions/index.js";
import type { InternalRow } from "../../types/data-type.js";

/** A compiled expression: computes its value (held form, null for SQL's NULL) from an input row. */
export type Evaluator = (row: InternalRow) => unknown;

export interface EvaluatorOptions {
  /** `spark.sql.ansi.enabled`: errors instead of nulls and wrapped numbers. Default true, as in Spark 4. */
  readonly ansi?: boolean;
  /** Partition that the rows belong to, for `monotonically_increasing_id`. Default 0. */
  readonly partition?: number;
}

/** What the compilers of the node families need from the main one. */
export interface CompileContext {
  readonly ansi: boolean;
  readonly partition: number;
  /** The values of lambda parameters while a lambda is computed, by identity. */
  readonly cells: Map<ExprId, { value: unknown }>;
}

/** The place of a lambda parameter's value. */
export function cellOf({ cells }: CompileContext, id: ExprId): { value: unknown } {
  const known = cells.get(id);
  if (known !== undefined) return known;
  const cell = { value: null };
  cells.set(id, cell);
  return cell;
}

/** Null when the input is null, else `f` of it. */
export function nullSafe1(input: Evaluator, f: (value: never) => unknown): Evaluator {
  const apply = f as (value: unknown) => unknown;
  return (row) => {
    const value = input(row);
    return value === null ? null : apply(value);
  };
}

/** Null when either input is null, else `f` of both. */
export function nullSafe2(left: Evaluator, right: Evaluator, f: (a: never, b: never) => unknown): Evaluator {
  const apply = f as (a: unknown, b: unknown) => unknown;
  return (row) => {
    const a = left(row);
    if (a === null) return null;
    const b = right(row);
    return b === null ? null : apply(a, b);
  };
}
