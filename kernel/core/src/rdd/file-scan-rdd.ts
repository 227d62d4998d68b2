import type { ColumnBatch, FilePort, FileSplit, OpenScan, ScanRequest } from "../ports.js";
import type { InternalRow } from "../types/data-type.js";
import type { Dependency } from "./dependency.js";
import type { RDDContext } from "./rdd-context.js";
import { RDDLineage } from "./rdd-lineage.js";
import type { TaskContext, WorkKind } from "./task-context.js";

/** One partition of a file scan: the pieces of files that one task reads (G14). */
export type FilePartition = readonly FileSplit[];

const WORK_OF_FORMAT: Record<ScanRequest["format"], WorkKind> = {
  parquet: "parquetBytes",
  csv: "csvBytes",
  json: "jsonBytes",
  text: "textBytes",
};

/** A scan of data files. Records are counted a batch at a time, as Spark's vectorised reader does (N1). */
export class FileScanRDD extends RDDLineage<InternalRow> {
  readonly dependencies: readonly Dependency[] = [];
  readonly numPartitions: number;
  private readonly files: FilePort;
  private readonly request: Omit<ScanRequest, "splits">;
  private readonly partitions: readonly FilePartition[];
  private scan: OpenScan | undefined;
  private readonly loaded: Set<number> = new Set();

  constructor(
    context: RDDContext,
    files: FilePort,
    request: Omit<ScanRequest, "splits">,
    partitions: readonly FilePartition[],
  ) {
    super(context, "FileScanRDD");
    this.files = files;
    this.request = request;
    this.partitions = partitions;
    this.numPartitions = partitions.length;
  }

  override prepare(partitions: readonly number[]): Promise<void> | undefined {
    if (partitions.every((p) => this.loaded.has(p))) return undefined;
    for (const p of partitions) this.loaded.add(p);
    const splits = [...this.loaded].flatMap((p) => this.partitions[p]!);
    return this.files.open({ ...this.request, splits }).then((scan) => {
      this.scan = scan;
    });
  }

  override prepareNow(partitions: readonly number[]): void {
    for (const p of partitions) this.loaded.add(p);
    const splits = [...this.loaded].flatMap((p) => this.partitions[p]!);
    this.scan = this.files.openNow({ ...this.request, splits });
  }

  *compute(partition: number, context: TaskContext): Iterable<InternalRow> {
    for (const batch of this.batches(partition, context)) {
      const width = batch.columns.length;
      for (let row = 0; row < batch.numRows; row++) {
        const out = new Array<unknown>(width);
        for (let column = 0; column < width; column++) out[column] = batch.columns[column]![row];
        yield out;
      }
    }
  }

  private *batches(partition: number, context: TaskContext): Iterable<ColumnBatch> {
    const { metrics } = context;
    for (const split of this.partitions[partition]!) {
      metrics.inputBytes += split.length;
      metrics.charge(WORK_OF_FORMAT[this.request.format], split.length);
      for (const batch of this.scan!.read(split)) {
        metrics.inputRecords += batch.numRows;
        yield batch;
      }
    }
  }
}
