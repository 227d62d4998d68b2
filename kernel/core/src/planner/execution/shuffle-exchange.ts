import { XORShiftRandom } from "../../base/xor-shift-random.js";
import {
  HASH_SEED,
  hashPartitionId,
  murmur3Hash,
  shuffleBlockSize,
  unsafeRowSize,
} from "../../engine/expressions/index.js";
import { keyProjection } from "../../engine/operators/index.js";
import { type AttributeReference, dataTypeOf } from "../../plans/expressions/index.js";
import { type Partitioning, physicalOutput, type ShuffleExchangeExec } from "../../plans/physical/index.js";
import { ShuffleDependency, type ShuffleWriteOptions } from "../../rdd/dependency.js";
import { MapPartitionsRDD } from "../../rdd/map-partitions-rdd.js";
import { ShuffledRowRDD } from "../../rdd/shuffled-row-rdd.js";
import type { TaskContext } from "../../rdd/task-context.js";
import type { InternalRow } from "../../types/data-type.js";
import type { PlanExecution, RowRDD } from "./plan-execution.js";

type Placement = Pick<ShuffleWriteOptions<InternalRow>, "partitionOf" | "numPartitions" | "prepare">;

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
    const input = plan.outputPartitioning.kind === "RoundRobin" ? sortedByHash(child, output, execution) : child;
    const rows = new MapPartitionsRDD<InternalRow, InternalRow>(input, (iterable) => iterable);
    const write: ShuffleWriteOptions<InternalRow> = { ...placementOf(plan, output, execution), ...rowBytes(output) };
    return new ShuffleDependency(execution.rdds, rows, write);
  });
}

/** Sizes of rows of these columns in a shuffle (F6). */
export function rowBytes(
  output: readonly AttributeReference[],
): Required<Pick<ShuffleWriteOptions<InternalRow>, "sizeOf" | "blockBytes">> {
  const types = output.map((a) => a.dataType);
  return { sizeOf: unsafeRowSize(types), blockBytes: shuffleBlockSize(types) };
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
  switch (partitioning.kind) {
    case "Hash": {
      const { expressions, numPartitions } = partitioning;
      const keysOf = keyProjection(expressions, output, execution.conf.getBoolean("spark.sql.ansi.enabled"));
      const partitionOfKeys = hashPartitionId(expressions.map(dataTypeOf), numPartitions);
      return { numPartitions, partitionOf: (row) => partitionOfKeys(keysOf(row)) };
    }
    case "Range": {
      const partitioner = execution.state.ranges.get(plan)!;
      return { numPartitions: partitioner.numPartitions, partitionOf: (row) => partitioner.getPartition(row) };
    }
    case "RoundRobin":
      return roundRobin(partitioning.numPartitions);
    default:
      return { numPartitions: 1, partitionOf: () => 0 };
  }
}

/** One reducer after the other, from a start that the partition's number gives (A12). */
function roundRobin(numPartitions: number): Placement {
  let position = 0;
  const prepare = function* (rows: Iterable<InternalRow>, context: TaskContext): Iterable<InternalRow> {
    let next = new XORShiftRandom(context.partitionId).nextInt(numPartitions);
    for (const row of rows) {
      next++;
      // Read by partitionOf before the next row is taken.
      position = next % numPartitions;
      yield row;
    }
  };
  return { numPartitions, prepare, partitionOf: () => position };
}

/** The same rows give the same order whatever order they came in, so that a retried task repeats itself (G9). */
function sortedByHash(child: RowRDD, output: readonly AttributeReference[], { conf }: PlanExecution): RowRDD {
  if (!conf.getBoolean("spark.sql.execution.sortBeforeRepartition")) return child;
  const hash = murmur3Hash(output.map((a) => a.dataType));
  return new MapPartitionsRDD<InternalRow, InternalRow>(child, (rows, _, context) => {
    const keyed = [...rows].map((row) => ({ row, key: hash(row, HASH_SEED) }));
    context.metrics.charge("sortRows", keyed.length);
    return keyed.sort((a, b) => a.key - b.key).map(({ row }) => row);
  });
}
