import type { ColumnVector } from "../../../types/column-vector.js";
import type { VectorBatch } from "../../../types/vector-batch.js";
import { gatherVector } from "./gather.js";

/** Some columns of the rows that a filter has let through; columns of all rows are handed on as they are. */
export function selectRows(
  batch: VectorBatch,
  rows: Int32Array,
  columns: readonly number[],
  hasNulls: readonly boolean[],
): VectorBatch {
  const all = rows.length === batch.numRows;
  return {
    numRows: rows.length,
    columns: columns.map((column, i) => {
      const vector = batch.columns[column]!;
      const wanted = hasNulls[i] === true ? vector : withoutNulls(vector);
      return all ? wanted : gatherVector(wanted, rows);
    }),
  };
}

/** The filter has seen to it that there are none. */
function withoutNulls(vector: ColumnVector): ColumnVector {
  return vector.kind === "any" || vector.nulls === undefined ? vector : { ...vector, nulls: undefined };
}
