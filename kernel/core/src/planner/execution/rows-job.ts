import { rowSize } from "../../plans/logical/index.js";
import { type PhysicalPlan, physicalOutput } from "../../plans/physical/index.js";
import type { InternalRow } from "../../types/data-type.js";
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
    task: (rows) => [...rows],
    resultBytes: (rows) => rows.length * bytes,
    ...(partitions !== undefined && { partitions }),
  };
}
