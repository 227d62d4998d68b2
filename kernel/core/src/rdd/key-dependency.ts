import type { Pair } from "./aggregator.js";
import { checkedPair } from "./checked-pair.js";
import { type Dependency, oneToOne, ShuffleDependency } from "./dependency.js";
import type { Partitioner } from "./partitioner.js";
import type { RDDLineage } from "./rdd-lineage.js";
import { serializedSize } from "./serialized-size.js";
import type { TaskContext } from "./task-context.js";

/** How a step that brings keys together reads a parent: as it is when it is partitioned alike, through a shuffle otherwise (A5). */
export function pairsByKey<K>(rdd: RDDLineage<Pair<K, unknown>>, partitioner: Partitioner): Dependency {
  if (partitioner.equals(rdd.partitioner)) return oneToOne(rdd);
  return new ShuffleDependency<unknown>(rdd.context, rdd, {
    partitionOf: (record) => partitioner.getPartition(checkedPair(record as Pair<K, unknown>)[0]),
    numPartitions: partitioner.numPartitions,
    sizeOf: serializedSize,
    partitioner,
  });
}

/** The pairs of one partition, read the way the dependency says. */
export function readPairs<K, V>(dependency: Dependency, partition: number, context: TaskContext): Iterable<Pair<K, V>> {
  const pairs =
    dependency.kind === "narrow"
      ? dependency.rdd.iterator(partition, context)
      : context.readShuffle(dependency, partition, partition + 1);
  return pairs as Iterable<Pair<K, V>>;
}
