import type { TaskContext } from "../../rdd/task-context.js";
import type { InternalRow } from "../../types/data-type.js";

/** Sizes are estimated from every n-th row. */
const SAMPLE_STEP = 16;
/** Pointer and key prefix, or slot of the hash map, beside each row. */
const POINTER_BYTES = 16;

/** Tells the executor's memory what an operator keeps in Tungsten's pages; what does not fit spills (E6). */
export function keepInPages(
  context: TaskContext,
  rows: Iterable<InternalRow>,
  count: number,
  sizeOf: (row: InternalRow) => number,
): void {
  let sampled = 0;
  let bytes = 0;
  let i = 0;
  for (const row of rows) {
    if (i++ % SAMPLE_STEP !== 0) continue;
    bytes += sizeOf(row);
    sampled++;
  }
  if (sampled === 0) return;
  const diskBytes = Math.round((bytes / sampled) * count);
  context.memory.fillPages({ records: count, memoryBytes: diskBytes + count * POINTER_BYTES, diskBytes });
}
