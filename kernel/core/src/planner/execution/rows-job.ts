import { rowSize } from "../../plans/logical/index.js";
import { type PhysicalPlan, physicalOutput } from "../../plans/physical/index.js";
import { allRows, batchesOf } from "../../types/batched-rows.js";
import type { InternalRow } from "../../types/data-type.js";
import type { VectorBatch } from "../../types/vector-batch.js";
import type { QueryJob } from "./plan-execution.js";

/** A job that brings a plan's rows to the driver; they weigh what the optimizer takes such rows to weigh. */
export function rowsJob(
  plan: PhysicalPlan,
  cause: QueryJob<InternalRow, InternalRow[]>["cause"],
  partitions?: readonly number[],
): QueryJob<InternalRow, InternalRow[]> {
  const bytes = rowSize(physicalOutput(plan));
  return {
    cause,
    task: allRows,
    resultBytes: (rows) => rows.length * bytes,
    ...(partitions !== undefined && { partitions }),
  };
}

/** The same, by columns. */
export function batchesJob(
  plan: PhysicalPlan,
  cause: QueryJob<InternalRow, VectorBatch[]>["cause"],
): QueryJob<InternalRow, VectorBatch[]> {
  const types = physicalOutput(plan).map((a) => a.dataType);
  const bytes = rowSize(physicalOutput(plan));
  return {
    cause,
    task: (rows) => [...batchesOf(rows, types)],
    resultBytes: (batches) => batches.reduce((sum, { numRows }) => sum + numRows, 0) * bytes,
  };
}
