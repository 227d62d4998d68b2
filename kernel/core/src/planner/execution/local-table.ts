import type { LocalTableScanExec } from "../../plans/physical/index.js";
import { ParallelCollectionRDD } from "../../rdd/parallel-collection-rdd.js";
import { BatchedRows } from "../../types/batched-rows.js";
import type { DataType, InternalRow } from "../../types/data-type.js";
import { batchOfRows, sliceBatch, type VectorBatch } from "../../types/vector-batch.js";
import type { PlanExecution, RowRDD } from "./plan-execution.js";

/** The driver's rows in as many partitions as there are rows, at most the leaves' parallelism (A3); none for no rows. */
export function localTableRdd({ rows, output }: LocalTableScanExec, execution: PlanExecution): RowRDD {
  const types = output.map((a) => a.dataType);
  const slices = Math.min(rows.length, leafParallelism(execution));
  return new ParallelCollectionRDD(execution.rdds, rows, slices, (start, end) => {
    const byRow = (): Iterable<InternalRow> => rows.slice(start, end);
    return new BatchedRows(() => [sliceBatch(tableBatch(rows, types), start, end)], byRow);
  });
}

const batches = new WeakMap<readonly InternalRow[], VectorBatch>();

/** The rows of a local table by columns: made once, however many plans read them. */
function tableBatch(rows: readonly InternalRow[], types: readonly DataType[]): VectorBatch {
  let batch = batches.get(rows);
  if (batch === undefined) {
    batch = batchOfRows(rows, types);
    batches.set(rows, batch);
  }
  return batch;
}

/** Partitions that leaves are cut into. */
export function leafParallelism(execution: PlanExecution): number {
  return execution.conf.getOptionalInt("spark.sql.leafNodeDefaultParallelism") ?? execution.defaultParallelism();
}
