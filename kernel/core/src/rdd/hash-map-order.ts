import { finalizeHash, mix } from "../base/murmur3-x86.js";

/** `AppendOnlyMap` starts with this many slots and doubles when more than 0.7 of them are taken. */
const INITIAL_CAPACITY = 64;
const LOAD_FACTOR = 0.7;
const FREE = -1;

/**
 * The order in which Spark's `AppendOnlyMap` gives its keys back: that of an open-addressed table with probing. Combined values come out of a task
 * in this order, so that `take` and whatever counts on positions see what they see in Spark.
 *
 * @param hashes Java's hash code of each key, in order of insertion
 * @returns positions in `hashes`, in order of the table
 */
export function appendOnlyOrder(hashes: ArrayLike<number>): Int32Array {
  let capacity = INITIAL_CAPACITY;
  let table = new Int32Array(capacity).fill(FREE);
  for (let key = 0; key < hashes.length; key++) {
    place(table, key, hashes);
    if (key + 1 <= Math.trunc(LOAD_FACTOR * capacity)) continue;
    capacity *= 2;
    const larger = new Int32Array(capacity).fill(FREE);
    for (const moved of table) if (moved !== FREE) place(larger, moved, hashes);
    table = larger;
  }
  return table.filter((key) => key !== FREE);
}

function place(table: Int32Array, key: number, hashes: ArrayLike<number>): void {
  const mask = table.length - 1;
  let slot = rehash(hashes[key]!) & mask;
  for (let step = 1; table[slot] !== FREE; step++) slot = (slot + step) & mask;
  table[slot] = key;
}

/** Guava's `murmur3_32_fixed().hashInt`. */
function rehash(hash: number): number {
  return finalizeHash(mix(0, hash), 4);
}

/**
 * The order in which a `java.util.HashMap` gives its keys back: by bucket, and by insertion within one.
 *
 * @param hashes Java's hash code of each key, in order of insertion
 * @returns positions in `hashes`, in order of the map
 */
export function javaHashMapOrder(hashes: readonly number[]): number[] {
  let capacity = 16;
  while (hashes.length > capacity * 0.75) capacity *= 2;
  const bucket = (hash: number): number => (hash ^ (hash >>> 16)) & (capacity - 1);
  return hashes.map((_, key) => key).sort((a, b) => bucket(hashes[a]!) - bucket(hashes[b]!));
}
