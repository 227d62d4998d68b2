import { combineValuesByKey } from "../../rdd/aggregator.js";
import { MapPartitionsRDD } from "../../rdd/map-partitions-rdd.js";
import { HashPartitioner } from "../../rdd/partitioner.js";
import type { RDDLineage } from "../../rdd/rdd-lineage.js";
import type { TaskContext } from "../../rdd/task-context.js";
import { combineByKeyLineage } from "./combine-by-key.js";
import { keysLineage, mapLineage } from "./map-lineage.js";

const KEEP_FIRST = { createCombiner: () => null, mergeValue: () => null, mergeCombiners: () => null };

/** Each element once: inside the partitions when equal elements lie together already (A5), through a shuffle otherwise. */
export function distinctLineage<T>(parent: RDDLineage<T>, numPartitions: number): RDDLineage<T> {
  if (parent.partitioner !== undefined && numPartitions === parent.numPartitions) {
    return new MapPartitionsRDD<T, T>(parent, (rows, _, context) => uniqueRows(rows, context), true);
  }
  const pairs = mapLineage(parent, (row) => [row, null] as const);
  return keysLineage(combineByKeyLineage(pairs, KEEP_FIRST, true, new HashPartitioner(numPartitions)));
}

function* uniqueRows<T>(rows: Iterable<T>, context: TaskContext): Iterable<T> {
  for (const [row] of combineValuesByKey(asKeys(rows), KEEP_FIRST, context)) yield row;
}

function* asKeys<T>(rows: Iterable<T>): Iterable<readonly [T, null]> {
  for (const row of rows) yield [row, null];
}
