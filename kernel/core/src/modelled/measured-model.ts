import { groupKey } from "../engine/operators/index.js";
import type { AttributeReference } from "../plans/expressions/index.js";
import type { InternalRow } from "../types/data-type.js";
import { PartitionModel } from "./partition-model.js";
import type { Segment } from "./segment.js";

/** Real rows as a model: each row is a heavy hitter of its own. */
export function measured(
  rows: readonly InternalRow[],
  output: readonly AttributeReference[],
  ansi: boolean,
): PartitionModel {
  const counts = new Map<unknown, { row: InternalRow; count: number }>();
  for (const row of rows) {
    const id = groupKey(row);
    const known = counts.get(id);
    if (known === undefined) counts.set(id, { row, count: 1 });
    else known.count++;
  }
  const segments = [...counts.values()].map(
    ({ row, count }): Segment => ({
      components: row.map((value) => ({ kind: "value", value })),
      n: 1,
      share: count / rows.length,
      // It is known to be there.
      logAbsent: Number.NEGATIVE_INFINITY,
    }),
  );
  return new PartitionModel({ output, rows: rows.length, variables: [{ slots: output, segments }], ansi });
}
