/** A stretch of a list in which the same few items come again and again. */
export interface Repeat {
  readonly start: number;
  /** How many items come again. */
  readonly period: number;
  readonly times: number;
}

/** Longest round of a loop that is looked for. */
const LONGEST_PERIOD = 8;

/**
 * Where a list repeats itself, from its start on: of all periods the one that covers most, and of those the shortest. Stretches do not overlap.
 *
 * @param keys of the items; two are alike when their keys are equal, and an item without a key is like no other
 * @param least how often a stretch must come to be one
 *
 * @example
 * findRepeats(["a", "b", "c", "b", "c", "b", "c"], 3); // [{ start: 1, period: 2, times: 3 }]
 */
export function findRepeats(keys: readonly (string | undefined)[], least: number): readonly Repeat[] {
  const found: Repeat[] = [];
  for (let start = 0; start < keys.length; ) {
    const best = bestRepeat(keys, start, least);
    if (best !== undefined) found.push(best);
    start += best === undefined ? 1 : best.period * best.times;
  }
  return found;
}

function bestRepeat(keys: readonly (string | undefined)[], start: number, least: number): Repeat | undefined {
  let best: Repeat | undefined;
  for (let period = 1; period <= LONGEST_PERIOD; period++) {
    const times = timesFrom(keys, start, period);
    if (times >= least && times * period > (best === undefined ? 0 : best.times * best.period)) {
      best = { start, period, times };
    }
  }
  return best;
}

function timesFrom(keys: readonly (string | undefined)[], start: number, period: number): number {
  if (keys.slice(start, start + period).includes(undefined)) return 0;
  let end = start + period;
  while (end < keys.length && keys[end] === keys[end - period]) end++;
  return Math.floor((end - start) / period);
}
