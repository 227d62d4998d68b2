import type { JobRunner } from "../backend.js";
import { compareKeys } from "../base/compare.js";
import { XORShiftRandom } from "../base/xor-shift-random.js";
import type { CallSite } from "../events/listener.js";
import type { Pair } from "../rdd/aggregator.js";
import { MapPartitionsRDD } from "../rdd/map-partitions-rdd.js";
import {
  determineBounds,
  imbalancedPartitions,
  type PartitionSample,
  RangePartitioner,
  sampleSizePerPartition,
  sketchPartition,
  type WeightedKey,
  weightedKeys,
} from "../rdd/range-partitioner.js";
import type { RDDLineage } from "../rdd/rdd-lineage.js";
import { ShuffledRDD } from "../rdd/shuffled-rdd.js";
import { mapRows } from "./partition-functions.js";

/** Rows sampled for each range partition (A7). */
const SAMPLE_HINT = 20;

/** sortByKey: samples the keys at once, with one job or two (A7, A8), then shuffles by range and sorts each partition. */
export function sortByKeyLineage<K, V>(
  jobs: JobRunner,
  parent: RDDLineage<Pair<K, V>>,
  ascending: boolean,
  partitions: number,
  callSite: CallSite,
): RDDLineage<Pair<K, V>> {
  const bounds = partitions <= 1 ? [] : sampleBounds(jobs, parent, partitions, callSite);
  const order = (a: K, b: K): number => (ascending ? compareKeys(a, b) : compareKeys(b, a));
  const partitioner = new RangePartitioner<K>(bounds, compareKeys, ascending);
  return new ShuffledRDD<K, V, V>(parent, partitioner, { keyOrdering: order });
}

function sampleBounds<K, V>(
  jobs: JobRunner,
  parent: RDDLineage<Pair<K, V>>,
  partitions: number,
  callSite: CallSite,
): K[] {
  const keys = new MapPartitionsRDD<Pair<K, V>, K>(parent, (rows, _, context) =>
    mapRows(rows, ([key]) => key, context),
  );
  const size = sampleSizePerPartition(partitions, parent.numPartitions, SAMPLE_HINT);
  const sketch = new MapPartitionsRDD<K, PartitionSample<K>>(keys, (rows, partition) => [
    sketchPartition(rows, partition, keys.id, size),
  ]);
  const cause = "range sampling";
  const samples = jobs.runJobNow({ rdd: sketch, task: (rows) => [...rows], callSite, cause }).flat();
  const thin = imbalancedPartitions(samples, partitions, size, SAMPLE_HINT);
  const candidates = weightedKeys(samples, new Set(thin.partitions));
  if (thin.partitions.length > 0) candidates.push(...resample(jobs, keys, thin, callSite));
  return determineBounds(candidates, partitions, compareKeys);
}

/** The second job, over the partitions that hold far more than their share. */
function resample<K>(
  jobs: JobRunner,
  keys: RDDLineage<K>,
  { partitions, fraction }: { readonly partitions: readonly number[]; readonly fraction: number },
  callSite: CallSite,
): WeightedKey<K>[] {
  const weight = Math.fround(1 / fraction);
  const sampled = new MapPartitionsRDD<K, K>(keys, function* (rows, partition) {
    const random = new XORShiftRandom(-keys.id - 1 - partition);
    for (const key of rows) if (random.nextDouble() <= fraction) yield key;
  });
  const task = (rows: Iterable<K>): K[] => [...rows];
  const results = jobs.runJobNow({ rdd: sampled, partitions, task, callSite, cause: "range sampling" });
  return results.flat().map((key) => ({ key, weight }));
}
