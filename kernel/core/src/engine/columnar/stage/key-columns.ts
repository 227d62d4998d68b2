import type { AttributeReference, Expression } from "../../../plans/expressions/index.js";
import type { TaskContext } from "../../../rdd/task-context.js";
import type { ColumnVector } from "../../../types/column-vector.js";
import type { VectorBatch } from "../../../types/vector-batch.js";
import { resultOperator } from "./narrow-operators.js";
import { outputSink } from "./output-sink.js";
import { newState } from "./phase.js";
import { Segment } from "./segment.js";
import { StageTask } from "./task-state.js";

/** The values of expressions over all rows of a batch; a plain column is itself. */
export function keyColumns(
  batch: VectorBatch,
  input: readonly AttributeReference[],
  keys: readonly Expression[],
  ansi: boolean,
  context: TaskContext,
): readonly ColumnVector[] {
  if (keys.every((key) => key.kind === "BoundReference")) {
    return keys.map((key) => batch.columns[key.kind === "BoundReference" ? key.ordinal : 0]!);
  }
  const segment = new Segment("keys", { columns: input }, [resultOperator(keys)], outputSink, ansi);
  const state = newState(segment, []);
  const task = new StageTask(context, context.partitionId, ansi);
  return segment.start(state, task)(batch)!.columns;
}
