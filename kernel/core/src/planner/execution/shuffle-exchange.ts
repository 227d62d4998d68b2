import { XORShiftRandom } from "../../base/xor-shift-random.js";
import {
  batchWriter,
  concatBatches,
  hashPartitionIds,
  keyColumns,
  type PlaceRows,
  sortedByHash,
} from "../../engine/columnar/index.js";
import { hashPlacement, placed, rangePlacement, spreadEvenly } from "../../modelled/index.js";
import { type AttributeReference, bindReferences, dataTypeOf } from "../../plans/expressions/index.js";
import { type Partitioning, physicalOutput, type ShuffleExchangeExec } from "../../plans/physical/index.js";
import { ShuffleDependency, type WholeWrite } from "../../rdd/dependency.js";
import { MapPartitionsRDD } from "../../rdd/map-partitions-rdd.js";
import { ModelledRows } from "../../rdd/modelled-rows.js";
import type { RangePartitioner } from "../../rdd/range-partitioner.js";
import { ShuffledRowRDD } from "../../rdd/shuffled-row-rdd.js";
import { BatchedRows, batchesOf } from "../../types/batched-rows.js";
import { type ColumnVector, valueReader } from "../../types/column-vector.js";
import type { InternalRow } from "../../types/data-type.js";
import { type PlaceModel, toOnePartition, withModelledRows } from "./modelled-write.js";
import type { PlanExecution, RowRDD } from "./plan-execution.js";

/** The two sides of an exchange: rows with their reducer, written; and read by reducer. */
export function executeShuffle(plan: ShuffleExchangeExec, execution: PlanExecution): RowRDD {
  const dependency = shuffleDependency(plan, execution);
  return execution.scoped(plan, () => new ShuffledRowRDD(dependency));
}

/** The writing side of an exchange, made once: shuffle files are written once, however often the plan is run (B4). */
export function shuffleDependency(plan: ShuffleExchangeExec, execution: PlanExecution): ShuffleDependency<InternalRow> {
  const { shuffles } = execution.state;
  const known = shuffles.get(plan) ?? makeDependency(plan, execution);
  shuffles.set(plan, known);
  return known;
}

function makeDependency(plan: ShuffleExchangeExec, execution: PlanExecution): ShuffleDependency<InternalRow> {
  const child = exchangeInput(plan, execution);
  const output = physicalOutput(plan);
  return execution.scoped(plan, () => {
    const input = plan.outputPartitioning.kind === "RoundRobin" ? inHashOrder(plan, child, execution) : child;
    const rows = new MapPartitionsRDD<InternalRow, InternalRow>(input, (iterable) => iterable);
    const placement = placementOf(plan, output, execution);
    execution.driverMetrics(plan, { "number of partitions": placement.numPartitions });
    const write = shuffleWrite(output, placement);
    return new ShuffleDependency(
      execution.rdds,
      rows,
      withModelledRows(write, output, placesModels(plan, execution)),
      execution.metrics.ofShuffle(plan),
    );
  });
}

/** Where an exchange's rows go. */
interface Placement {
  readonly numPartitions: number;
  readonly place: PlaceRows;
}

/** All rows to one partition. */
const SINGLE_PARTITION: Placement = { numPartitions: 1, place: () => undefined };

/** How rows are written that all go to one partition. */
export function singlePartitionWrite(output: readonly AttributeReference[]): WholeWrite<InternalRow> {
  return withModelledRows(shuffleWrite(output, SINGLE_PARTITION), output, toOnePartition);
}

/** Where an exchange sends modelled rows. */
function placesModels(plan: ShuffleExchangeExec, { state }: PlanExecution): PlaceModel {
  const { outputPartitioning: partitioning } = plan;
  switch (partitioning.kind) {
    case "Hash": {
      const placement = hashPlacement(partitioning.expressions, partitioning.numPartitions);
      return (model) => placed(model, placement);
    }
    case "Range": {
      const placement = rangePlacement(partitioning.ordering, state.ranges.get(plan)!);
      return (model) => placed(model, placement);
    }
    case "RoundRobin":
      return (model) => spreadEvenly(model, partitioning.numPartitions);
    default:
      return toOnePartition;
  }
}

/** How rows of these columns are written. */
function shuffleWrite(
  output: readonly AttributeReference[],
  { numPartitions, place }: Placement,
): WholeWrite<InternalRow> {
  const types = output.map((a) => a.dataType);
  return { numPartitions, writeAll: batchWriter(types, numPartitions, place) };
}

/** The lineage below an exchange. */
export function exchangeInput(plan: ShuffleExchangeExec, execution: PlanExecution): RowRDD {
  const { exchangeInputs } = execution.state;
  const known = exchangeInputs.get(plan) ?? execution.execute(plan.child);
  exchangeInputs.set(plan, known);
  return known;
}

function placementOf(
  plan: ShuffleExchangeExec,
  output: readonly AttributeReference[],
  execution: PlanExecution,
): Placement {
  const partitioning: Partitioning = plan.outputPartitioning;
  const ansi = execution.conf.getBoolean("spark.sql.ansi.enabled");
  switch (partitioning.kind) {
    case "Hash": {
      const { expressions, numPartitions } = partitioning;
      const keys = expressions.map((e) => bindReferences(e, output));
      const types = expressions.map(dataTypeOf);
      const place: PlaceRows = (batch, context) =>
        hashPartitionIds(keyColumns(batch, output, keys, ansi, context), types, batch.numRows, numPartitions);
      return { numPartitions, place };
    }
    case "Range": {
      const partitioner = execution.state.ranges.get(plan)!;
      const keys = partitioning.ordering.map((order) => bindReferences(order.child, output));
      const place: PlaceRows = (batch, context) =>
        rangeIds(keyColumns(batch, output, keys, ansi, context), batch.numRows, partitioner);
      return { numPartitions: partitioner.numPartitions, place };
    }
    case "RoundRobin":
      return { numPartitions: partitioning.numPartitions, place: roundRobin(partitioning.numPartitions) };
    default:
      return SINGLE_PARTITION;
  }
}

function rangeIds(
  keys: readonly ColumnVector[],
  numRows: number,
  partitioner: RangePartitioner<InternalRow>,
): Int32Array {
  const readers = keys.map(valueReader);
  const ids = new Int32Array(numRows);
  const key = new Array<unknown>(keys.length);
  for (let row = 0; row < numRows; row++) {
    for (let i = 0; i < readers.length; i++) key[i] = readers[i]!(row);
    ids[row] = partitioner.getPartition(key);
  }
  return ids;
}

/** One reducer after the other, from a start that the partition's number gives (A12). */
function roundRobin(numPartitions: number): PlaceRows {
  return ({ numRows }, { partitionId }) => {
    const start = new XORShiftRandom(partitionId).nextInt(numPartitions) + 1;
    return Int32Array.from({ length: numRows }, (_, i) => (start + i) % numPartitions);
  };
}

/** The same rows give the same order whatever order they came in, so that a retried task repeats itself (G9). */
function inHashOrder(plan: ShuffleExchangeExec, child: RowRDD, { conf, metrics }: PlanExecution): RowRDD {
  const { time } = metrics.ofOperator(plan);
  if (!conf.getBoolean("spark.sql.execution.sortBeforeRepartition")) return child;
  const types = physicalOutput(plan).map((a) => a.dataType);
  return new MapPartitionsRDD<InternalRow, InternalRow>(child, (rows, _, context) => {
    if (rows instanceof ModelledRows) {
      context.metrics.chargeTo(time, "sortRows", rows.rows);
      return rows;
    }
    return new BatchedRows(() => {
      const all = concatBatches(batchesOf(rows, types), types);
      context.metrics.chargeTo(time, "sortRows", all.numRows);
      return [sortedByHash(all, types)];
    });
  });
}
