import type { Bytes } from "../base/brand.js";
import type { SpillTotals } from "./spillable-collection.js";

export interface PagesInput {
  readonly rows: number;
  /** Size of all rows together, with a pointer for each. */
  readonly bytes: Bytes;
  readonly pageBytes: Bytes;
  /** Asks for execution memory and gives what was granted. */
  readonly acquire: (bytes: Bytes) => Bytes;
  readonly release: (bytes: Bytes) => void;
}

/**
 * Fills Tungsten's pages with rows, as SQL's sorts and hash aggregations do: a page at a time; when a page is not granted, all that is in memory is
 * spilled and filling starts anew (E6). Rows are taken to be of equal size.
 *
 * @returns undefined when not even one page was granted: the task is out of memory
 */
export function spillPages({ rows, bytes, pageBytes, acquire, release }: PagesInput): SpillTotals | undefined {
  let left = bytes;
  let held = 0;
  let inMemory = 0;
  let spilled = 0;
  let spills = 0;
  let peakBytes = 0;
  while (left > 0) {
    const granted = acquire(pageBytes);
    if (granted < pageBytes) {
      release(granted);
      if (held === 0) return undefined;
      spills++;
      spilled += inMemory;
      release(held);
      held = inMemory = 0;
      continue;
    }
    held += granted;
    const filled = Math.min(left, pageBytes);
    inMemory += filled;
    left -= filled;
    peakBytes = Math.max(peakBytes, held);
  }
  release(held);
  return { spills, memoryBytes: spilled, rows: bytes === 0 ? 0 : Math.round((rows * spilled) / bytes), peakBytes };
}
