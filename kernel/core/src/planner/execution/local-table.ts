import type { LocalTableScanExec } from "../../plans/physical/index.js";
import { ParallelCollectionRDD } from "../../rdd/parallel-collection-rdd.js";
import type { PlanExecution, RowRDD } from "./plan-execution.js";

/** The driver's rows in as many partitions as there are rows, at most the leaves' parallelism (A3); none for no rows. */
export function localTableRdd({ rows }: LocalTableScanExec, execution: PlanExecution): RowRDD {
  return new ParallelCollectionRDD(execution.rdds, rows, Math.min(rows.length, leafParallelism(execution)));
}

/** Partitions that leaves are cut into. */
export function leafParallelism(execution: PlanExecution): number {
  return execution.conf.getOptionalInt("spark.sql.leafNodeDefaultParallelism") ?? execution.defaultParallelism();
}
