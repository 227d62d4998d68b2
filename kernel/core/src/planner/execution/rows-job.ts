import { packedBatches, packedRows } from "../../engine/columnar/index.js";
import { type PhysicalPlan, physicalOutput } from "../../plans/physical/index.js";
import { OBJECT_FACTOR } from "../../rdd/task-memory.js";
import { allRows, batchesOf } from "../../types/batched-rows.js";
import type { DataType, InternalRow } from "../../types/data-type.js";
import type { VectorBatch } from "../../types/vector-batch.js";
import type { QueryJob } from "./plan-execution.js";

/** A job that brings a plan's rows to the driver: packed and compressed; there they become UnsafeRows, and of these the user's rows. */
export function rowsJob(
  plan: PhysicalPlan,
  cause: QueryJob<InternalRow, InternalRow[]>["cause"],
  partitions?: readonly number[],
): QueryJob<InternalRow, InternalRow[]> {
  const sizeOf = packedRows(typesOf(plan));
  return {
    cause,
    task: allRows,
    resultBytes: (rows) => sizeOf(rows).bytes,
    unpackedBytes: (rows) => sizeOf(rows).rowBytes * (1 + OBJECT_FACTOR),
    ...(partitions !== undefined && { partitions }),
  };
}

/** The same, by columns. What becomes of the rows is the caller's to count. */
export function batchesJob(
  plan: PhysicalPlan,
  cause: QueryJob<InternalRow, VectorBatch[]>["cause"],
): QueryJob<InternalRow, VectorBatch[]> {
  const types = typesOf(plan);
  const sizeOf = packedBatches(types);
  return {
    cause,
    task: (rows) => [...batchesOf(rows, types)],
    resultBytes: (batches) => sizeOf(batches).bytes,
    unpackedBytes: () => 0,
  };
}

function typesOf(plan: PhysicalPlan): DataType[] {
  return physicalOutput(plan).map(({ dataType }) => dataType);
}
