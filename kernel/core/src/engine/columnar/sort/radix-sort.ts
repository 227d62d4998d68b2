import { Scratch } from "../vectors/scratch.js";

const DIGIT_BITS = 11;
const DIGITS = 1 << DIGIT_BITS;
const DIGIT = DIGITS - 1;
/** Fewer rows than this are sorted with small digits: clearing large tables would cost more than it saves. */
const FEW = 4096;

const SCRATCH = [new Scratch(), new Scratch()] as const;

/** Sorts positions by their words, keeping the order of equal ones: a pass for each digit in which the words differ. */
export function radixSort(rows: Int32Array, words: Uint32Array): Int32Array {
  const { length } = rows;
  if (isSorted(rows, words)) return rows;
  const bits = length < FEW ? 8 : DIGIT_BITS;
  const mask = length < FEW ? 255 : DIGIT;
  const { least, most } = rangeOf(words, length);
  // Rows travel with their words, so that every pass reads straight on.
  let fromRows: Int32Array = rows;
  let fromWords = SCRATCH[0].uint32(length);
  for (let i = 0; i < length; i++) fromWords[i] = words[rows[i]!]! - least;
  let toRows: Int32Array = new Int32Array(length);
  let toWords = SCRATCH[1].uint32(length);
  const counts = new Int32Array(mask + 1);
  for (let shift = 0; shift < 32 && (most - least) / 2 ** shift >= 1; shift += bits) {
    pass(fromRows, fromWords, toRows, toWords, shift, mask, counts);
    [fromRows, toRows] = [toRows, fromRows === rows ? new Int32Array(length) : fromRows];
    [fromWords, toWords] = [toWords, fromWords];
  }
  return fromRows;
}

function isSorted(rows: Int32Array, words: Uint32Array): boolean {
  for (let i = 1; i < rows.length; i++) if (words[rows[i - 1]!]! > words[rows[i]!]!) return false;
  return true;
}

function rangeOf(words: Uint32Array, length: number): { readonly least: number; readonly most: number } {
  let least = words[0]!;
  let most = least;
  for (let i = 1; i < length; i++) {
    const word = words[i]!;
    if (word < least) least = word;
    if (word > most) most = word;
  }
  return { least, most };
}

function pass(
  fromRows: Int32Array,
  fromWords: Uint32Array,
  toRows: Int32Array,
  toWords: Uint32Array,
  shift: number,
  mask: number,
  counts: Int32Array,
): void {
  const { length } = fromRows;
  counts.fill(0);
  for (let i = 0; i < length; i++) counts[(fromWords[i]! >>> shift) & mask]!++;
  let start = 0;
  for (let digit = 0; digit <= mask; digit++) {
    const count = counts[digit]!;
    counts[digit] = start;
    start += count;
  }
  for (let i = 0; i < length; i++) {
    const word = fromWords[i]!;
    const at = counts[(word >>> shift) & mask]!++;
    toRows[at] = fromRows[i]!;
    toWords[at] = word;
  }
}
