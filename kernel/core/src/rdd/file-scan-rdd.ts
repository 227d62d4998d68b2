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

/** A scan of data files: by batches of columns for Parquet, row by row for lines of text. */
export class FileScanRDD extends RDDLineage<InternalRow> {
  readonly dependencies: readonly Dependency[] = [];
  readonly numPartitions: number;
  private readonly files: FilePort;
  private readonly request: Omit<ScanRequest, "splits">;
  private readonly partitions: readonly FilePartition[];
  /** By partition: the scan that has its data at hand. */
  private readonly scans: Map<number, OpenScan> = new Map();

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
    const fresh = this.unopened(partitions);
    if (fresh.length === 0) return undefined;
    return this.files.open(this.scanOf(fresh)).then((scan) => this.opened(fresh, scan));
  }

  override prepareNow(partitions: readonly number[]): void {
    const fresh = this.unopened(partitions);
    if (fresh.length > 0) this.opened(fresh, this.files.openNow(this.scanOf(fresh)));
  }

  *compute(partition: number, context: TaskContext): Iterable<InternalRow> {
    const { metrics } = context;
    // A vectorised scan counts batches, the others the rows that are taken (N1).
    const batched = this.request.format === "parquet";
    for (const batch of this.batches(partition, context)) {
      const width = batch.columns.length;
      if (batched) metrics.inputRecords += batch.numRows;
      for (let row = 0; row < batch.numRows; row++) {
        if (!batched) metrics.inputRecords++;
        const out = new Array<unknown>(width);
        for (let column = 0; column < width; column++) out[column] = batch.columns[column]![row];
        yield out;
      }
    }
  }

  private *batches(partition: number, context: TaskContext): Iterable<ColumnBatch> {
    const { metrics } = context;
    const scan = this.scans.get(partition)!;
    for (const split of this.partitions[partition]!) {
      metrics.inputBytes += split.length;
      metrics.charge(WORK_OF_FORMAT[this.request.format], split.length);
      yield* scan.read(split);
    }
  }

  private unopened(partitions: readonly number[]): number[] {
    return partitions.filter((partition) => !this.scans.has(partition));
  }

  private scanOf(partitions: readonly number[]): ScanRequest {
    return { ...this.request, splits: partitions.flatMap((partition) => this.partitions[partition]!) };
  }

  private opened(partitions: readonly number[], scan: OpenScan): void {
    for (const partition of partitions) this.scans.set(partition, scan);
  }
}
