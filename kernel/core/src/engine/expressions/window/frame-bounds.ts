import {
  dataTypeOf,
  type Expression,
  type SortOrder,
  type WindowExpression,
} from "../../../plans/expressions/index.js";
import type { DataType, InternalRow, LongValue } from "../../../types/data-type.js";
import { pow10 } from "../../../types/decimal.js";
import { longValue } from "../../../types/long-value.js";
import { compile } from "../compile.js";
import type { EvaluatorOptions } from "../evaluator.js";
import { rowOrdering, sortKeyComparator } from "../row-ordering.js";

/** The frame of each row of a window partition: from `lower[i]` up to, not including, `upper[i]`. Neither ever goes back. */
export interface FrameBounds {
  readonly lower: readonly number[];
  readonly upper: readonly number[];
}

/** How far a row comes before (negative) or after the edge of another row's frame. */
type EdgeTest = (row: InternalRow, of: InternalRow) => number;

export function frameBounds(
  { frame, orderSpec }: WindowExpression,
  options: EvaluatorOptions,
): (rows: readonly InternalRow[]) => FrameBounds {
  const { type, lower, upper } = frame!;
  if (type === "RowFrame") {
    return (rows) => ({
      lower: rows.map((_, i) => clamp(i + lower, rows.length)),
      upper: rows.map((_, i) => clamp(i + upper + 1, rows.length)),
    });
  }
  const orders = orderSpec as readonly SortOrder[];
  const below = edgeTest(orders, lower, options);
  const above = edgeTest(orders, upper, options);
  return (rows) => ({
    lower: edges(rows, (row, of) => below(row, of) >= 0),
    upper: edges(rows, (row, of) => above(row, of) > 0),
  });
}

const clamp = (position: number, length: number): number => Math.max(0, Math.min(length, position));

/** For each row the first position that is past the edge. */
function edges(rows: readonly InternalRow[], isPast: (row: InternalRow, of: InternalRow) => boolean): number[] {
  let at = 0;
  return rows.map((of) => {
    while (at < rows.length && !isPast(rows[at]!, of)) at++;
    return at;
  });
}

function edgeTest(orders: readonly SortOrder[], bound: number, options: EvaluatorOptions): EdgeTest {
  if (!Number.isFinite(bound)) return () => (bound < 0 ? 1 : -1);
  if (bound === 0) return rowOrdering(orders, options);
  const [order] = orders;
  const keyOf = compile(order!.child, options);
  const compare = sortKeyComparator(order!);
  const shift = shifted(order!.child, order!.ascending ? bound : -bound);
  return (row, of) => {
    const value = keyOf(of);
    return compare(keyOf(row), value === null ? null : shift(value));
  };
}

/** The value that many units away, in held form. */
function shifted(e: Expression, distance: number): (value: unknown) => unknown {
  const type: DataType = dataTypeOf(e);
  switch (type.kind) {
    case "long":
      return (value) => longValue(BigInt(value as LongValue) + BigInt(distance));
    case "decimal": {
      const units = BigInt(distance) * pow10(type.scale);
      return (value) => longValue(BigInt(value as LongValue) + units);
    }
    default:
      return (value) => (value as number) + distance;
  }
}
