import type { Rows } from "../../engine/operators/index.js";

/** At most `limit` rows; asks for no more than it needs (N2). */
export function* takeFirst(rows: Rows, limit: number): Rows {
  let count = 0;
  if (limit === 0) return;
  for (const row of rows) {
    yield row;
    count++;
    if (count === limit) return;
  }
}
