import { XORShiftRandom } from "../../base/xor-shift-random.js";
import { rowOrdering } from "../../engine/expressions/index.js";
import { keyProjection } from "../../engine/operators/index.js";
import { type PartitionModel, renamed } from "../../modelled/index.js";
import {
  boundReference,
  dataTypeOf,
  type Expression,
  nullableOf,
  type SortOrder,
} from "../../plans/expressions/index.js";
import { physicalOutput, type ShuffleExchangeExec } from "../../plans/physical/index.js";
import { MapPartitionsRDD } from "../../rdd/map-partitions-rdd.js";
import {
  determineBounds,
  imbalancedPartitions,
  type PartitionSample,
  RangePartitioner,
  sampleSizePerPartition,
  sketchPartition,
  type WeightedKey,
  weightedKeys,
} from "../../rdd/range-partitioner.js";
import type { RDDLineage } from "../../rdd/rdd-lineage.js";
import { rowsForAll } from "../../types/batched-rows.js";
import type { InternalRow } from "../../types/data-type.js";
import { isModelled } from "./modelled-kernel.js";
import type { PlanExecution } from "./plan-execution.js";
import { exchangeInput } from "./shuffle-exchange.js";
import type { Steps } from "./steps.js";

/**
 * Finds the bounds of a range exchange by running everything below it once more over a sample (A7, G7): one job, or a second one
 * where some partitions hold far more than their share. Bounds are whole sort keys.
 */
export function* sampleRange(
  plan: ShuffleExchangeExec,
  ordering: readonly SortOrder[],
  numPartitions: number,
  execution: PlanExecution,
): Steps<RangePartitioner<InternalRow>> {
  const input = physicalOutput(plan.child);
  const ansi = execution.conf.getBoolean("spark.sql.ansi.enabled");
  const keysOf = keyProjection(
    ordering.map((o) => o.child),
    input,
    ansi,
  );
  const compareKeys = rowOrdering(ordering.map(onKey));
  const hint = execution.conf.getInt("spark.sql.execution.rangeExchange.sampleSizePerPartition");
  const child = exchangeInput(plan, execution);
  const size = sampleSizePerPartition(numPartitions, child.numPartitions, hint);
  const [keys, sketch] = execution.scoped(plan, () => {
    const projected = new MapPartitionsRDD<InternalRow, InternalRow>(child, (rows) =>
      isModelled(rows) ? rows : keysIn(rows, keysOf),
    );
    const mapped = new MapPartitionsRDD<InternalRow, InternalRow>(projected, (rows) => rows);
    const sketched = new MapPartitionsRDD<InternalRow, PartitionSample<InternalRow>>(mapped, (rows, partition) => [
      isModelled(rows)
        ? sampleOfModel(renamed(rows, input), orderingKeys(ordering), size, partition)
        : sketchPartition(rows, partition, mapped.id, size),
    ]);
    return [mapped, sketched];
  });
  const samples = (yield* execution.job(sketch, { cause: "range sampling", task: (rows) => [...rows] })).flat();
  const thin = imbalancedPartitions(samples, numPartitions, size, hint);
  const candidates = weightedKeys(samples, new Set(thin.partitions));
  if (thin.partitions.length > 0) {
    for (const candidate of yield* resample(plan, keys, thin, execution)) candidates.push(candidate);
  }
  const bounds = determineBounds(candidates, Math.min(numPartitions, candidates.length), compareKeys);
  return new RangePartitioner<InternalRow>(bounds, compareKeys);
}

function* keysIn(rows: Iterable<InternalRow>, keysOf: (row: InternalRow) => InternalRow): Iterable<InternalRow> {
  for (const row of rowsForAll(rows)) yield keysOf(row);
}

function orderingKeys(ordering: readonly SortOrder[]): readonly Expression[] {
  return ordering.map((order) => order.child);
}

/** Of modelled rows keys are drawn: each value has its share of them, so no partition's sample is too thin. */
function sampleOfModel(
  model: PartitionModel,
  keys: readonly Expression[],
  size: number,
  partition: number,
): PartitionSample<InternalRow> {
  const count = Math.min(size, Math.round(model.rows));
  return { partition, count, sample: model.sampleOf(keys, count) };
}

/** A sort order over the key's own columns. */
function onKey(order: SortOrder, position: number): SortOrder {
  return { ...order, child: boundReference(position, dataTypeOf(order.child), nullableOf(order.child)) };
}

function* resample(
  plan: ShuffleExchangeExec,
  keys: RDDLineage<InternalRow>,
  { partitions, fraction }: { readonly partitions: readonly number[]; readonly fraction: number },
  execution: PlanExecution,
): Steps<WeightedKey<InternalRow>[]> {
  const weight = Math.fround(1 / fraction);
  const sampled = execution.scoped(
    plan,
    () =>
      new MapPartitionsRDD<InternalRow, InternalRow>(keys, function* (rows, partition) {
        const random = new XORShiftRandom(-keys.id - 1 - partition);
        for (const key of rows) if (random.nextDouble() <= fraction) yield key;
      }),
  );
  const results = yield* execution.job(sampled, { cause: "range sampling", task: (rows) => [...rows], partitions });
  return results.flat().map((key) => ({ key, weight }));
}
