import { compilePredicate } from "../../engine/expressions/index.js";
import { bindReferences, conjunction } from "../../plans/expressions/index.js";
import type { FileSourceScanExec } from "../../plans/physical/index.js";
import { pushedFilters } from "../../plans/physical/pushed-filters.js";
import { FileScanRDD } from "../../rdd/file-scan-rdd.js";
import { MapPartitionsRDD } from "../../rdd/map-partitions-rdd.js";
import type { InternalRow } from "../../types/data-type.js";
import { structField, structType } from "../../types/data-type.js";
import { checkCorruptRecord } from "./check-corrupt-record.js";
import { filePartitions } from "./file-partitions.js";
import { leafParallelism } from "./local-table.js";
import { executeModelledScan, tableModelOf } from "./modelled-scan.js";
import type { PlanExecution, RowRDD } from "./plan-execution.js";
import { skippedRowGroups } from "./skipped-row-groups.js";

/** A scan of files: the reading RDD, and the one in which Spark counts what it read. */
export function executeFileScan(plan: FileSourceScanExec, execution: PlanExecution): RowRDD {
  const { relation, output } = plan;
  const table = tableModelOf(relation);
  if (table !== undefined) return executeModelledScan(plan, table, execution);
  checkCorruptRecord(plan);
  const partitions = filePartitions(relation, execution.conf, leafParallelism(execution));
  const schema = structType(output.map((a) => structField(a.name, a.dataType, a.nullable)));
  const { ansi } = execution.kernelOptions(plan);
  const skips = relation.format === "parquet" ? skippedRowGroups(plan.dataFilters, ansi) : undefined;
  const keeps = relation.format === "csv" || relation.format === "json" ? parsedRows(plan, ansi) : undefined;
  const request = {
    format: relation.format,
    schema,
    dataSchema: relation.schema,
    options: relation.options,
    ...(skips !== undefined && { skips }),
  };
  countFiles(plan, execution);
  return execution.scoped(plan, () => {
    const scan = new FileScanRDD(
      execution.rdds,
      execution.files,
      request,
      partitions,
      keeps,
      execution.metrics.ofOperator(plan),
    );
    return new MapPartitionsRDD<InternalRow, InternalRow>(scan, (rows) => rows);
  });
}

/** Tells listeners which files a scan reads: the driver knows it once the scan is set up. */
export function countFiles(plan: FileSourceScanExec, execution: PlanExecution): void {
  const { files } = plan.relation;
  execution.driverMetrics(plan, {
    "number of files read": files.length,
    "size of files read": files.reduce((sum, { size }) => sum + size, 0),
  });
}

/** The filters that the parsers of CSV and JSON apply as they go: those that a data source can be told. */
function parsedRows({ dataFilters, output }: FileSourceScanExec, ansi: boolean) {
  const condition = conjunction(dataFilters.filter((e) => pushedFilters([e]).length > 0));
  return condition && compilePredicate(bindReferences(condition, output), { ansi });
}
