import { unsafeRowSize } from "../../engine/expressions/index.js";
import { bufferRows, keptRows, keyProjection, limitKernel, productRows } from "../../engine/operators/index.js";
import {
  type AQEShuffleReadExec,
  type CoalesceExec,
  exchangeOf,
  outputPartitioning,
  type PhysicalPlan,
  physicalOutput,
  type ShuffleQueryStageExec,
} from "../../plans/physical/index.js";
import { CoalescedRDD } from "../../rdd/coalesced-rdd.js";
import { ShuffleDependency } from "../../rdd/dependency.js";
import { MapPartitionsRDD } from "../../rdd/map-partitions-rdd.js";
import type { ModelledRows } from "../../rdd/modelled-rows.js";
import { ParallelCollectionRDD } from "../../rdd/parallel-collection-rdd.js";
import { ShuffledRowRDD } from "../../rdd/shuffled-row-rdd.js";
import { SQLPartitioningAwareUnionRDD } from "../../rdd/sql-partitioning-aware-union-rdd.js";
import type { TaskContext } from "../../rdd/task-context.js";
import { UnionRDD } from "../../rdd/union-rdd.js";
import { UnsafeCartesianRDD } from "../../rdd/unsafe-cartesian-rdd.js";
import { ZippedPartitionsRDD2 } from "../../rdd/zipped-partitions-rdd.js";
import { allRows, BatchedRows, batchesOf } from "../../types/batched-rows.js";
import type { InternalRow } from "../../types/data-type.js";
import { readMetrics } from "./aqe-read-metrics.js";
import { bestOfPartition } from "./best-of-partition.js";
import { executeTableScan } from "./cached-table.js";
import { executeFileScan } from "./file-scan.js";
import { kernelOf } from "./kernels.js";
import { localTableRdd } from "./local-table.js";
import { isModelled } from "./modelled-kernel.js";
import type { PlanExecution, RowRDD } from "./plan-execution.js";
import { executeShuffle, shuffleDependency, singlePartitionWrite } from "./shuffle-exchange.js";
import { counting, rangeRdd, stagePipeline } from "./stage-pipeline.js";
import { streamedChildren } from "./streamed-children.js";
import { takeLast } from "./take-last.js";

/** From a physical operator to the lineage of its rows (the doExecute of each of Spark's operators). */
export function executePlan(plan: PhysicalPlan, execution: PlanExecution): RowRDD {
  switch (plan.kind) {
    case "WholeStageCodegenExec":
      return executeStage(plan, execution);
    case "FileSourceScanExec":
      return executeFileScan(plan, execution);
    case "InMemoryTableScanExec":
      return executeTableScan(plan, execution);
    case "ShuffleExchangeExec":
      return once(plan, execution, () => executeShuffle(plan, execution));
    case "ReusedExchangeExec":
      return execution.execute(plan.exchange);
    case "ShuffleQueryStageExec":
    case "AQEShuffleReadExec":
      return executeShuffleRead(plan, execution);
    case "TableCacheQueryStageExec":
    case "ResultQueryStageExec":
      return execution.execute(plan.plan);
    case "EmptyRelationExec":
      return execution.scoped(plan, () => new ParallelCollectionRDD<InternalRow>(execution.rdds, [], 0));
    case "LocalTableScanExec": {
      const count = counting(plan, execution);
      return execution.scoped(plan, () =>
        mapped(localTableRdd(plan, execution), (rows, p, context) => count([rows], context, p)),
      );
    }
    case "RangeExec":
      return execution.scoped(plan, () => rangeRdd(plan, execution));
    case "RDDScanExec":
      return plan.source as RowRDD;
    case "UnionExec": {
      const children = plan.children.map((child) => execution.execute(child));
      const alike =
        outputPartitioning(plan).kind !== "Unknown" &&
        children.every((child) => child.numPartitions === children[0]!.numPartitions);
      return execution.scoped(plan, () =>
        alike ? new SQLPartitioningAwareUnionRDD(children) : new UnionRDD(execution.rdds, children),
      );
    }
    case "CartesianProductExec":
      return executeProduct(plan, execution);
    case "CoalesceExec": {
      const child = execution.execute(plan.child);
      return execution.scoped(plan, () => coalesced(plan, child));
    }
    case "CollectLimitExec":
      return executeSingle(plan, plan.limit, undefined, execution);
    case "CollectTailExec":
      return executeTail(plan, execution);
    case "TakeOrderedAndProjectExec":
      return executeSingle(plan, plan.limit, plan, execution);
    default:
      return executePartitions(plan, execution);
  }
}

function coalesced(plan: CoalesceExec, child: RowRDD): RowRDD {
  const types = physicalOutput(plan).map((a) => a.dataType);
  return new CoalescedRDD(child, plan.numPartitions, (parts) => {
    const rest = parts[Symbol.iterator]();
    const first = rest.next();
    if (!first.done && isModelled(first.value)) return modelsTogether(first.value, rest);
    const all = startingWith(first, rest);
    return new BatchedRows(
      () => eachOf(all, (rows) => batchesOf(rows, types)),
      () => eachOf(all, (rows) => rows),
    );
  });
}

function* startingWith<T>(first: IteratorResult<T>, rest: Iterator<T>): Iterable<T> {
  for (let next = first; !next.done; next = rest.next()) yield next.value;
}

/** The rows of several modelled partitions as one; real ones among them are few. */
function modelsTogether(model: ModelledRows, rest: Iterator<Iterable<InternalRow>>): ModelledRows {
  const parts = [{ rows: model, times: 1 }];
  for (let next = rest.next(); !next.done; next = rest.next()) {
    parts.push({ rows: isModelled(next.value) ? next.value : model.measured(allRows(next.value)), times: 1 });
  }
  return model.merged(parts);
}

function* eachOf<T>(
  parts: Iterable<Iterable<InternalRow>>,
  of: (rows: Iterable<InternalRow>) => Iterable<T>,
): Iterable<T> {
  for (const rows of parts) yield* of(rows);
}

/** Reads the shuffle of a stage that has run, by reducer or as adaptive execution re-cut it. */
function executeShuffleRead(plan: ShuffleQueryStageExec | AQEShuffleReadExec, execution: PlanExecution): RowRDD {
  const stage = plan.kind === "AQEShuffleReadExec" ? plan.child : plan;
  const exchange = exchangeOf(stage.plan);
  const dependency = shuffleDependency(exchange, execution);
  if (plan.kind === "AQEShuffleReadExec") execution.driverMetrics(plan, readMetrics(plan));
  return execution.scoped(plan.kind === "AQEShuffleReadExec" ? plan : exchange, () =>
    plan.kind === "AQEShuffleReadExec" ? new ShuffledRowRDD(dependency, plan.specs) : new ShuffledRowRDD(dependency),
  );
}

function executeProduct(
  plan: Extract<PhysicalPlan, { kind: "CartesianProductExec" }>,
  execution: PlanExecution,
): RowRDD {
  const [left, right] = [execution.execute(plan.left), execution.execute(plan.right)];
  const options = execution.kernelOptions(plan);
  const join = productRows(plan.condition, [...physicalOutput(plan.left), ...physicalOutput(plan.right)], options);
  const sizeOf = unsafeRowSize(physicalOutput(plan.right).map((a) => a.dataType));
  return execution.scoped(plan, () => {
    const pairs = new UnsafeCartesianRDD<InternalRow, InternalRow>(left, right, (rows, context) =>
      bufferRows(
        context,
        rows.length,
        () => keptRows(rows, rows.length, sizeOf),
        options.memory.productBuffer,
        options,
      ),
    );
    return new MapPartitionsRDD<readonly [InternalRow, InternalRow], InternalRow>(pairs, (rows, _, context) =>
      join(rows, context),
    );
  });
}

/** Shuffle files are written once, however often the plan is run (B4). */
function once(plan: PhysicalPlan, { state }: PlanExecution, make: () => RowRDD): RowRDD {
  const known = state.exchanges.get(plan);
  if (known !== undefined) return known;
  const rdd = make();
  state.exchanges.set(plan, rdd);
  return rdd;
}

/** All operators of a generated stage in one RDD; one more where two inputs meet (golden d05). */
function executeStage(
  plan: Extract<PhysicalPlan, { kind: "WholeStageCodegenExec" }>,
  execution: PlanExecution,
): RowRDD {
  return execution.scoped(plan, () => {
    const { inputs, kernel } = stagePipeline(plan.child, execution);
    const [first, second] = inputs;
    const duration = execution.metrics.duration(plan);
    if (second === undefined) {
      return mapped(first!, (rows, partition, context) => {
        context.metrics.together.add(duration);
        return kernel([rows], context, partition);
      });
    }
    const zipped = new ZippedPartitionsRDD2<InternalRow, InternalRow, InternalRow>(
      first!,
      second,
      (left, right, context) => {
        context.metrics.together.add(duration);
        return kernel([left, right], context, context.partitionId);
      },
    );
    return mapped(zipped, (rows) => rows);
  });
}

/** An operator outside any generated stage. */
function executePartitions(plan: PhysicalPlan, execution: PlanExecution): RowRDD {
  const [first, second] = streamedChildren(plan).map((child) => execution.execute(child));
  const kernel = kernelOf(plan, execution);
  return execution.scoped(plan, () => {
    if (second === undefined) return mapped(first!, (rows, partition, context) => kernel([rows], context, partition));
    return new ZippedPartitionsRDD2<InternalRow, InternalRow, InternalRow>(first!, second, (left, right, context) =>
      kernel([left, right], context, context.partitionId),
    );
  });
}

/** A limit that feeds another operator: cut in each partition, brought to one partition, cut again (G8). */
function executeSingle(
  plan: Extract<PhysicalPlan, { kind: "CollectLimitExec" | "TakeOrderedAndProjectExec" }>,
  limit: number,
  ordered: Extract<PhysicalPlan, { kind: "TakeOrderedAndProjectExec" }> | undefined,
  execution: PlanExecution,
): RowRDD {
  const child = execution.execute(plan.child);
  const input = physicalOutput(plan.child);
  const { ansi } = execution.kernelOptions(plan);
  const cut = limitKernel(limit, execution.kernelOptions(plan));
  const cutAtEnd = limitKernel(limit, { ...execution.kernelOptions(plan), offset: plan.offset });
  const bestOf = ordered === undefined ? undefined : bestOfPartition(ordered, ansi);
  const best = (rows: Iterable<InternalRow>, context: TaskContext): Iterable<InternalRow> =>
    bestOf === undefined ? rows : bestOf(rows, context).rows;
  const project = ordered === undefined ? undefined : keyProjection(ordered.projectList, input, ansi);
  return execution.scoped(plan, () => {
    const local = mapped(child, (rows, partition, context) => cut([best(rows, context)], context, partition));
    const single =
      local.numPartitions === 1
        ? local
        : new ShuffledRowRDD(
            new ShuffleDependency(
              execution.rdds,
              local,
              singlePartitionWrite(input),
              execution.metrics.ofShuffle(plan),
            ),
          );
    return mapped(single, function* (rows, partition, context) {
      for (const row of cutAtEnd([best(rows, context)], context, partition))
        yield project === undefined ? row : project(row);
    });
  });
}

/** A tail that feeds another operator: all rows in one partition, of which the last stay. */
function executeTail(plan: Extract<PhysicalPlan, { kind: "CollectTailExec" }>, execution: PlanExecution): RowRDD {
  const child = execution.execute(plan.child);
  const input = physicalOutput(plan.child);
  return execution.scoped(plan, () => {
    const single =
      child.numPartitions === 1
        ? child
        : new ShuffledRowRDD(new ShuffleDependency(execution.rdds, child, singlePartitionWrite(input)));
    return mapped(single, (rows) => takeLast(rows, plan.limit));
  });
}

function mapped(rdd: RowRDD, f: ConstructorParameters<typeof MapPartitionsRDD<InternalRow, InternalRow>>[1]): RowRDD {
  return new MapPartitionsRDD<InternalRow, InternalRow>(rdd, f);
}
