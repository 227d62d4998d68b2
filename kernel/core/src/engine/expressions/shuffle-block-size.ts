import type { Bytes } from "../../base/brand.js";
import { lz4Size } from "../../base/lz4-size.js";
import type { DataType, InternalRow } from "../../types/data-type.js";
import { unsafeRowSize } from "./unsafe-row-size.js";
import { RowBuffer, serializedRowWriter } from "./unsafe-row-writer.js";

/** What the codec compresses at once (`spark.io.compression.lz4.blockSize`). */
const CODEC_BLOCK = 32 * 1024;
/** Magic, method, both lengths and checksum before each compressed block; once more, empty, at the end of the stream. */
const BLOCK_HEADER = 21;
/** Of a large block so much is compressed; the rest is taken to compress as well. */
const SAMPLE = 4 * CODEC_BLOCK;

const buffer = new RowBuffer();

/**
 * Bytes of a block of SQL rows in a shuffle file: the rows as Spark serializes them (UnsafeRow), compressed as its LZ4 stream does (F6).
 * Exact up to 128 KiB of rows but for their order and hash collisions; larger blocks are scaled up from their beginning.
 */
export function shuffleBlockSize(types: readonly DataType[]): (rows: readonly InternalRow[]) => Bytes {
  const write = serializedRowWriter(types);
  const rowSize = unsafeRowSize(types);
  return (rows) => {
    buffer.clear();
    let written = 0;
    while (written < rows.length && buffer.length < SAMPLE) write(buffer, rows[written++]!);
    const { bytes, length } = buffer;
    let size = BLOCK_HEADER;
    for (let start = 0; start < length; start += CODEC_BLOCK) {
      const end = Math.min(start + CODEC_BLOCK, length);
      size += BLOCK_HEADER + Math.min(lz4Size(bytes, start, end), end - start);
    }
    if (written === rows.length) return size;
    let rest = 0;
    for (let i = written; i < rows.length; i++) rest += rowSize(rows[i]!) + 4;
    return Math.round(size * (1 + rest / length));
  };
}
