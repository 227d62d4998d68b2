import type { Rows } from "../../engine/operators/index.js";
import { ModelledRows } from "../../rdd/modelled-rows.js";
import type { InternalRow } from "../../types/data-type.js";
import { takeFirst } from "./take-first.js";

/** The last `limit` rows, in their order; keeps no more than twice as many on the way. */
export function takeLast(rows: Rows, limit: number): InternalRow[] {
  if (limit === 0) return [];
  // The last of modelled rows are like the first.
  if (rows instanceof ModelledRows && rows.rows > limit) return [...takeFirst(rows, limit)];
  let last: InternalRow[] = [];
  for (const row of rows) {
    last.push(row);
    if (last.length >= 2 * limit) last = last.slice(-limit);
  }
  return last.slice(-limit);
}
