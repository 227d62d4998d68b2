const DIGITS = 256;

/** Sorts positions by their words, keeping the order of equal ones: a pass for each byte in which the words differ. */
export function radixSort(rows: Int32Array, words: Uint32Array): Int32Array {
  const { length } = rows;
  const counts = [0, 1, 2, 3].map(() => new Int32Array(DIGITS));
  const [c0, c1, c2, c3] = counts as [Int32Array, Int32Array, Int32Array, Int32Array];
  for (let i = 0; i < length; i++) {
    const word = words[i]!;
    c0[word & 255]!++;
    c1[(word >>> 8) & 255]!++;
    c2[(word >>> 16) & 255]!++;
    c3[word >>> 24]!++;
  }
  let from = rows;
  let to: Int32Array = new Int32Array(length);
  counts.forEach((count, byte) => {
    if (count.includes(length)) return;
    pass(from, to, words, 8 * byte, count);
    [from, to] = [to, from];
  });
  return from;
}

function pass(from: Int32Array, to: Int32Array, words: Uint32Array, shift: number, counts: Int32Array): void {
  let start = 0;
  for (let digit = 0; digit < DIGITS; digit++) {
    const count = counts[digit]!;
    counts[digit] = start;
    start += count;
  }
  for (let i = 0; i < from.length; i++) {
    const row = from[i]!;
    const digit = (words[row]! >>> shift) & 255;
    to[counts[digit]!++] = row;
  }
}
