import { buildStage, canGenerate, type StageServices } from "../../engine/columnar/index.js";
import { addToMetric, type Kernel, rangeKernel } from "../../engine/operators/index.js";
import {
  type ColumnarToRowExec,
  type PhysicalPlan,
  physicalOutput,
  type RangeExec,
  type UnionExec,
} from "../../plans/physical/index.js";
import { MapPartitionsRDD } from "../../rdd/map-partitions-rdd.js";
import { ModelledRows } from "../../rdd/modelled-rows.js";
import { ParallelCollectionRDD } from "../../rdd/parallel-collection-rdd.js";
import { UnionRDD } from "../../rdd/union-rdd.js";
import { BatchedRows, batchesOf } from "../../types/batched-rows.js";
import type { InternalRow } from "../../types/data-type.js";
import { rowsOfBatch, type VectorBatch } from "../../types/vector-batch.js";
import { broadcastOf } from "./broadcast-of.js";
import { counted } from "./counted.js";
import { kernelOf } from "./kernels.js";
import { localTableRdd } from "./local-table.js";
import { OUTPUT_ROWS } from "./metric-names.js";
import { isModelled } from "./modelled-kernel.js";
import type { PlanExecution, RowRDD } from "./plan-execution.js";
import { streamedChildren } from "./streamed-children.js";

/** The fused operators of a generated stage: the RDDs that feed them, and all their kernels in one. */
export interface StagePipeline {
  readonly inputs: readonly RowRDD[];
  readonly kernel: Kernel;
}

/**
 * Fuses operators down to where rows enter the stage: as generated functions over batches for whoever takes all rows, and row by row for readers that
 * may stop early (N2), for operators that have no generated form, and where functions cannot be made of text. RDDs that are made here belong to the stage's scope.
 */
export function stagePipeline(plan: PhysicalPlan, execution: PlanExecution): StagePipeline {
  const entries = new Map<PhysicalPlan, StagePipeline>();
  const byRow = rowPipeline(plan, execution, entries);
  const generated = canGenerate() ? buildStage(plan, stageServices(execution)) : undefined;
  if (generated === undefined || generated.phases.length === 0) return byRow;
  const entered = generated.inputs.map((input) => entries.get(input.plan)!);
  const kernel: Kernel = (inputs, context, partition) => {
    // Modelled rows go from operator to operator.
    if (inputs.some(isModelled)) return byRow.kernel(inputs, context, partition);
    return new BatchedRows(
      () => {
        const rows = entered.map((entry, i) =>
          entry.kernel(entered.length === 1 ? inputs : [inputs[i]!], context, partition),
        );
        return generated.run(rows, context, partition);
      },
      generated.endsInBlock ? undefined : () => byRow.kernel(inputs, context, partition),
    );
  };
  return { inputs: byRow.inputs, kernel };
}

function stageServices(execution: PlanExecution): StageServices {
  return {
    ansi: execution.conf.getBoolean("spark.sql.ansi.enabled"),
    kernelOptions: (plan) => execution.kernelOptions(plan),
    relation: (plan) => broadcastOf(plan, execution),
  };
}

/** All operators of a stage row by row; notes in `entries` where rows enter. */
function rowPipeline(
  plan: PhysicalPlan,
  execution: PlanExecution,
  entries: Map<PhysicalPlan, StagePipeline>,
): StagePipeline {
  const entry = entryPipeline(plan, execution);
  if (entry !== undefined) {
    entries.set(plan, entry);
    return entry;
  }
  const children = streamedChildren(plan).map((child) => rowPipeline(child, execution, entries));
  const own = kernelOf(plan, execution);
  const starts = children.map((_, i) => children.slice(0, i).reduce((sum, child) => sum + child.inputs.length, 0));
  const kernel: Kernel = (inputs, context, partition) => {
    const rows = children.map((child, i) =>
      child.kernel(inputs.slice(starts[i]!, starts[i]! + child.inputs.length), context, partition),
    );
    return own(rows, context, partition);
  };
  return { inputs: children.flatMap((child) => child.inputs), kernel };
}

/** Where rows enter a stage; undefined for operators that work on rows. */
function entryPipeline(plan: PhysicalPlan, execution: PlanExecution): StagePipeline | undefined {
  switch (plan.kind) {
    case "InputAdapter":
      return { inputs: [execution.execute(plan.child)], kernel: ([rows]) => rows! };
    case "ColumnarToRowExec":
      return plan.child.kind === "InputAdapter"
        ? { inputs: [execution.execute(plan.child.child)], kernel: countingBatches(plan, execution) }
        : undefined;
    case "RangeExec":
      return { inputs: [rangeRdd(plan, execution)], kernel: ([rows]) => rows! };
    case "LocalTableScanExec":
      return { inputs: [localTableRdd(plan, execution)], kernel: counting(plan, execution) };
    case "EmptyRelationExec":
      return { inputs: [new ParallelCollectionRDD<InternalRow>(execution.rdds, [], 0)], kernel: ([rows]) => rows! };
    case "RDDScanExec":
      return { inputs: [plan.source as RowRDD], kernel: counting(plan, execution) };
    case "UnionExec":
      return unionPipeline(plan, execution);
    default:
      return undefined;
  }
}

/** A range is a partition number a slice, then its rows (golden d24). */
export function rangeRdd(plan: RangeExec, execution: PlanExecution): RowRDD {
  const slices = new ParallelCollectionRDD<number>(
    execution.rdds,
    Array.from({ length: plan.numSlices }, (_, i) => i),
    plan.numSlices,
  );
  const kernel = rangeKernel(plan, execution.kernelOptions(plan));
  return new MapPartitionsRDD<number, InternalRow>(slices, (_, partition, context) => kernel([], context, partition));
}

/** Rows that come from columns: Spark counts the batches as well, which have a fixed size here as there. */
function countingBatches(plan: ColumnarToRowExec, execution: PlanExecution): Kernel {
  const input = plan.child.kind === "InputAdapter" ? plan.child.child : plan.child;
  const isFile = input.kind === "FileSourceScanExec";
  const batchRows = execution.conf.getInt(
    isFile ? "spark.sql.parquet.columnarReaderBatchSize" : "spark.sql.inMemoryColumnarStorage.batchSize",
  );
  const [rowsId, batchesId] = [OUTPUT_ROWS, "number of input batches"].map((name) => execution.metrics.id(plan, name));
  const types = physicalOutput(plan).map((a) => a.dataType);
  return ([rows], context) => {
    const report = (count: number): void => {
      addToMetric(context, rowsId, count);
      addToMetric(context, batchesId, Math.ceil(count / batchRows));
    };
    if (rows instanceof ModelledRows) {
      report(Math.round(rows.rows));
      return rows;
    }
    // Whoever stops early has taken the rows of whole batches (N1).
    const batches = (): Iterable<VectorBatch> => counted(batchesOf(rows!, types), ({ numRows }) => numRows, report);
    return new BatchedRows(batches, () => rowsIn(batches()));
  };
}

function* rowsIn(batches: Iterable<VectorBatch>): Iterable<InternalRow> {
  for (const batch of batches) yield* rowsOfBatch(batch);
}

/** Counts the rows of a source that has no work of its own. */
export function counting(plan: PhysicalPlan, execution: PlanExecution): Kernel {
  const id = execution.metrics.id(plan, OUTPUT_ROWS);
  const types = physicalOutput(plan).map((a) => a.dataType);
  return ([rows], context) => {
    const report = (count: number): void => addToMetric(context, id, count);
    if (rows instanceof ModelledRows) {
      report(Math.round(rows.rows));
      return rows;
    }
    return new BatchedRows(
      () => counted(batchesOf(rows!, types), ({ numRows }) => numRows, report),
      () => counted(rows!, () => 1, report),
    );
  };
}

/** One RDD over the inputs of all branches; a partition runs the branch that it belongs to (golden d13). */
function unionPipeline(plan: UnionExec, execution: PlanExecution): StagePipeline {
  const count = counting(plan, execution);
  const branches = plan.children.map((child) => stagePipeline(child, execution));
  const inputs = branches.map((branch) => branch.inputs[0]!);
  const union = execution.scoped(plan, () => new UnionRDD(execution.rdds, inputs));
  const kernel: Kernel = (rows, context, partition) => {
    let branch = 0;
    let first = 0;
    while (partition >= first + inputs[branch]!.numPartitions) first += inputs[branch++]!.numPartitions;
    return count([branches[branch]!.kernel(rows, context, partition - first)], context, partition);
  };
  return { inputs: [union], kernel };
}
