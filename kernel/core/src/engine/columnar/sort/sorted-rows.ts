import { type ColumnVector, type NullMask, valueReader } from "../../../types/column-vector.js";
import type { DataType } from "../../../types/data-type.js";
import type { VectorBatch } from "../../../types/vector-batch.js";
import { comparator } from "../../expressions/ordering.js";
import { dictionaryRanks } from "./dictionary-ranks.js";
import { radixSort } from "./radix-sort.js";

/** A column to sort by. */
export interface SortKey {
  readonly ordinal: number;
  readonly dataType: DataType;
  readonly ascending: boolean;
  readonly nullsFirst: boolean;
}

/** The positions of a batch's rows in sorted order; equal rows keep theirs. */
export function sortedRows({ numRows, columns }: VectorBatch, keys: readonly SortKey[]): Int32Array {
  const rows = new Int32Array(numRows);
  for (let i = 0; i < numRows; i++) rows[i] = i;
  const vectors = keys.map(({ ordinal }) => columns[ordinal]!);
  if (vectors.some(({ kind }) => kind === "any")) return sortByComparing(rows, vectors, keys);
  // The least important key first: each pass keeps the order of those before it.
  let sorted: Int32Array = rows;
  for (let i = keys.length - 1; i >= 0; i--) {
    for (const words of sortWords(vectors[i]!, numRows, keys[i]!)) sorted = radixSort(sorted, words);
  }
  return sorted;
}

function sortByComparing(rows: Int32Array, vectors: readonly ColumnVector[], keys: readonly SortKey[]): Int32Array {
  const columns = keys.map((key, i) => ({
    read: valueReader(vectors[i]!),
    compare: comparator(key.dataType) as (a: unknown, b: unknown) => number,
    direction: key.ascending ? 1 : -1,
    nullRank: key.nullsFirst ? -1 : 1,
  }));
  return rows.sort((a, b) => {
    for (const { read, compare, direction, nullRank } of columns) {
      const [x, y] = [read(a), read(b)];
      const order =
        x === null || y === null ? (x === y ? 0 : x === null ? nullRank : -nullRank) : direction * compare(x, y);
      if (order !== 0) return order;
    }
    return 0;
  });
}

/** A key as unsigned words whose order is the key's: the least important word first, whether there is a value last. */
function sortWords(vector: ColumnVector, numRows: number, { ascending, nullsFirst }: SortKey): readonly Uint32Array[] {
  const words = valueWords(vector, numRows);
  if (!ascending) for (const word of words) for (let i = 0; i < numRows; i++) word[i] = ~word[i]!;
  const nulls = vector.kind === "any" ? undefined : vector.nulls;
  if (nulls === undefined) return words;
  for (const word of words) for (let i = 0; i < numRows; i++) if (nulls[i] === 1) word[i] = 0;
  return [...words, nullWord(nulls, numRows, nullsFirst)];
}

function nullWord(nulls: NonNullable<NullMask>, numRows: number, nullsFirst: boolean): Uint32Array {
  const word = new Uint32Array(numRows);
  for (let i = 0; i < numRows; i++) word[i] = (nulls[i] === 1) === nullsFirst ? 0 : 1;
  return word;
}

const SIGN = 0x80000000;

function valueWords(vector: ColumnVector, numRows: number): Uint32Array[] {
  const word = new Uint32Array(numRows);
  switch (vector.kind) {
    case "double":
      return smallNumberWords(vector.values, word) ?? doubleWords(vector.values, numRows);
    case "string": {
      const ranks = dictionaryRanks(vector.dictionary);
      for (let i = 0; i < numRows; i++) word[i] = ranks[vector.values[i]!]!;
      return [word];
    }
    case "boolean":
      word.set(vector.values.subarray(0, numRows));
      return [word];
    default:
      for (let i = 0; i < numRows; i++) word[i] = (vector.values[i] as number) ^ SIGN;
      return [word];
  }
}

/** Whole numbers of 32 bits, which most longs are, take one word; undefined when there are others. */
function smallNumberWords(values: Float64Array, word: Uint32Array): Uint32Array[] | undefined {
  for (let i = 0; i < word.length; i++) {
    const value = values[i]!;
    if ((value | 0) !== value) return undefined;
    word[i] = value ^ SIGN;
  }
  return [word];
}

/** The bits of a double in the order of the numbers; −0 is 0, NaN the greatest. */
function doubleWords(values: Float64Array, numRows: number): Uint32Array[] {
  const clean = new Float64Array(numRows);
  for (let i = 0; i < numRows; i++) clean[i] = Number.isNaN(values[i]) ? Number.NaN : values[i]! + 0;
  const bits = new Uint32Array(clean.buffer);
  const [low, high] = [new Uint32Array(numRows), new Uint32Array(numRows)];
  for (let i = 0; i < numRows; i++) {
    const top = bits[2 * i + 1]!;
    const isNegative = top >= SIGN;
    high[i] = isNegative ? ~top : top ^ SIGN;
    low[i] = isNegative ? ~bits[2 * i]! : bits[2 * i]!;
  }
  return [low, high];
}
