import type { Bytes } from "../base/brand.js";

const WORD_BYTES = 8;
const FIRST_PAGE_BYTES = 2 ** 20;
const FIRST_KEYS = 64;

export interface LongMapInput {
  readonly rows: number;
  /** All rows as UnsafeRows. */
  readonly bytes: Bytes;
  readonly acquire: (bytes: Bytes) => Bytes;
  readonly release: (bytes: Bytes) => void;
}

/** A request that was not granted in full. */
export interface Refusal {
  readonly requestedBytes: Bytes;
  readonly receivedBytes: Bytes;
}

/**
 * Fills Spark's LongToUnsafeRowMap, the build side of a hash join by one whole number: an array of keys and a page of rows, each doubling when it is full
 * and copied while the old one is still there (E6). Keys are taken to be different.
 *
 * @returns the bytes that it holds, or the request that failed
 */
export function fillLongMap({ rows, bytes, acquire, release }: LongMapInput): Bytes | Refusal {
  const perRow = rows === 0 ? 0 : bytes / rows + WORD_BYTES;
  let array = 2 * FIRST_KEYS * WORD_BYTES;
  let page = FIRST_PAGE_BYTES;
  const take = (wanted: Bytes): Refusal | undefined => {
    const got = acquire(wanted);
    if (got >= wanted) return undefined;
    release(got);
    return { requestedBytes: wanted, receivedBytes: got };
  };
  const first = take(array + page);
  if (first !== undefined) return first;
  let filled = 0;
  while (filled < rows) {
    // Keys take at most a quarter of the array's words each way: it grows before it is half full.
    const keysLeft = array / WORD_BYTES / 4 - filled;
    const rowsLeft = perRow === 0 ? rows : Math.floor(page / perRow) - filled;
    const step = Math.min(rows - filled, keysLeft, rowsLeft);
    if (step > 0) {
      filled += step;
      continue;
    }
    const refusal = take(2 * (rowsLeft <= 0 ? page : array));
    if (refusal !== undefined) {
      release(array + page);
      return refusal;
    }
    if (rowsLeft <= 0) {
      release(page);
      page *= 2;
    } else {
      release(array);
      array *= 2;
    }
  }
  return array + page;
}
