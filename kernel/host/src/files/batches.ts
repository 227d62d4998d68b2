import type { ColumnBatch, InternalRow } from "@stageplay/core";

/** Rows a batch at most, as Spark's vectorised reader has them (spark.sql.parquet.columnarReaderBatchSize). */
export const BATCH_ROWS = 4096;

/** Packs rows into column batches; `width` is the number of columns. */
export function* batchesOf(rows: Iterable<InternalRow>, width: number): Generator<ColumnBatch> {
  let columns: unknown[][] = emptyColumns(width);
  let numRows = 0;
  for (const row of rows) {
    for (let i = 0; i < width; i++) columns[i]!.push(row[i]);
    if (++numRows === BATCH_ROWS) {
      yield { numRows, columns };
      columns = emptyColumns(width);
      numRows = 0;
    }
  }
  if (numRows > 0) yield { numRows, columns };
}

function emptyColumns(width: number): unknown[][] {
  return Array.from({ length: width }, () => []);
}
