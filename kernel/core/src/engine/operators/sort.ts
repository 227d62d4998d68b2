import { type AttributeReference, bindReferences, type SortOrder } from "../../plans/expressions/index.js";
import { allRows } from "../../types/batched-rows.js";
import type { InternalRow } from "../../types/data-type.js";
import { rowOrdering, unsafeRowSize } from "../expressions/index.js";
import { keepInPages, keptRows } from "./keep-in-pages.js";
import { addToMetric, type Kernel, type KernelOptions } from "./kernel.js";

export type RowOrdering = (a: InternalRow, b: InternalRow) => number;

/** The order of an operator's rows. */
export function orderingOf(
  order: readonly SortOrder[],
  input: readonly AttributeReference[],
  ansi: boolean,
): RowOrdering {
  return rowOrdering(
    order.map((o) => bindReferences(o, input) as SortOrder),
    { ansi },
  );
}

/** Sorts a partition when its first row is asked for; equal rows keep their order. */
export function sortKernel(
  order: readonly SortOrder[],
  input: readonly AttributeReference[],
  options: KernelOptions,
): Kernel {
  const compare = orderingOf(order, input, options.ansi);
  const sizeOf = unsafeRowSize(input.map((a) => a.dataType));
  return function* ([rows], context) {
    const sorted = allRows(rows!).sort(compare);
    keepInPages(context, keptRows(sorted, sorted.length, sizeOf));
    context.metrics.charge("sortRows", sorted.length);
    addToMetric(context, options.outputRows, sorted.length);
    yield* sorted;
  };
}
