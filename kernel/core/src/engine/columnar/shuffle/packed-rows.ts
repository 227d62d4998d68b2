import type { Bytes } from "../../../base/brand.js";
import type { DataType, InternalRow } from "../../../types/data-type.js";
import { batchOfRows, type VectorBatch } from "../../../types/vector-batch.js";
import { unsafeRowSize } from "../../expressions/unsafe-row-size.js";
import { BlockBytes } from "./block-bytes.js";
import { rowBytes } from "./row-bytes.js";

/** More rows than are compressed at all; the others are taken to compress as well. */
const SAMPLE_ROWS = 8192;
/** What ends the rows of a result: a length of −1. */
const END_MARK = 4;

/** Rows on their way to the driver. */
export interface PackedRows {
  /** As they travel: UnsafeRows, one after another in an LZ4 stream (Spark's getByteArrayRdd). */
  readonly bytes: Bytes;
  /** The UnsafeRows unpacked. */
  readonly rowBytes: Bytes;
}

/** What the rows of a task's result weigh. Sizes are those of the bytes that Spark would send, up to 128 KiB of them; the rest is scaled. */
export function packedRows(types: readonly DataType[]): (rows: readonly InternalRow[]) => PackedRows {
  const sizeOf = unsafeRowSize(types);
  return (rows) => {
    let bytes = 0;
    for (const row of rows) bytes += sizeOf(row);
    return packed(batchOfRows(rows.slice(0, SAMPLE_ROWS), types), types, rows.length, bytes);
  };
}

/** The same of rows in batches. */
export function packedBatches(types: readonly DataType[]): (batches: readonly VectorBatch[]) => PackedRows {
  return (batches) => {
    let [bytes, unpacked] = [0, 0];
    for (const batch of batches) {
      const of = packed(batch, types, batch.numRows, rowBytes(batch, types)(0, batch.numRows));
      bytes += of.bytes;
      unpacked += of.rowBytes;
    }
    return { bytes, rowBytes: unpacked };
  };
}

/** @param sample the first of `numRows` rows */
function packed(sample: VectorBatch, types: readonly DataType[], numRows: number, bytes: Bytes): PackedRows {
  return { bytes: new BlockBytes(sample, types).of(0, numRows, bytes) + END_MARK, rowBytes: bytes };
}
