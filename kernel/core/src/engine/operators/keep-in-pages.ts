import type { TaskContext } from "../../rdd/task-context.js";
import type { RecordVolume } from "../../rdd/task-memory.js";

/** Sizes are estimated from every n-th row. */
const SAMPLE_STEP = 16;
/** Pointer and key prefix, or slot of the hash map, beside each row. */
const POINTER_BYTES = 16;
/** What LZ4 leaves of rows on disk (modelled). */
const LZ4_SHARE = 0.5;

/** Tells the executor's memory what an operator keeps in Tungsten's pages; what does not fit spills (E6). */
export function keepInPages<T>(
  context: TaskContext,
  rows: Iterable<T>,
  count: number,
  sizeOf: (row: T) => number,
): void {
  if (count > 0) context.memory.fillPages(volume(rows, count, sizeOf));
}

/**
 * Tells it what an operator must keep in memory as a whole: a hash table that rows are looked up in (E6).
 * @throws SparkError UNABLE_TO_ACQUIRE_MEMORY
 */
export function keepInMemory<T>(
  context: TaskContext,
  rows: readonly T[],
  sizeOf: (row: T) => number,
  what: string,
): void {
  if (rows.length > 0) context.memory.hold(volume(rows, rows.length, sizeOf).memoryBytes, what);
}

function volume<T>(rows: Iterable<T>, count: number, sizeOf: (row: T) => number): RecordVolume {
  let sampled = 0;
  let bytes = 0;
  let i = 0;
  for (const row of rows) {
    if (i++ % SAMPLE_STEP !== 0) continue;
    bytes += sizeOf(row);
    sampled++;
  }
  const rowBytes = (bytes / sampled) * count;
  return {
    records: count,
    memoryBytes: Math.round(rowBytes + POINTER_BYTES * count),
    diskBytes: Math.round(rowBytes * LZ4_SHARE),
  };
}
