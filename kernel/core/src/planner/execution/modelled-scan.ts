import type { AccumulatorId } from "../../base/brand.js";
import { type PartitionModel, TableModel } from "../../modelled/index.js";
import type { AttributeReference } from "../../plans/expressions/index.js";
import type { FileRelation } from "../../plans/logical/index.js";
import type { FileSourceScanExec } from "../../plans/physical/index.js";
import type { Dependency } from "../../rdd/dependency.js";
import type { FilePartition } from "../../rdd/file-scan-rdd.js";
import { MapPartitionsRDD } from "../../rdd/map-partitions-rdd.js";
import type { RDDContext } from "../../rdd/rdd-context.js";
import { RDDLineage } from "../../rdd/rdd-lineage.js";
import type { TaskContext } from "../../rdd/task-context.js";
import type { InternalRow } from "../../types/data-type.js";
import { filePartitions } from "./file-partitions.js";
import { leafParallelism } from "./local-table.js";
import type { PlanExecution, RowRDD } from "./plan-execution.js";
import { counting } from "./stage-pipeline.js";

/** The model behind a relation; undefined where there are files. */
export function tableModelOf({ model }: FileRelation): TableModel | undefined {
  return model instanceof TableModel ? model : undefined;
}

/** A scan of a modelled table: the same RDDs, tasks and bytes as that of files, with a model in place of the rows. */
export function executeModelledScan(plan: FileSourceScanExec, table: TableModel, execution: PlanExecution): RowRDD {
  const { relation, output } = plan;
  const partitions = table.partitionsAreFiles
    ? relation.files.map(({ path, size }): FilePartition => [{ path, start: 0, length: size }])
    : filePartitions(relation, execution.conf, leafParallelism(execution));
  const { ansi } = execution.kernelOptions(plan);
  return execution.scoped(plan, () => {
    const count = counting(plan, execution);
    const Scan = table.hosts.length === 0 ? ModelledScanRDD : PlacedScanRDD;
    const scan = new Scan(execution.rdds, table, output, partitions, ansi, execution.metrics.ofOperator(plan).time);
    return new MapPartitionsRDD<InternalRow, InternalRow>(scan, (rows, partition, context) =>
      count([rows], context, partition),
    );
  });
}

class ModelledScanRDD extends RDDLineage<InternalRow> {
  override readonly isModelled: boolean = true;
  readonly dependencies: readonly Dependency[] = [];
  readonly numPartitions: number;
  protected readonly table: TableModel;
  private readonly output: readonly AttributeReference[];
  private readonly bytes: readonly number[];
  private readonly ansi: boolean;
  private readonly time: AccumulatorId;
  private readonly share: number;
  private readonly totalBytes: number;
  /** Partitions of the same size are alike. */
  private readonly parts: Map<number, PartitionModel> = new Map();

  constructor(
    context: RDDContext,
    table: TableModel,
    output: readonly AttributeReference[],
    partitions: readonly FilePartition[],
    ansi: boolean,
    time: AccumulatorId,
  ) {
    super(context, "FileScanRDD");
    this.time = time;
    this.table = table;
    this.output = output;
    this.ansi = ansi;
    this.numPartitions = partitions.length;
    this.bytes = partitions.map((splits) => splits.reduce((sum, { length }) => sum + length, 0));
    this.totalBytes = this.bytes.reduce((sum, bytes) => sum + bytes, 0);
    this.share = table.shareOf(output.map((a) => a.name));
  }

  compute(partition: number, { metrics }: TaskContext): Iterable<InternalRow> {
    const bytes = this.bytes[partition]!;
    const read = this.readBytes(partition);
    metrics.inputBytes += read;
    metrics.chargeTo(this.time, "parquetBytes", read);
    const part = this.part(bytes);
    metrics.inputRecords += wholeRows(part.rows, partition);
    return part;
  }

  protected readBytes(partition: number): number {
    return Math.round(this.bytes[partition]! * this.share);
  }

  private part(bytes: number): PartitionModel {
    const known = this.parts.get(bytes);
    if (known !== undefined) return known;
    const rows =
      this.totalBytes === 0 ? this.table.rows / this.numPartitions : (this.table.rows * bytes) / this.totalBytes;
    const part = this.table.part(this.output, rows, this.ansi);
    this.parts.set(bytes, part);
    return part;
  }
}

/** A scan of files that lie on the machines of the cluster: read from afar, they come over the network as well. */
class PlacedScanRDD extends ModelledScanRDD {
  override preferredHosts(partition: number): readonly string[] {
    const { hosts } = this.table;
    return [hosts[partition % hosts.length]!];
  }

  override compute(partition: number, context: TaskContext): Iterable<InternalRow> {
    context.readFrom(this.preferredHosts(partition), this.readBytes(partition));
    return super.compute(partition, context);
  }
}

/** Whole rows of partitions that have a fraction more each: together as many as there are. */
function wholeRows(rows: number, partition: number): number {
  return Math.round(rows * (partition + 1)) - Math.round(rows * partition);
}
