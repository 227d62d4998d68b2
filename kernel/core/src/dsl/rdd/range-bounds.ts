import type { JobRunner } from "../../backend.js";
import { compareKeys } from "../../base/compare.js";
import type { CallSite } from "../../events/listener.js";
import type { Pair } from "../../rdd/aggregator.js";
import { checkedPair } from "../../rdd/checked-pair.js";
import { MapPartitionsRDD } from "../../rdd/map-partitions-rdd.js";
import { PartitionPruningRDD } from "../../rdd/partition-pruning-rdd.js";
import { PartitionwiseSampledRDD } from "../../rdd/partitionwise-sampled-rdd.js";
import { bernoulliSampler } from "../../rdd/random-sampler.js";
import {
  byteSwap32,
  determineBounds,
  imbalancedPartitions,
  type PartitionSample,
  sampleSizePerPartition,
  sketchPartition,
  type WeightedKey,
  weightedKeys,
} from "../../rdd/range-partitioner.js";
import type { RDDLineage } from "../../rdd/rdd-lineage.js";
import { mapRows } from "./partition-functions.js";

/** Rows sampled for each range partition (A7). */
const SAMPLE_HINT = 20;

/** The upper bounds of `partitions` ranges of keys: samples at once, with one job or two (A7, A8). */
export function rangeBounds<K>(
  jobs: JobRunner,
  parent: RDDLineage<Pair<K, unknown>>,
  partitions: number,
  callSite: CallSite,
): K[] {
  if (partitions <= 1) return [];
  const { context } = parent;
  const keys = keysOf(parent, callSite);
  const size = sampleSizePerPartition(partitions, parent.numPartitions, SAMPLE_HINT);
  const sketch = context.withScope("mapPartitionsWithIndex", callSite, () => {
    return new MapPartitionsRDD<K, PartitionSample<K>>(keys, (rows, partition) => [
      sketchPartition(rows, partition, keys.id, size),
    ]);
  });
  const cause = "range sampling";
  const samples = jobs.runJobNow({ rdd: sketch, task: (rows) => [...rows], callSite, cause }).flat();
  const thin = imbalancedPartitions(samples, partitions, size, SAMPLE_HINT);
  const candidates = weightedKeys(samples, new Set(thin.partitions));
  if (thin.partitions.length > 0) {
    for (const candidate of resample(jobs, parent, thin, callSite)) candidates.push(candidate);
  }
  return determineBounds(candidates, partitions, compareKeys);
}

/** The second job, over the partitions that hold far more than their share. */
function resample<K>(
  jobs: JobRunner,
  parent: RDDLineage<Pair<K, unknown>>,
  { partitions, fraction }: { readonly partitions: readonly number[]; readonly fraction: number },
  callSite: CallSite,
): WeightedKey<K>[] {
  const weight = Math.fround(1 / fraction);
  const imbalanced = new PartitionPruningRDD(keysOf(parent, callSite), partitions);
  const seed = byteSwap32(-parent.id - 1);
  const sampled = parent.context.withScope("sample", callSite, () => {
    return new PartitionwiseSampledRDD(imbalanced, bernoulliSampler(fraction), seed);
  });
  const task = (rows: Iterable<K>): K[] => [...rows];
  const results = jobs.runJobNow({ rdd: sampled, task, callSite, cause: "range sampling" });
  return results.flat().map((key) => ({ key, weight }));
}

function keysOf<K>(parent: RDDLineage<Pair<K, unknown>>, callSite: CallSite): RDDLineage<K> {
  return parent.context.withScope("map", callSite, () => {
    return new MapPartitionsRDD<Pair<K, unknown>, K>(parent, (rows, _, context) =>
      mapRows(rows, (pair) => checkedPair(pair)[0], context),
    );
  });
}
