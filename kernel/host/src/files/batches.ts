import {
  type ColumnBatch,
  type ColumnVector,
  type InternalRow,
  StringDictionary,
  type StructType,
  vectorOf,
} from "@stageplay/core";

/** Rows a batch at most, as Spark's vectorised reader has them (spark.sql.parquet.columnarReaderBatchSize). */
export const BATCH_ROWS = 4096;

/** Rows after which it is known whether the texts of a column repeat: a dictionary of more than half as many is dropped. */
const JUDGED_AFTER = 65_536;

/** Packs the rows of a scan into batches of vectors. Texts get codes in a dictionary that all batches share, unless they hardly repeat. */
export function batchBuilder({ fields }: StructType): (rows: Iterable<InternalRow>) => Generator<ColumnBatch> {
  const dictionaries = fields.map((): StringDictionary | undefined => new StringDictionary());
  let seen = 0;
  const packed = (columns: readonly unknown[][], numRows: number): ColumnBatch => {
    seen += numRows;
    return { numRows, columns: columns.map(vector) };
  };
  const vector = (values: readonly unknown[], i: number): ColumnVector => {
    const dictionary = dictionaries[i];
    if (dictionary === undefined) return { kind: "any", values };
    if (seen > JUDGED_AFTER && dictionary.size > seen / 2) dictionaries[i] = undefined;
    return vectorOf(fields[i]!.dataType, values, dictionary);
  };
  return function* (rows) {
    let columns: unknown[][] = fields.map(() => []);
    let numRows = 0;
    for (const row of rows) {
      for (let i = 0; i < columns.length; i++) columns[i]!.push(row[i]);
      if (++numRows < BATCH_ROWS) continue;
      yield packed(columns, numRows);
      columns = fields.map(() => []);
      numRows = 0;
    }
    if (numRows > 0) yield packed(columns, numRows);
  };
}
