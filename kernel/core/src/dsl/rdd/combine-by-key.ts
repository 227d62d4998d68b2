import { type Aggregator, combineValuesByKey, type Pair } from "../../rdd/aggregator.js";
import { MapPartitionsRDD } from "../../rdd/map-partitions-rdd.js";
import type { Partitioner } from "../../rdd/partitioner.js";
import type { RDDLineage } from "../../rdd/rdd-lineage.js";
import { ShuffledRDD } from "../../rdd/shuffled-rdd.js";

/** Combines values by key: in place where the input is partitioned that way already (A5), through a shuffle otherwise. */
export function combineByKeyLineage<K, V, C>(
  parent: RDDLineage<Pair<K, V>>,
  aggregator: Aggregator<V, C>,
  mapSideCombine: boolean,
  partitioner: Partitioner,
): RDDLineage<[K, C]> {
  const combined: RDDLineage<Pair<K, C>> = partitioner.equals(parent.partitioner)
    ? new MapPartitionsRDD<Pair<K, V>, Pair<K, C>>(
        parent,
        (rows, _, context) => combineValuesByKey(rows, aggregator, context),
        true,
      )
    : new ShuffledRDD<K, V, C>(parent, partitioner, { aggregator, mapSideCombine });
  return combined as RDDLineage<[K, C]>;
}
