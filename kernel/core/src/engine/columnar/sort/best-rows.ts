import {
  type AttributeReference,
  bindReferences,
  dataTypeOf,
  type SortOrder,
} from "../../../plans/expressions/index.js";
import type { TaskContext } from "../../../rdd/task-context.js";
import { batchesOf } from "../../../types/batched-rows.js";
import type { InternalRow } from "../../../types/data-type.js";
import { rowsOfBatches } from "../../../types/vector-batch.js";
import { keyColumns } from "../stage/key-columns.js";
import { concatBatches } from "../vectors/concat.js";
import { gatherBatch } from "../vectors/gather.js";
import { sortedRows } from "./sorted-rows.js";

/** The first rows of a partition in an order, and how many rows there are. */
export interface BestRows {
  readonly rows: InternalRow[];
  readonly numRows: number;
}

/** Of all rows those that come first, sorted; equal rows keep their order. */
export function bestRows(
  rows: Iterable<InternalRow>,
  order: readonly SortOrder[],
  input: readonly AttributeReference[],
  limit: number,
  ansi: boolean,
  context: TaskContext,
): BestRows {
  const types = input.map((a) => a.dataType);
  const all = concatBatches(batchesOf(rows, types), types);
  if (all.numRows === 0) return { rows: [], numRows: 0 };
  const bound = order.map(({ child }) => bindReferences(child, input));
  const columns = keyColumns(all, input, bound, ansi, context);
  const keys = order.map(({ ascending, nullsFirst }, ordinal) => ({
    ordinal,
    dataType: dataTypeOf(bound[ordinal]!),
    ascending,
    nullsFirst,
  }));
  const sorted = sortedRows({ numRows: all.numRows, columns }, keys).subarray(0, limit);
  return { rows: rowsOfBatches([gatherBatch(all, sorted)]), numRows: all.numRows };
}
