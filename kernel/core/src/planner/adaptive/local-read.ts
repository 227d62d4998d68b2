import type { ShufflePartitionSpec } from "../../rdd/shuffle-partition-spec.js";

/**
 * Pieces that each lie on the executor of one map, or a few whole maps (H8).
 *
 * @param parallelism tasks that there should be
 */
export function localReadSpecs(numMaps: number, numReducers: number, parallelism: number): ShufflePartitionSpec[] {
  if (parallelism < numMaps) {
    return ranges(numMaps, parallelism).map(([startMap, endMap]) => ({
      kind: "CoalescedMapperPartitionSpec",
      startMap,
      endMap,
      numReducers,
    }));
  }
  const pieces = ranges(numReducers, Math.max(1, Math.floor(parallelism / numMaps)));
  return Array.from({ length: numMaps }, (_, map) => map).flatMap((map) =>
    pieces.map(
      ([startReducer, endReducer]): ShufflePartitionSpec => ({
        kind: "PartialMapperPartitionSpec",
        map,
        startReducer,
        endReducer,
      }),
    ),
  );
}

/** Cuts `count` things into so many ranges, the first ones larger by one where it does not come out even. */
function ranges(count: number, buckets: number): [number, number][] {
  const size = Math.floor(count / buckets);
  const larger = count % buckets;
  const start = (i: number): number => i * size + Math.min(i, larger);
  return Array.from({ length: buckets }, (_, i) => [start(i), start(i + 1)]);
}
