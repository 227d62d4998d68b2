import type { Bytes } from "../../../base/brand.js";
import { lz4Size } from "../../../base/lz4-size.js";
import { type ColumnVector, isLongLike } from "../../../types/column-vector.js";
import type { DataType } from "../../../types/data-type.js";
import type { VectorBatch } from "../../../types/vector-batch.js";
import { RowBuffer, type SlotWriter, slotWriter } from "../../expressions/unsafe-row-writer.js";

/** What the codec compresses at once (`spark.io.compression.lz4.blockSize`). */
const CODEC_BLOCK = 32 * 1024;
/** Magic, method, both lengths and checksum before each compressed block; once more, empty, at the end of the stream. */
const BLOCK_HEADER = 21;
/** Of a large block so much is compressed; the rest is taken to compress as well. */
const BLOCK_SAMPLE = 4 * CODEC_BLOCK;
/** Of all blocks of a map task so much is compressed; the rest is taken to compress like it. */
const TASK_SAMPLE = 8 * BLOCK_SAMPLE;
/** Spark's serializer puts the length before each row. */
const ROW_LENGTH = 4;

const buffer = new RowBuffer();

/**
 * Sizes of a map task's blocks in its shuffle file: rows as Spark serializes them (UnsafeRow), compressed as its LZ4 stream does (F6). Exact up to
 * 128 KiB of a block and 1 MiB of a task, but for the rows' order and hash collisions.
 */
export class BlockBytes {
  private readonly batch: VectorBatch;
  private readonly writeRow: (row: number) => void;
  private raw = 0;
  private compressed = 0;

  constructor(batch: VectorBatch, types: readonly DataType[]) {
    this.batch = batch;
    this.writeRow = rowWriter(batch, types);
  }

  /** Of rows `start` … `end − 1`, whose UnsafeRows have `dataBytes`. */
  of(start: number, end: number, dataBytes: Bytes): Bytes {
    const serialized = dataBytes + ROW_LENGTH * (end - start);
    if (this.raw >= TASK_SAMPLE) return Math.round(BLOCK_HEADER + serialized * (this.compressed / this.raw));
    buffer.clear();
    for (let row = start; row < end && buffer.length < BLOCK_SAMPLE; row++) this.writeRow(row);
    const { bytes, length } = buffer;
    let size = BLOCK_HEADER;
    for (let from = 0; from < length; from += CODEC_BLOCK) {
      const to = Math.min(from + CODEC_BLOCK, length);
      size += BLOCK_HEADER + Math.min(lz4Size(bytes, from, to), to - from);
    }
    this.raw += length;
    this.compressed += size - BLOCK_HEADER;
    return serialized <= length ? size : Math.round(size * (serialized / length));
  }

  get numRows(): number {
    return this.batch.numRows;
  }
}

type ColumnWriter = (slot: number, row: number, base: number) => void;

/** Appends a row as Spark's UnsafeRowSerializer writes it: its length, null bits, a slot of 8 bytes a field, what does not fit in a slot. */
function rowWriter({ columns }: VectorBatch, types: readonly DataType[]): (row: number) => void {
  const nullBytes = Math.ceil(types.length / 64) * 8;
  const writers = columns.map((vector, i) => columnWriter(vector, types[i]!));
  const isNull = columns.map(nullTest);
  const fixed = nullBytes + 8 * types.length;
  return (row) => {
    const at = buffer.take(ROW_LENGTH + fixed);
    const base = at + ROW_LENGTH;
    for (let i = 0; i < writers.length; i++) {
      if (isNull[i]!(row)) buffer.setNull(base, i);
      else writers[i]!(base + nullBytes + 8 * i, row, base);
    }
    buffer.setBigEndianInt(at, buffer.length - base);
  };
}

function nullTest(vector: ColumnVector): (row: number) => boolean {
  if (vector.kind === "any") return (row) => vector.values[row] === null;
  const { nulls } = vector;
  return nulls === undefined ? () => false : (row) => nulls[row] === 1;
}

function columnWriter(vector: ColumnVector, type: DataType): ColumnWriter {
  const write = slotWriter(type) as (
    b: RowBuffer,
    slot: number,
    value: unknown,
    base: number,
  ) => ReturnType<SlotWriter>;
  if (vector.kind === "string") {
    const { values, dictionary } = vector;
    return (slot, row, base) => write(buffer, slot, dictionary.values[values[row]!], base);
  }
  if (vector.kind === "boolean") return (slot, row, base) => write(buffer, slot, vector.values[row] === 1, base);
  const { values } = vector;
  const isWide = type.kind === "decimal" && type.precision > 18;
  if (vector.kind === "double" && isLongLike(type) && !isWide) {
    const { values: longs } = vector;
    return (slot, row) => {
      const value = longs[row]!;
      buffer.setInt(slot, value | 0);
      buffer.setInt(slot + 4, Math.floor(value / 4294967296) | 0);
    };
  }
  return (slot, row, base) => write(buffer, slot, values[row], base);
}
