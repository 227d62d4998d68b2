import { type BestRows, bestRows } from "../../engine/columnar/index.js";
import { extremeRows, type PartitionModel, renamed } from "../../modelled/index.js";
import { physicalOutput, type TakeOrderedAndProjectExec } from "../../plans/physical/index.js";
import type { TaskContext } from "../../rdd/task-context.js";
import type { InternalRow } from "../../types/data-type.js";
import { isModelled } from "./modelled-kernel.js";

/** The first rows of a partition in the plan's order; of modelled rows such as the table would have there. */
export function bestOfPartition(
  { order, limit, child }: TakeOrderedAndProjectExec,
  ansi: boolean,
): (rows: Iterable<InternalRow>, context: TaskContext) => BestRows {
  const input = physicalOutput(child);
  const known = new WeakMap<PartitionModel, InternalRow[]>();
  const bestOfModel = (model: PartitionModel, context: TaskContext): InternalRow[] =>
    bestRows(extremeRows(renamed(model, input), limit), order, input, limit, ansi, context).rows;
  return (rows, context) => {
    if (!isModelled(rows)) return bestRows(rows, order, input, limit, ansi, context);
    const best = known.get(rows) ?? bestOfModel(rows, context);
    known.set(rows, best);
    return { rows: best, numRows: rows.rows };
  };
}
