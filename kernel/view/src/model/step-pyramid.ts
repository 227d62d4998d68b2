/** A step curve in any number type: `values[i]` holds from `timeMs[i]` on. */
export interface Steps {
  readonly timeMs: ArrayLike<number>;
  readonly values: ArrayLike<number>;
}

/**
 * A step curve at every level of detail: each level has half the steps of the one below, with the highest value of both. So a curve of two
 * million steps is drawn across 800 pixels by looking at some thousand numbers, and no peak is lost.
 */
export class StepPyramid {
  private readonly timeMs: ArrayLike<number>;
  /** `levels[k][i]`: the highest of the steps `i * 2^k` until `(i + 1) * 2^k`. */
  private readonly levels: readonly ArrayLike<number>[];

  constructor({ timeMs, values }: Steps) {
    this.timeMs = timeMs;
    const levels: ArrayLike<number>[] = [values];
    for (let below = values; below.length > 1024; below = levels.at(-1)!) levels.push(halved(below));
    this.levels = levels;
  }

  /** The highest value of all. */
  get highest(): number {
    let most = 0;
    const top = this.levels.at(-1)!;
    for (let i = 0; i < top.length; i++) most = Math.max(most, top[i]!);
    return most;
  }

  /** The value that holds at a time; 0 before the first step. */
  at(timeMs: number): number {
    return this.levels[0]![lastAtOrBefore(this.timeMs, timeMs)] ?? 0;
  }

  /** The highest value in each of `columns` equal parts of a stretch of time. */
  columns(fromMs: number, toMs: number, columns: number): Float64Array {
    const out = new Float64Array(columns);
    const msPerColumn = (toMs - fromMs) / columns;
    let step = Math.max(0, lastAtOrBefore(this.timeMs, fromMs));
    for (let column = 0; column < columns; column++) {
      const end = fromMs + (column + 1) * msPerColumn;
      const next = Math.max(step, lastAtOrBefore(this.timeMs, end, step));
      // A step that begins exactly at the column's end belongs to the next one.
      const last = next > step && this.timeMs[next] === end ? next - 1 : next;
      if (this.timeMs.length > 0 && this.timeMs[step]! < end) out[column] = this.highestOf(step, last + 1);
      step = next;
    }
    return out;
  }

  /** The highest of the steps `from` until `to`, by as few numbers as cover them. */
  private highestOf(from: number, to: number): number {
    let most = 0;
    let low = from;
    while (low < to) {
      let level = 0;
      let size = 1;
      while (level + 1 < this.levels.length && low % (size * 2) === 0 && low + size * 2 <= to) {
        level++;
        size *= 2;
      }
      most = Math.max(most, this.levels[level]![low / size]!);
      low += size;
    }
    return most;
  }
}

function halved(below: ArrayLike<number>): Float64Array {
  const out = new Float64Array(Math.ceil(below.length / 2));
  for (let i = 0; i < out.length; i++) out[i] = Math.max(below[2 * i]!, below[2 * i + 1] ?? 0);
  return out;
}

/** Index of the last time that is not after `timeMs`; -1 when all are. */
function lastAtOrBefore(times: ArrayLike<number>, timeMs: number, from = 0): number {
  let low = from;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! <= timeMs) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
