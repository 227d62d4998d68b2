import type { Bytes } from "../../base/brand.js";
import { dataTypeOf, type Expression } from "../../plans/expressions/index.js";

const MIB = 1024 * 1024;
/** What a relation's memory comes in on the driver: a page less the header of its array (Spark 4.3). */
const PAGE_BYTES: Bytes = 32 * MIB - 16;
/** Lengths and address of the next row with the same key. */
const ENTRY_BYTES = 16;
const WORD = 8;

/** Rows above which Spark does not broadcast a table (E8): fewer, when the key is more than one whole number. */
const MOST_ROWS_BY_LONG = 512_000_000;
const MOST_ROWS = 357_913_941;
const WHOLE_NUMBER_BYTES: Readonly<Record<string, number>> = { byte: 1, short: 2, integer: 4, date: 4, long: 8 };

/** What kind of table Spark builds: of rows by a whole number, by other keys, or just an array of rows. */
export type RelationMode = "long" | "keys" | "rows";

/** Whole numbers that fit into one long together are one key. */
export function relationMode(keys: readonly Expression[]): RelationMode {
  if (keys.length === 0) return "rows";
  const bytes = keys.reduce((sum, key) => sum + (WHOLE_NUMBER_BYTES[dataTypeOf(key).kind] ?? Number.NaN), 0);
  return bytes <= WORD ? "long" : "keys";
}

/** Most rows that a table of this kind may have to be broadcast. */
export function mostRows(mode: RelationMode): number {
  return mode === "keys" ? MOST_ROWS : MOST_ROWS_BY_LONG;
}

/** A range of keys up to here is an array whatever the number of rows. */
const SHORT_RANGE = 1024;

/**
 * Bytes of the relation that the driver builds: what the metric "data size" says, and what its limit is about (E8).
 *
 * @param rowBytes all rows as UnsafeRows
 * @param keyRange the largest key less the smallest, where that is known: keys that are close together become places in an array
 * @example
 * relationBytes("long", 300_000, 300_000 * 24) / 1024 ** 2; // 47.99998474121094
 */
export function relationBytes(mode: RelationMode, rows: number, rowBytes: Bytes, keyRange?: number): Bytes {
  if (mode === "rows") return rowBytes;
  if (mode === "long") {
    const words = 2 * powerOfTwo(rows);
    let page = PAGE_BYTES;
    while (page < rowBytes + rows * WORD) page *= 2;
    const length = rows * 4 > words ? 2 * words : words;
    const isDense = keyRange !== undefined && (keyRange < length || keyRange < SHORT_RANGE);
    return (isDense ? keyRange + 1 : length) * WORD + page;
  }
  const slots = powerOfTwo(rows * 1.5 + 1);
  // A key's row lies beside its value's; taken to be half as large.
  const pages = Math.max(1, Math.ceil((rowBytes * 1.5 + rows * ENTRY_BYTES) / PAGE_BYTES));
  return slots * 2 * WORD + pages * PAGE_BYTES;
}

function powerOfTwo(atLeast: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(1, atLeast)));
}
