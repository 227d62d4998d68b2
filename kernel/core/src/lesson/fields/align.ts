/** An entry of one list beside one of the other; either may be missing. */
export interface Pair {
  readonly left?: number;
  readonly right?: number;
}

/** Entries of both lists, multiplied, above which they are compared place by place: the table would not fit. */
const MOST_CELLS = 1_000_000;

/**
 * Lays two lists beside one another with as few differences as possible, so that one stage too many does not make all after it wrong.
 */
export function align<L, R>(
  lefts: readonly L[],
  rights: readonly R[],
  isSame: (left: L, right: R) => boolean,
): readonly Pair[] {
  if (lefts.length * rights.length > MOST_CELLS) {
    return Array.from({ length: Math.max(lefts.length, rights.length) }, (_, i) => ({
      ...(i < lefts.length ? { left: i } : {}),
      ...(i < rights.length ? { right: i } : {}),
    }));
  }
  // costs[i][j]: differences between what is left of both lists from i and j on.
  const costs: number[][] = Array.from({ length: lefts.length + 1 }, () => []);
  for (let i = lefts.length; i >= 0; i--) {
    for (let j = rights.length; j >= 0; j--) {
      if (i === lefts.length) costs[i]![j] = rights.length - j;
      else if (j === rights.length) costs[i]![j] = lefts.length - i;
      else {
        const both = costs[i + 1]![j + 1]! + (isSame(lefts[i]!, rights[j]!) ? 0 : 1);
        costs[i]![j] = Math.min(both, costs[i + 1]![j]! + 1, costs[i]![j + 1]! + 1);
      }
    }
  }
  const pairs: Pair[] = [];
  for (let i = 0, j = 0; i < lefts.length || j < rights.length; ) {
    const cost = costs[i]![j]!;
    const both = i < lefts.length && j < rights.length;
    if (both && cost === costs[i + 1]![j + 1]! + (isSame(lefts[i]!, rights[j]!) ? 0 : 1)) {
      pairs.push({ left: i++, right: j++ });
    } else if (i < lefts.length && cost === costs[i + 1]![j]! + 1) pairs.push({ left: i++ });
    else pairs.push({ right: j++ });
  }
  return pairs;
}
