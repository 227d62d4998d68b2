import { XORShiftRandom } from "../../base/xor-shift-random.js";
import { CoalescedRDD } from "../../rdd/coalesced-rdd.js";
import { MapPartitionsRDD } from "../../rdd/map-partitions-rdd.js";
import { HashPartitioner } from "../../rdd/partitioner.js";
import type { RDDLineage } from "../../rdd/rdd-lineage.js";
import { ShuffledRDD } from "../../rdd/shuffled-rdd.js";
import { valuesLineage } from "./map-lineage.js";
import { mapRows } from "./partition-functions.js";

/** Spreads the rows round robin over `n` partitions; where each input partition starts is deterministic (A12). */
export function repartitionLineage<T>(parent: RDDLineage<T>, n: number): RDDLineage<T> {
  const spread = new MapPartitionsRDD<T, readonly [number, T]>(parent, (rows, partition, context) => {
    let position = new XORShiftRandom(partition).nextInt(n);
    return mapRows(rows, (row) => [++position, row] as const, context);
  });
  spread.isOrderSensitive = true;
  const shuffled = new ShuffledRDD<number, T, T>(spread, new HashPartitioner(n));
  const coalesced = new CoalescedRDD(shuffled, n);
  return valuesLineage(coalesced);
}
