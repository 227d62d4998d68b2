import type { DataType } from "../../../types/data-type.js";
import type { VectorBatch } from "../../../types/vector-batch.js";
import { keepInPages } from "../../operators/keep-in-pages.js";
import { addToMetric, type KernelOptions } from "../../operators/kernel.js";
import { keptBatch } from "../stage/kept-batch.js";
import type { Phase } from "../stage/phase.js";
import { concatBatches } from "../vectors/concat.js";
import { gatherBatch } from "../vectors/gather.js";
import { type SortKey, sortedRows } from "./sorted-rows.js";

/** Sorts all rows of a partition. Columns behind the first `width` are there to be sorted by only. */
export function sortPhase(
  keys: readonly SortKey[],
  types: readonly DataType[],
  width: number,
  { outputRows }: KernelOptions,
): Phase {
  return {
    segment: undefined,
    tableColumns: [],
    run: function* (input, { context }) {
      const all = concatBatches(input as Iterable<VectorBatch>, types);
      context.metrics.charge("sortRows", all.numRows);
      addToMetric(context, outputRows, all.numRows);
      if (all.numRows === 0) return;
      const kept = { numRows: all.numRows, columns: all.columns.slice(0, width) };
      keepInPages(context, keptBatch(kept, types.slice(0, width)));
      yield gatherBatch(kept, sortedRows(all, keys));
    },
  };
}
