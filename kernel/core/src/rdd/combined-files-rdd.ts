import type { Bytes } from "../base/brand.js";
import type { FilePort, FileStatus, OpenScan, ScanRequest } from "../ports.js";
import { asVector, valueReader } from "../types/column-vector.js";
import { type AtomicType, structField, structType } from "../types/data-type.js";
import type { Dependency } from "./dependency.js";
import type { RDDContext } from "./rdd-context.js";
import { RDDLineage } from "./rdd-lineage.js";
import type { TaskContext } from "./task-context.js";

export interface CombinedFilesOptions {
  /** Spark's name of the class. */
  readonly className: string;
  readonly path: string;
  /** What a whole file is read as: text or bytes. */
  readonly content: AtomicType;
  /** A partition takes files until it holds this many bytes. */
  readonly maxSplitBytes: (files: readonly FileStatus[]) => Bytes;
}

/** Whole files with their paths, small ones together in a partition: Hadoop's `CombineFileInputFormat` on one machine. */
export class CombinedFilesRDD<C> extends RDDLineage<[string, C]> {
  readonly dependencies: readonly Dependency[] = [];
  private readonly files: FilePort;
  private readonly options: CombinedFilesOptions;
  private groupsOnce: readonly (readonly FileStatus[])[] | undefined;
  private scan: OpenScan | undefined;

  constructor(context: RDDContext, files: FilePort, options: CombinedFilesOptions) {
    super(context, options.className);
    this.files = files;
    this.options = options;
  }

  get numPartitions(): number {
    return this.groups.length;
  }

  override async prepare(): Promise<void> {
    this.scan ??= await this.files.open(this.request);
  }

  override prepareNow(): void {
    this.scan ??= this.files.openNow(this.request);
  }

  *compute(partition: number, { metrics }: TaskContext): Iterable<[string, C]> {
    for (const { path, size } of this.groups[partition]!) {
      metrics.inputBytes += size;
      metrics.charge("textBytes", size);
      for (const batch of this.scan!.read({ path, start: 0, length: size })) {
        metrics.inputRecords++;
        const content = valueReader(asVector(batch.columns[0]!, this.options.content))(0);
        yield [`file:${path}`, content as C];
      }
    }
  }

  private get request(): ScanRequest {
    const schema = structType([structField("value", this.options.content)]);
    const splits = this.groups.flat().map(({ path, size }) => ({ path, start: 0, length: size }));
    return { format: "text", schema, splits, options: { wholetext: "true" } };
  }

  /** Listed when somebody asks for the partitions (B1). */
  private get groups(): readonly (readonly FileStatus[])[] {
    this.groupsOnce ??= this.combine();
    return this.groupsOnce;
  }

  private combine(): FileStatus[][] {
    const files = this.files.list(this.options.path);
    const most = this.options.maxSplitBytes(files);
    const groups: FileStatus[][] = [];
    let open: FileStatus[] = [];
    let bytes = 0;
    for (const file of files) {
      open.push(file);
      bytes += file.size;
      if (bytes < most) continue;
      groups.push(open);
      open = [];
      bytes = 0;
    }
    if (open.length > 0) groups.push(open);
    return groups;
  }
}
