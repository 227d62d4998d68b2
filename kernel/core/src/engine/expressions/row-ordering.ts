import { dataTypeOf, type SortOrder } from "../../plans/expressions/index.js";
import type { InternalRow } from "../../types/data-type.js";
import { compile } from "./compile.js";
import type { EvaluatorOptions } from "./evaluator.js";
import { comparator } from "./ordering.js";

/** One sort key over held values, nulls included: direction and place of nulls as the SortOrder says. */
export function sortKeyComparator(order: SortOrder): (a: unknown, b: unknown) => number {
  const compare = comparator(dataTypeOf(order.child)) as (a: unknown, b: unknown) => number;
  const direction = order.ascending ? 1 : -1;
  const nullRank = order.nullsFirst ? -1 : 1;
  return (a, b) => {
    if (a === null) return b === null ? 0 : nullRank;
    return b === null ? -nullRank : direction * compare(a, b);
  };
}

/** Compares rows by sort orders whose children are bound to the rows' positions. */
export function rowOrdering(
  orders: readonly SortOrder[],
  options: EvaluatorOptions = {},
): (a: InternalRow, b: InternalRow) => number {
  const keys = orders.map((order) => ({
    evaluate: compile(order.child, options),
    compare: sortKeyComparator(order),
  }));
  return (a, b) => {
    for (const { evaluate, compare } of keys) {
      const result = compare(evaluate(a), evaluate(b));
      if (result !== 0) return result;
    }
    return 0;
  };
}
