import type { Bytes } from "../../base/brand.js";
import { concatBatches, rowBytes } from "../../engine/columnar/index.js";
import { addToMetric } from "../../engine/operators/index.js";
import { once, type PartitionModel, renamed } from "../../modelled/index.js";
import type { CachedRelation, Statistics } from "../../plans/logical/index.js";
import {
  type InMemoryTableScanExec,
  type PhysicalPlan,
  physicalOutput,
  physicalText,
} from "../../plans/physical/index.js";
import { MapPartitionsRDD } from "../../rdd/map-partitions-rdd.js";
import type { RDDLineage } from "../../rdd/rdd-lineage.js";
import type { StorageLevel } from "../../rdd/storage-level.js";
import { BatchedRows, batchesOf } from "../../types/batched-rows.js";
import type { InternalRow } from "../../types/data-type.js";
import { rowsOfBatch, sliceBatch, type VectorBatch } from "../../types/vector-batch.js";
import { CachedBatch } from "./cached-batch.js";
import { counted } from "./counted.js";
import { isModelled } from "./modelled-kernel.js";
import type { PlanExecution, RowRDD } from "./plan-execution.js";
import { PlanState } from "./plan-execution.js";

/** A persisted plan and, once somebody has read it, the RDD that holds its batches (Spark's CachedRDDBuilder). */
export class CachedTable implements CachedRelation {
  readonly plan: PhysicalPlan;
  readonly level: StorageLevel;
  readonly state: PlanState = new PlanState();
  /** Undefined until the first query reads the table. */
  batches: RDDLineage<CachedBatch> | undefined;
  private readonly estimate: Statistics;
  /** Bytes of each partition that has been computed. */
  private readonly partitionBytes: Map<number, Bytes> = new Map();
  private readonly partitionRows: Map<number, number> = new Map();

  constructor(plan: PhysicalPlan, level: StorageLevel, estimate: Statistics) {
    this.plan = plan;
    this.level = level;
    this.estimate = estimate;
  }

  planText(options: { readonly ids?: boolean }): string {
    return physicalText(this.plan, options);
  }

  get storageLevelText(): string {
    const { useDisk, useMemory, useOffHeap, deserialized, replication } = this.level;
    const places = [useDisk && "disk", useMemory && "memory", useOffHeap && "offheap", deserialized && "deserialized"];
    return `StorageLevel(${[...places.filter((place) => place !== false), `${replication} replicas`].join(", ")})`;
  }

  /** The cached bytes once all partitions are there, an estimate before (G2). */
  get sizeInBytes(): Bytes {
    if (!this.isLoaded) return this.estimate.sizeInBytes;
    return [...this.partitionBytes.values()].reduce((sum, bytes) => sum + bytes, 0);
  }

  get statistics(): Statistics {
    return this.isLoaded ? { sizeInBytes: this.sizeInBytes, rowCount: this.rowCount } : this.estimate;
  }

  /** Whether every partition has been computed. */
  get isLoaded(): boolean {
    return this.batches !== undefined && this.partitionBytes.size === this.batches.numPartitions;
  }

  /** Rows of the partitions that have been computed. */
  get rowCount(): number {
    return [...this.partitionRows.values()].reduce((sum, rows) => sum + rows, 0);
  }

  /** Bytes of a partition that has been computed. */
  bytesOf(partition: number): Bytes {
    return this.partitionBytes.get(partition) ?? 0;
  }

  recordPartition(partition: number, bytes: Bytes, rows: number): void {
    this.partitionRows.set(partition, rows);
    this.partitionBytes.set(partition, bytes);
  }
}

/**
 * The RDD of batches over the lineage of the cached plan; persisted, so that the first task that needs a partition keeps it. It has the
 * plan's first line as its name.
 */
export function buildBatches(
  table: CachedTable,
  scan: InMemoryTableScanExec,
  rows: RowRDD,
  execution: PlanExecution,
): RDDLineage<CachedBatch> {
  const batchSize = execution.conf.getInt("spark.sql.inMemoryColumnarStorage.batchSize");
  const types = physicalOutput(table.plan).map((a) => a.dataType);
  return execution.scoped(scan, () => {
    const converted = new MapPartitionsRDD<InternalRow, InternalRow>(rows, (iterable) => iterable);
    const batches = new MapPartitionsRDD<InternalRow, CachedBatch>(converted, function* (iterable, partition) {
      if (isModelled(iterable)) {
        yield new CachedBatch({ numRows: 0, columns: [] }, iterable);
        const bytes = Math.round(iterable.rows * iterable.rowBytes);
        table.recordPartition(partition, bytes, Math.round(iterable.rows));
        return;
      }
      const all = concatBatches(batchesOf(iterable, types), types);
      for (let start = 0; start < all.numRows; start += batchSize) {
        yield new CachedBatch(sliceBatch(all, start, Math.min(start + batchSize, all.numRows)));
      }
      table.recordPartition(partition, rowBytes(all, types)(0, all.numRows), all.numRows);
    });
    batches.name = physicalText(table.plan).split("\n", 1)[0]!;
    batches.storageLevel = table.level;
    batches.blockBytes = (partition) => table.bytesOf(partition);
    return batches;
  });
}

/** Reads a cached table: batches that may match, their rows, the columns that are asked for (golden d12). */
export function executeTableScan(plan: InMemoryTableScanExec, execution: PlanExecution): RowRDD {
  const table = plan.cached as CachedTable;
  const columns = plan.output.map((a) => plan.relationOutput.findIndex((r) => r.exprId === a.exprId));
  const { outputRows: metric, time } = execution.metrics.ofOperator(plan);
  const wantedColumns = once((model: PartitionModel) =>
    renamed(model, plan.relationOutput).with({ output: plan.output }),
  );
  return execution.scoped(plan, () => {
    const filtered = new MapPartitionsRDD<CachedBatch, CachedBatch>(table.batches!, (batches) => batches);
    const rows = new MapPartitionsRDD<CachedBatch, InternalRow>(filtered, (kept, _, context) => {
      const batches = [...kept];
      const model = batches[0]?.model;
      if (model !== undefined) {
        context.metrics.chargeTo(time, "cacheReadRows", model.rows);
        addToMetric(context, metric, Math.round(model.rows));
        return wantedColumns(model as PartitionModel);
      }
      const count = (taken: number): void => {
        context.metrics.chargeTo(time, "cacheReadRows", taken);
        addToMetric(context, metric, taken);
      };
      return new BatchedRows(
        () => counted(wanted(batches), ({ numRows }) => numRows, count),
        () => counted(rowsOf(wanted(batches)), () => 1, count),
      );
    });
    return new MapPartitionsRDD<InternalRow, InternalRow>(rows, (iterable) => iterable);
  });

  function* wanted(batches: Iterable<CachedBatch>): Iterable<VectorBatch> {
    for (const { batch } of batches) {
      yield { numRows: batch.numRows, columns: columns.map((column) => batch.columns[column]!) };
    }
  }
}

function* rowsOf(batches: Iterable<VectorBatch>): Iterable<InternalRow> {
  for (const batch of batches) yield* rowsOfBatch(batch);
}
