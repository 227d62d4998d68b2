import type { InternalRow } from "../types/data-type.js";
import type { PartitionModel } from "./partition-model.js";
import { distinctOf } from "./segment.js";

/** Drawn rows among which the first ones of an order are looked for. */
const ROWS_DRAWN = 512;
/** Places of each segment that are looked at, so that heavy hitters and the ends of every range are among the rows. */
const PLACES: readonly number[] = [0, 0.5, 1];
/** Segments of a variable whose places are looked at. */
const MOST_SEGMENTS = 256;

/** Rows among which the first ones of any order are, or some like them: drawn ones, and those at the ends of every segment, as often as they occur. */
export function extremeRows(model: PartitionModel, limit: number): InternalRow[] {
  const total = Math.round(model.rows);
  if (total <= ROWS_DRAWN) return [...model];
  const rows = model.sample(Math.min(total, Math.max(ROWS_DRAWN, limit)));
  model.variables.forEach((variable, v) => {
    for (const segment of variable.segments.slice(0, MOST_SEGMENTS)) {
      const distinct = distinctOf(segment, model.rows);
      if (distinct < 0.5) continue;
      const each = Math.min(limit, Math.max(1, Math.round((model.rows * segment.share) / distinct)));
      for (const place of PLACES.slice(0, Math.ceil(segment.n))) rows.push(...model.rowsAt(v, segment, place, each));
    }
  });
  return rows;
}
