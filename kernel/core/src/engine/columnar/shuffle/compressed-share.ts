import type { DataType, InternalRow } from "../../../types/data-type.js";
import { batchOfRows } from "../../../types/vector-batch.js";
import { BlockBytes } from "./block-bytes.js";
import { rowBytes } from "./row-bytes.js";

/** The share of rows' bytes that is left of them in a shuffle file (F6), by compressing them. */
export function compressedShare(rows: readonly InternalRow[], types: readonly DataType[]): number {
  if (rows.length === 0) return 1;
  const batch = batchOfRows(rows, types);
  const dataBytes = rowBytes(batch, types)(0, rows.length);
  // Rows without columns.
  if (dataBytes === 0) return 1;
  return new BlockBytes(batch, types).of(0, rows.length, dataBytes) / dataBytes;
}
