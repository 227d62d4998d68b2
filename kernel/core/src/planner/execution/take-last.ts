import type { Rows } from "../../engine/operators/index.js";
import type { InternalRow } from "../../types/data-type.js";

/** The last `limit` rows, in their order; keeps no more than twice as many on the way. */
export function takeLast(rows: Rows, limit: number): InternalRow[] {
  if (limit === 0) return [];
  let last: InternalRow[] = [];
  for (const row of rows) {
    last.push(row);
    if (last.length >= 2 * limit) last = last.slice(-limit);
  }
  return last.slice(-limit);
}
