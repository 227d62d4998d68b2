import type { TaskContext } from "../../rdd/task-context.js";
import type { RecordVolume } from "../../rdd/task-memory.js";

/** Sizes are estimated from every n-th row. */
export const SAMPLE_STEP = 16;
/** Pointer and key prefix, or slot of the hash map, beside each row. */
const POINTER_BYTES = 16;
/** What LZ4 leaves of rows on disk (modelled). */
const LZ4_SHARE = 0.5;

/** Rows that an operator keeps: how many, and the bytes of each as an UnsafeRow. */
export interface KeptRows {
  readonly count: number;
  /** Bytes of some of them, evenly spread. */
  readonly sample: readonly number[];
}

/** Rows as they are. */
export function keptRows<T>(rows: Iterable<T>, count: number, sizeOf: (row: T) => number): KeptRows {
  const sample: number[] = [];
  let i = 0;
  for (const row of rows) if (i++ % SAMPLE_STEP === 0) sample.push(sizeOf(row));
  return { count, sample };
}

/**
 * Tells the executor's memory what an operator keeps in Tungsten's pages; what does not fit spills (E6).
 * @param extraBytes beside each row, such as the buffer of its group
 */
export function keepInPages(context: TaskContext, rows: KeptRows, extraBytes = 0): void {
  if (rows.count > 0) context.memory.fillPages(volume(rows, extraBytes));
}

/**
 * Tells it what an operator must keep in memory as a whole: a hash table that rows are looked up in (E6).
 * @throws SparkError UNABLE_TO_ACQUIRE_MEMORY
 */
export function keepInMemory(context: TaskContext, rows: KeptRows, what: string): void {
  if (rows.count > 0) context.memory.hold(volume(rows, 0).memoryBytes, what);
}

function volume({ count, sample }: KeptRows, extraBytes: number): RecordVolume {
  const average = sample.reduce((sum, bytes) => sum + bytes, 0) / sample.length + extraBytes;
  const rowBytes = average * count;
  return {
    records: count,
    memoryBytes: Math.round(rowBytes + POINTER_BYTES * count),
    diskBytes: Math.round(rowBytes * LZ4_SHARE),
  };
}
