import type { Bytes } from "../base/brand.js";

/** Rows between two looks at the size (E6). */
const CHECK_PERIOD = 32;

/** What spilling came to. */
export interface SpillTotals {
  readonly spills: number;
  /** Size in memory of what was spilled: "Memory spilled". */
  readonly memoryBytes: Bytes;
  /** Rows that went to disk. */
  readonly rows: number;
  /** Largest size in memory. */
  readonly peakBytes: Bytes;
}

export interface SpillableInput {
  readonly rows: number;
  /** Size in memory of all rows together. */
  readonly bytes: Bytes;
  /** `spark.shuffle.spill.initialMemoryThreshold`. */
  readonly initialBytes: Bytes;
  /** It spills after more rows in any case; never when left out. */
  readonly spillAfterRows?: number;
  /** Asks for execution memory and gives what was granted. */
  readonly acquire: (bytes: Bytes) => Bytes;
  /** Gives back what is held above the initial threshold, which Spark does not count. */
  readonly release: (bytes: Bytes) => void;
}

/**
 * Fills one of Spark's collections of row objects (RDD aggregation, sort, cogroup) and spills it by Spark's rule: every 32 rows, once its size has
 * reached what it holds, it asks for twice its size; when it still does not have enough, it spills and starts anew (E6). Rows are taken to
 * be of equal size.
 *
 * @example
 * // 64 MiB of rows where nothing beyond the first 5 MiB is granted:
 * const spills = spillRows({ rows: 6400, bytes: 2 ** 26, initialBytes: 5 * 2 ** 20, acquire: () => 0, release: () => {} });
 * spills.spills; // 12
 */
export function spillRows(input: SpillableInput): SpillTotals {
  const { rows, bytes, initialBytes, acquire, release } = input;
  const most = input.spillAfterRows ?? Number.POSITIVE_INFINITY;
  const perRow = rows === 0 ? 0 : bytes / rows;
  let threshold = initialBytes;
  let held = 0;
  let spills = 0;
  let spilledRows = 0;
  let peakBytes = 0;
  let start = 0;
  while (perRow > 0) {
    // The first row at which the size is looked at and has reached the threshold.
    const row = Math.max(start, Math.ceil((start + threshold / perRow) / CHECK_PERIOD) * CHECK_PERIOD);
    const forced = start + most + 1;
    const next = Math.min(row, forced);
    if (next > rows) break;
    const size = (next - start) * perRow;
    peakBytes = Math.max(peakBytes, size);
    if (next === row) {
      const granted = acquire(Math.floor(2 * size - threshold));
      threshold += granted;
      held += granted;
    }
    if (size < threshold && next < forced) continue;
    spills++;
    spilledRows += next - start;
    start = next;
    release(held);
    held = 0;
    threshold = initialBytes;
  }
  peakBytes = Math.max(peakBytes, (rows - start) * perRow);
  release(held);
  return { spills, memoryBytes: Math.round(spilledRows * perRow), rows: spilledRows, peakBytes: Math.round(peakBytes) };
}
