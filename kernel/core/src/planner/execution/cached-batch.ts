import type { Bytes } from "../../base/brand.js";
import type { ModelledRows } from "../../rdd/modelled-rows.js";
import { SelfSized, serializedSize } from "../../rdd/serialized-size.js";
import { type ColumnVector, valueReader } from "../../types/column-vector.js";
import type { VectorBatch } from "../../types/vector-batch.js";

/** Rows that are cached together (E7), by columns. They are taken to be as large as the rows are. */
export class CachedBatch extends SelfSized {
  readonly batch: VectorBatch;
  /** What stands for the rows of a whole partition where these are modelled; the batch is empty then. */
  readonly model: ModelledRows | undefined;

  constructor(batch: VectorBatch, model?: ModelledRows) {
    super();
    this.batch = batch;
    this.model = model;
  }

  override serializedSize(): Bytes {
    if (this.model !== undefined) return Math.round(this.model.rows * this.model.rowBytes);
    const { numRows, columns } = this.batch;
    const emptyRow = serializedSize([]);
    const values = columns.reduce((sum, column) => sum + valueBytes(column, numRows), 0);
    // An object that holds an array of rows.
    return serializedSize({ rows: [] }) + numRows * emptyRow + values;
  }
}

function valueBytes(vector: ColumnVector, numRows: number): Bytes {
  const read = valueReader(vector);
  let bytes = 0;
  for (let row = 0; row < numRows; row++) bytes += serializedSize(read(row));
  return bytes;
}
