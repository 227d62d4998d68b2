import { type ColumnVector, isLongLike, valueReader } from "../../../types/column-vector.js";
import type { DataType } from "../../../types/data-type.js";
import type { VectorBatch } from "../../../types/vector-batch.js";
import { hashDouble } from "../aggregate/group-state.js";
import { KeyLookup } from "./key-lookup.js";

type Numbers = Int32Array | Float64Array | Uint8Array;

/** A table by key is worth it while it is not much larger than the rows. */
const DIRECT_FACTOR = 4;
const DIRECT_LEAST = 1024;

/**
 * The build side of a hash join: its rows as one batch, and a table from key to first row; rows of equal keys are chained in their order. Rows with
 * a null in the key are not in the table: they match nothing.
 */
export class JoinTable {
  readonly rows: VectorBatch;
  /** Key values as numbers, by row. */
  readonly keys: readonly Numbers[];
  readonly lookups: readonly KeyLookup[];
  /** The next row with the same key, −1 at the end. */
  readonly next: Int32Array;
  /** First row + 1: by hash (open addressing), or by key − {@link least}. */
  readonly slots: Int32Array;
  readonly mask: number;
  /** Set for a single key of whole numbers that lie close together. */
  readonly least: number | undefined;

  constructor(rows: VectorBatch, keys: readonly ColumnVector[], types: readonly DataType[]) {
    this.rows = rows;
    const { numRows } = rows;
    const made = keys.map((key, i) => keyNumbers(key, types[i]!, numRows));
    this.keys = made.map(({ numbers }) => numbers);
    this.lookups = made.map(({ lookup }) => lookup);
    const present = presentRows(keys, numRows);
    const [single] = this.keys;
    const range = this.keys.length === 1 && single instanceof Int32Array ? rangeOf(single, present) : undefined;
    const width = range === undefined ? Number.POSITIVE_INFINITY : range.most - range.least + 1;
    this.next = new Int32Array(numRows).fill(-1);
    if (range !== undefined && width <= Math.max(DIRECT_FACTOR * numRows, DIRECT_LEAST)) {
      this.least = range.least;
      this.slots = new Int32Array(width);
      this.mask = 0;
      this.fillDirect(single as Int32Array, range.least, present);
      return;
    }
    let size = 16;
    while (size < 2 * numRows) size *= 2;
    this.slots = new Int32Array(size);
    this.mask = size - 1;
    for (let row = numRows - 1; row >= 0; row--) if (present === undefined || present[row] === 1) this.insert(row);
  }

  /** From the last row to the first, so that chains run forwards. */
  private fillDirect(key: Int32Array, least: number, present: Uint8Array | undefined): void {
    const { next, slots } = this;
    for (let row = key.length - 1; row >= 0; row--) {
      if (present !== undefined && present[row] === 0) continue;
      const slot = key[row]! - least;
      next[row] = slots[slot]! - 1;
      slots[slot] = row + 1;
    }
  }

  private insert(row: number): void {
    const { keys, slots, mask, next } = this;
    let at = hashOf(keys, row) & mask;
    for (; slots[at] !== 0; at = (at + 1) & mask) {
      const head = slots[at]! - 1;
      if (!sameRow(keys, head, row)) continue;
      next[row] = head;
      break;
    }
    slots[at] = row + 1;
  }
}

/** The same steps as in generated code: see `hashCode` of the aggregation. */
function hashOf(keys: readonly Numbers[], row: number): number {
  let hash = 0;
  for (const key of keys) {
    const x = key[row]!;
    const part = (x | 0) === x ? x | 0 : hashDouble(x);
    hash = Math.imul(hash ^ part, 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  return hash;
}

function sameRow(keys: readonly Numbers[], a: number, b: number): boolean {
  for (const key of keys) {
    const [x, y] = [key[a]!, key[b]!];
    if (x !== y && !(Number.isNaN(x) && Number.isNaN(y))) return false;
  }
  return true;
}

function rangeOf(key: Int32Array, present: Uint8Array | undefined): { least: number; most: number } | undefined {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < key.length; row++) {
    if (present !== undefined && present[row] === 0) continue;
    const x = key[row]!;
    if (x < least) least = x;
    if (x > most) most = x;
  }
  return most >= least ? { least, most } : undefined;
}

/** 1 where no key is null; undefined when that is everywhere. */
function presentRows(keys: readonly ColumnVector[], numRows: number): Uint8Array | undefined {
  let present: Uint8Array | undefined;
  for (const key of keys) {
    if (key.kind !== "any" && key.nulls === undefined) continue;
    present ??= new Uint8Array(numRows).fill(1);
    for (let row = 0; row < numRows; row++) {
      if (key.kind === "any" ? key.values[row] === null : key.nulls![row] === 1) present[row] = 0;
    }
  }
  return present;
}

function keyNumbers(
  key: ColumnVector,
  type: DataType,
  numRows: number,
): { readonly numbers: Numbers; readonly lookup: KeyLookup } {
  if (key.kind === "string") return { numbers: key.values.subarray(0, numRows), lookup: new KeyLookup(key.dictionary) };
  const lookup = new KeyLookup();
  if (key.kind !== "any") return { numbers: key.values.subarray(0, numRows), lookup };
  const numbers = new Float64Array(numRows);
  const read = valueReader(key);
  const add = adderOf(type, lookup);
  for (let row = 0; row < numRows; row++) {
    const value = read(row);
    if (value !== null) numbers[row] = add(value);
  }
  return { numbers, lookup };
}

function adderOf(type: DataType, lookup: KeyLookup): (value: unknown) => number {
  if (isLongLike(type)) return (value) => lookup.addLong(value as number | bigint);
  if (type.kind === "string") return (value) => lookup.addText(value as string);
  return (value) => (typeof value === "number" || typeof value === "boolean" ? Number(value) : lookup.add(value));
}
