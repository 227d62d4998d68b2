import type { DataType } from "../../../types/data-type.js";
import type { VectorBatch } from "../../../types/vector-batch.js";
import { sortInPages } from "../../operators/keep-in-pages.js";
import { addToMetric, type KernelOptions } from "../../operators/kernel.js";
import { keptBatch } from "../stage/kept-batch.js";
import type { Phase } from "../stage/phase.js";
import { concatBatches } from "../vectors/concat.js";
import { gatherBatch } from "../vectors/gather.js";
import { type SortKey, sortedRows } from "./sorted-rows.js";

/** Sorts all rows of a partition. Columns behind the first `width` are there to be sorted by only; `radix` is how Spark would sort them. */
export function sortPhase(
  keys: readonly SortKey[],
  types: readonly DataType[],
  width: number,
  radix: boolean,
  metrics: KernelOptions,
): Phase {
  return {
    segment: undefined,
    tableColumns: [],
    run: function* (input, { context }) {
      const all = concatBatches(input as Iterable<VectorBatch>, types);
      context.metrics.chargeTo(metrics.time, "sortRows", all.numRows);
      addToMetric(context, metrics.outputRows, all.numRows);
      const kept = { numRows: all.numRows, columns: all.columns.slice(0, width) };
      const held = sortInPages(context, keptBatch(kept, types.slice(0, width)), radix, metrics);
      if (all.numRows > 0) yield gatherBatch(kept, sortedRows(all, keys));
      held.release();
    },
  };
}
