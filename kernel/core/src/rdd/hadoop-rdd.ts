import type { FilePort, FileSplit, OpenScan, ScanRequest } from "../ports.js";
import { asVector, valueReader } from "../types/column-vector.js";
import { StringType, structField, structType } from "../types/data-type.js";
import type { Dependency } from "./dependency.js";
import type { RDDContext } from "./rdd-context.js";
import { RDDLineage } from "./rdd-lineage.js";
import type { TaskContext } from "./task-context.js";

/** Block size of Hadoop's local file system, the upper bound of a split. */
const LOCAL_BLOCK_BYTES = 32 * 1024 * 1024;
/** A last piece up to this much larger than a split is not cut again. */
const SPLIT_SLOP = 1.1;

/** The lines of text files: one partition a split (A3). Files are listed when somebody asks for the partitions (B1). */
export class HadoopRDD extends RDDLineage<string> {
  readonly dependencies: readonly Dependency[] = [];
  private readonly files: FilePort;
  private readonly path: string;
  private readonly minPartitions: number;
  private splitsOnce: readonly FileSplit[] | undefined;
  private scan: OpenScan | undefined;

  constructor(context: RDDContext, files: FilePort, path: string, minPartitions: number) {
    super(context, "HadoopRDD");
    this.files = files;
    this.path = path;
    this.minPartitions = minPartitions;
    this.name = path;
  }

  get numPartitions(): number {
    return this.splits.length;
  }

  override async prepare(): Promise<void> {
    this.scan ??= await this.files.open(this.request);
  }

  override prepareNow(): void {
    this.scan ??= this.files.openNow(this.request);
  }

  *compute(partition: number, context: TaskContext): Iterable<string> {
    const split = this.splits[partition]!;
    const { metrics } = context;
    metrics.inputBytes += split.length;
    metrics.charge("textBytes", split.length);
    for (const batch of this.scan!.read(split)) {
      const line = valueReader(asVector(batch.columns[0]!, StringType));
      for (let i = 0; i < batch.numRows; i++) {
        metrics.inputRecords++;
        yield line(i) as string;
      }
    }
  }

  private get request(): ScanRequest {
    const schema = structType([structField("value", StringType)]);
    return { format: "text", schema, splits: this.splits, options: {} };
  }

  private get splits(): readonly FileSplit[] {
    this.splitsOnce ??= this.cutFiles();
    return this.splitsOnce;
  }

  /** Hadoop's FileInputFormat.getSplits. */
  private cutFiles(): FileSplit[] {
    const files = this.files.list(this.path);
    const total = files.reduce((sum, file) => sum + file.size, 0);
    const goal = Math.floor(total / Math.max(this.minPartitions, 1));
    const splitSize = Math.max(1, Math.min(goal, LOCAL_BLOCK_BYTES));
    const splits: FileSplit[] = [];
    for (const { path, size } of files) {
      // Empty files have no split (spark.hadoopRDD.ignoreEmptySplits).
      if (size === 0) continue;
      if (path.endsWith(".gz")) {
        splits.push({ path, start: 0, length: size });
        continue;
      }
      let start = 0;
      while ((size - start) / splitSize > SPLIT_SLOP) {
        splits.push({ path, start, length: splitSize });
        start += splitSize;
      }
      if (start < size) splits.push({ path, start, length: size - start });
    }
    return splits;
  }
}
