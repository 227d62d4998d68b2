import type { AccumulatorId } from "../base/brand.js";
import type { ColumnBatch, FilePort, FileSplit, OpenScan, ScanRequest } from "../ports.js";
import { BatchedRows } from "../types/batched-rows.js";
import { asVector, valueReader } from "../types/column-vector.js";
import type { InternalRow } from "../types/data-type.js";
import { StringDictionary } from "../types/string-dictionary.js";
import type { VectorBatch } from "../types/vector-batch.js";
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

/** SQL metrics of a scan. */
export interface ScanMetrics {
  readonly outputRows?: AccumulatorId | undefined;
  /** Time that reading takes. */
  readonly time: AccumulatorId;
}

/** A scan of data files: by batches of columns for Parquet, row by row for lines of text. */
export class FileScanRDD extends RDDLineage<InternalRow> {
  readonly dependencies: readonly Dependency[] = [];
  readonly numPartitions: number;
  private readonly files: FilePort;
  private readonly request: Omit<ScanRequest, "splits">;
  private readonly partitions: readonly FilePartition[];
  private readonly keeps: ((row: InternalRow) => boolean) | undefined;
  private readonly metrics: ScanMetrics | undefined;
  /** By partition: the scan that has its data at hand. */
  private readonly scans: Map<number, OpenScan> = new Map();
  /** By column: where the texts of all partitions get their codes. */
  private readonly dictionaries: readonly StringDictionary[];

  /**
   * @param keeps of the lines of a text format those that become rows: filters are applied while it is parsed (N1)
   * @param metrics where a query counts what is read
   */
  constructor(
    context: RDDContext,
    files: FilePort,
    request: Omit<ScanRequest, "splits">,
    partitions: readonly FilePartition[],
    keeps?: (row: InternalRow) => boolean,
    metrics?: ScanMetrics,
  ) {
    super(context, "FileScanRDD");
    this.metrics = metrics;
    this.keeps = keeps;
    this.files = files;
    this.request = request;
    this.partitions = partitions;
    this.numPartitions = partitions.length;
    this.dictionaries = request.schema.fields.map(() => new StringDictionary());
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

  compute(partition: number, context: TaskContext): Iterable<InternalRow> {
    if (this.keeps !== undefined) return this.rows(partition, context);
    return new BatchedRows(
      () => this.batches(partition, context),
      () => this.rows(partition, context),
    );
  }

  private *batches(partition: number, context: TaskContext): Iterable<VectorBatch> {
    const { fields } = this.request.schema;
    for (const { numRows, columns } of this.read(partition, context)) {
      this.countRows(context, numRows);
      yield {
        numRows,
        columns: columns.map((column, i) => asVector(column, fields[i]!.dataType, this.dictionaries[i])),
      };
    }
  }

  private *rows(partition: number, context: TaskContext): Iterable<InternalRow> {
    // A vectorised scan counts batches, the others the rows that are taken (N1).
    const batched = this.request.format === "parquet";
    let taken = 0;
    try {
      for (const batch of this.read(partition, context)) {
        const columns = batch.columns.map((column) =>
          "kind" in column ? valueReader(column) : (at: number) => column[at],
        );
        if (batched) this.countRows(context, batch.numRows);
        for (let row = 0; row < batch.numRows; row++) {
          const out = new Array<unknown>(columns.length);
          for (let column = 0; column < columns.length; column++) out[column] = columns[column]!(row);
          if (this.keeps?.(out) === false) continue;
          taken++;
          yield out;
        }
      }
    } finally {
      if (!batched) this.countRows(context, taken);
    }
  }

  private countRows({ metrics }: TaskContext, rows: number): void {
    metrics.inputRecords += rows;
    if (this.metrics?.outputRows !== undefined) metrics.count(this.metrics.outputRows, rows);
  }

  private *read(partition: number, context: TaskContext): Iterable<ColumnBatch> {
    const { metrics } = context;
    const scan = this.scans.get(partition)!;
    for (const split of this.partitions[partition]!) {
      metrics.inputBytes += split.length;
      const kind = WORK_OF_FORMAT[this.request.format];
      metrics.charge(kind, split.length);
      if (this.metrics !== undefined) metrics.attribute(this.metrics.time, kind, split.length);
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
