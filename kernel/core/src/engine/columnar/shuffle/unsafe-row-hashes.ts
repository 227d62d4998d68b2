import { finalizeHash, mix } from "../../../base/murmur3-x86.js";
import { valueReader } from "../../../types/column-vector.js";
import type { DataType } from "../../../types/data-type.js";
import type { VectorBatch } from "../../../types/vector-batch.js";
import { HASH_SEED } from "../../expressions/murmur3-hash.js";
import { RowBuffer, unsafeRowWriter } from "../../expressions/unsafe-row-writer.js";

const buffer = new RowBuffer();

/** `UnsafeRow.hashCode` of each row: the hash of its words as they are serialized, null bits and all (G9). */
export function unsafeRowHashes({ columns, numRows }: VectorBatch, types: readonly DataType[]): Int32Array {
  const hashes = new Int32Array(numRows);
  const write = unsafeRowWriter(types);
  const readers = columns.map(valueReader);
  for (let row = 0; row < numRows; row++) {
    buffer.clear();
    write(
      buffer,
      readers.map((read) => read(row)),
    );
    hashes[row] = hashWords(buffer);
  }
  return hashes;
}

function hashWords({ bytes, length }: RowBuffer): number {
  let hash = HASH_SEED;
  for (let at = 0; at < length; at += 4) {
    hash = mix(hash, bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24));
  }
  return finalizeHash(hash, length);
}
