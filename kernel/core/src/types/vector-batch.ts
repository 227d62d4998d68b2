import { type ColumnVector, sliceVector, valueReader, vectorOf } from "./column-vector.js";
import type { DataType, InternalRow } from "./data-type.js";
import type { StringDictionary } from "./string-dictionary.js";

/** Some rows, by columns. */
export interface VectorBatch {
  readonly numRows: number;
  readonly columns: readonly ColumnVector[];
}

/** The rows of a batch, one by one. */
export function* rowsOfBatch({ numRows, columns }: VectorBatch): Generator<InternalRow> {
  const readers = columns.map(valueReader);
  for (let row = 0; row < numRows; row++) yield rowAt(readers, row);
}

/** All rows of batches, in an array. */
export function rowsOfBatches(batches: Iterable<VectorBatch>): InternalRow[] {
  const rows: InternalRow[] = [];
  for (const { numRows, columns } of batches) {
    const readers = columns.map(valueReader);
    for (let row = 0; row < numRows; row++) rows.push(rowAt(readers, row));
  }
  return rows;
}

function rowAt(readers: readonly ((at: number) => unknown)[], row: number): InternalRow {
  const out = new Array<unknown>(readers.length);
  for (let column = 0; column < readers.length; column++) out[column] = readers[column]!(row);
  return out;
}

/** A batch of rows of these types; `dictionaries` (by column) give texts their codes. */
export function batchOfRows(
  rows: readonly InternalRow[],
  types: readonly DataType[],
  dictionaries: readonly (StringDictionary | undefined)[] = [],
): VectorBatch {
  const columns = types.map((type, column) => {
    const values = new Array<unknown>(rows.length);
    for (let row = 0; row < rows.length; row++) values[row] = rows[row]![column];
    return vectorOf(type, values, dictionaries[column]);
  });
  return { numRows: rows.length, columns };
}

/** Rows `start` … `end − 1`, over the same memory. */
export function sliceBatch(batch: VectorBatch, start: number, end: number): VectorBatch {
  if (start === 0 && end === batch.numRows) return batch;
  return { numRows: end - start, columns: batch.columns.map((column) => sliceVector(column, start, end)) };
}
