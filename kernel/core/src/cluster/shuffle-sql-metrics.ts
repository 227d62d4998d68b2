import type { AccumulatorId } from "../base/brand.js";
import type { ShuffleDependency } from "../rdd/dependency.js";
import { SharedMapOutput } from "../rdd/shared-map-output.js";
import type { MapOutput } from "../rdd/shuffle-write.js";
import type { TaskMetrics } from "../rdd/task-context.js";

/** Counts in the metrics of a query's exchange what a map task wrote for it. */
export function countWritten(
  { metrics: ids }: ShuffleDependency<unknown>,
  output: MapOutput,
  metrics: TaskMetrics,
): void {
  if (ids === undefined) return;
  if (ids.dataSize !== undefined) metrics.count(ids.dataSize, dataBytes(output));
  metrics.count(ids.bytesWritten, metrics.shuffleWriteBytes);
  metrics.count(ids.recordsWritten, metrics.shuffleWriteRecords);
  metrics.attribute(ids.writeTime, "shuffleWriteBytes", metrics.shuffleWriteBytes);
}

function dataBytes(output: MapOutput): number {
  if (output instanceof SharedMapOutput) return output.dataBytes;
  let bytes = 0;
  for (const block of output.values()) bytes += block.dataBytes;
  return bytes;
}

/** What a task has fetched so far. */
type Fetched = Pick<
  TaskMetrics,
  | "shuffleLocalBlocks"
  | "shuffleRemoteBlocks"
  | "shuffleLocalBytes"
  | "shuffleRemoteBytes"
  | "shuffleToDiskBytes"
  | "fetchRounds"
>;

export function fetchedSoFar(metrics: TaskMetrics): Fetched {
  const { shuffleLocalBlocks, shuffleRemoteBlocks, shuffleLocalBytes, shuffleRemoteBytes } = metrics;
  const { shuffleToDiskBytes, fetchRounds } = metrics;
  return {
    shuffleLocalBlocks,
    shuffleRemoteBlocks,
    shuffleLocalBytes,
    shuffleRemoteBytes,
    shuffleToDiskBytes,
    fetchRounds,
  };
}

/** Counts in the metrics of a query's exchange what a task has fetched of it since `before`; Spark counts nothing where there was nothing. */
export function countFetched(
  { metrics: ids }: ShuffleDependency<unknown>,
  metrics: TaskMetrics,
  before: Fetched,
): void {
  if (ids === undefined) return;
  const count = (id: AccumulatorId, name: keyof Fetched): number => {
    const amount = metrics[name] - before[name];
    if (amount > 0) metrics.count(id, amount);
    return amount;
  };
  count(ids.localBlocks, "shuffleLocalBlocks");
  count(ids.remoteBlocks, "shuffleRemoteBlocks");
  count(ids.remoteBytesToDisk, "shuffleToDiskBytes");
  metrics.attribute(ids.fetchWait, "shuffleLocalBytes", count(ids.localBytes, "shuffleLocalBytes"));
  metrics.attribute(ids.fetchWait, "shuffleRemoteBytes", count(ids.remoteBytes, "shuffleRemoteBytes"));
  metrics.attribute(ids.fetchWait, "fetchRounds", metrics.fetchRounds - before.fetchRounds);
}

/** Passes on what was read, and counts its records as they are taken: Spark counts so in a query's metric, other than in the task's (N2). */
export function* countTaken<T>(
  items: Iterable<T>,
  recordsIn: (item: T) => number,
  { metrics: ids }: ShuffleDependency<unknown>,
  metrics: TaskMetrics,
): Iterable<T> {
  let records = 0;
  try {
    for (const item of items) {
      records += recordsIn(item);
      yield item;
    }
  } finally {
    if (ids !== undefined) metrics.count(ids.recordsRead, records);
  }
}
