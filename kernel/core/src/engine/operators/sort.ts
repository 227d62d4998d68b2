import { type AttributeReference, bindReferences, dataTypeOf, type SortOrder } from "../../plans/expressions/index.js";
import { allRows } from "../../types/batched-rows.js";
import type { DataType, InternalRow } from "../../types/data-type.js";
import { rowOrdering, unsafeRowSize } from "../expressions/index.js";
import { keptRows, sortInPages } from "./keep-in-pages.js";
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
  const radix = options.memory.radixSort && canRadixSort(order);
  return function* ([rows], context) {
    const sorted = allRows(rows!).sort(compare);
    const held = sortInPages(context, keptRows(sorted, sorted.length, sizeOf), radix, options);
    context.metrics.chargeTo(options.time, "sortRows", sorted.length);
    addToMetric(context, options.outputRows, sorted.length);
    yield* sorted;
    held.release();
  };
}

/** Whether radix sort can sort by these keys: one whose value fits into a word of eight bytes. */
export function canRadixSort(order: readonly SortOrder[]): boolean {
  return order.length === 1 && fitsPrefix(dataTypeOf(order[0]!.child));
}

function fitsPrefix(type: DataType): boolean {
  return type.kind === "decimal" ? type.precision <= 18 : PREFIX_TYPES.has(type.kind);
}

const PREFIX_TYPES: ReadonlySet<DataType["kind"]> = new Set([
  "boolean",
  "byte",
  "short",
  "integer",
  "long",
  "float",
  "double",
  "date",
  "timestamp",
] as const);
