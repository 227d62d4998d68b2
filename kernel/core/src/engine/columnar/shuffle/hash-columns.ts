import { type ColumnVector, isLongLike, valueReader } from "../../../types/column-vector.js";
import type { DataType } from "../../../types/data-type.js";
import type { StringDictionary } from "../../../types/string-dictionary.js";
import type { VectorBatch } from "../../../types/vector-batch.js";
import { HASH_SEED, hashInt, murmur3Hash } from "../../expressions/murmur3-hash.js";
import { sortedRows } from "../sort/sorted-rows.js";
import { gatherBatch } from "../vectors/gather.js";
import { unsafeRowHashes } from "./unsafe-row-hashes.js";

/** Spark's `hash(…)` of rows by columns: the same numbers as {@link murmur3Hash} gives row by row (G17). */
export function hashColumns(columns: readonly ColumnVector[], types: readonly DataType[], numRows: number): Int32Array {
  const hashes = new Int32Array(numRows).fill(HASH_SEED);
  columns.forEach((column, i) => {
    hashColumn(column, types[i]!, hashes, i === 0);
  });
  return hashes;
}

/** The partition of each row among `n`: pmod(hash, n). */
export function hashPartitionIds(
  columns: readonly ColumnVector[],
  types: readonly DataType[],
  numRows: number,
  n: number,
): Int32Array {
  const ids = hashColumns(columns, types, numRows);
  for (let i = 0; i < numRows; i++) {
    // As an int: the remainder of a negative number may be −0 otherwise, which takes the slow way.
    const rest = (ids[i]! % n) | 0;
    ids[i] = rest < 0 ? rest + n : rest;
  }
  return ids;
}

/** A batch's rows in the order of the hash of their serialized form; equal hashes keep theirs. */
export function sortedByHash(batch: VectorBatch, types: readonly DataType[]): VectorBatch {
  const hashes = unsafeRowHashes(batch, types);
  const vector: ColumnVector = { kind: "int", values: hashes, nulls: undefined };
  const key = { ordinal: 0, dataType: { kind: "integer" as const }, ascending: true, nullsFirst: true };
  return gatherBatch(batch, sortedRows({ numRows: batch.numRows, columns: [vector] }, [key]));
}

/** The hash of a row so far is the seed of its next value; a null leaves it as it is. */
function hashColumn(column: ColumnVector, type: DataType, hashes: Int32Array, isFirst: boolean): void {
  if (column.kind === "any" || !hasWords(column, type, isFirst)) {
    hashValues(column, type, hashes);
    return;
  }
  const { nulls } = column;
  if (column.kind === "string") {
    const { values, dictionary } = column;
    const texts = textHashes(dictionary);
    for (let i = 0; i < hashes.length; i++) if (nulls === undefined || nulls[i] === 0) hashes[i] = texts[values[i]!]!;
    return;
  }
  const { values } = column;
  if (column.kind === "double") {
    for (let i = 0; i < hashes.length; i++) {
      if (nulls === undefined || nulls[i] === 0) hashes[i] = hashWholeNumber(values[i]!, hashes[i]!);
    }
    return;
  }
  for (let i = 0; i < hashes.length; i++) {
    if (nulls === undefined || nulls[i] === 0) hashes[i] = hashInt(values[i]!, hashes[i]!);
  }
}

/** Whether values are hashed as ints or longs; texts, whose hash is known, where the seed is the same for all. */
function hasWords(column: ColumnVector, type: DataType, isFirst: boolean): boolean {
  if (column.kind === "string") return isFirst;
  if (column.kind !== "double") return true;
  return isLongLike(type) && (type.kind !== "decimal" || type.precision <= 18);
}

function hashValues(column: ColumnVector, type: DataType, hashes: Int32Array): void {
  const hash = murmur3Hash([type]);
  const read = valueReader(column);
  const value: unknown[] = [null];
  for (let i = 0; i < hashes.length; i++) {
    value[0] = read(i);
    hashes[i] = hash(value, hashes[i]!);
  }
}

function mix(hash: number, word: number): number {
  let k = Math.imul(word, 0xcc9e2d51);
  k = Math.imul((k << 15) | (k >>> 17), 0x1b873593);
  const h = hash ^ k;
  return (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0;
}

/** A long that is a safe integer: its low word, its high word. */
function hashWholeNumber(value: number, seed: number): number {
  const low = value | 0;
  const high = low === value ? low >> 31 : Math.floor(value / 4294967296) | 0;
  let h = mix(mix(seed, low), high) ^ 8;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

const known = new WeakMap<StringDictionary, Int32Array>();

/** The hash of each text of a dictionary from the first seed; kept until the dictionary grows. */
function textHashes(dictionary: StringDictionary): Int32Array {
  const old = known.get(dictionary);
  if (old?.length === dictionary.size) return old;
  const hash = murmur3Hash([{ kind: "string" }]);
  const hashes = Int32Array.from(dictionary.values, (text) => hash([text], HASH_SEED));
  known.set(dictionary, hashes);
  return hashes;
}
