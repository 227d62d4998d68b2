import type { Bytes } from "../base/brand.js";
import type { ShuffleDependency } from "./dependency.js";
import type { TaskContext } from "./task-context.js";

/** What one map task wrote for one reducer. */
export interface ShuffleBlock {
  readonly records: unknown[];
  bytes: Bytes;
}

/** What one map task wrote, by reducer; reducers without records have no block, and cost nothing. */
export type MapOutput = ReadonlyMap<number, ShuffleBlock>;

/** Fixed cost of a block: stream header and compression frame (modelled). */
const BLOCK_HEADER_BYTES = 40;

const EMPTY: MapOutput = new Map();

/** Runs the map side of a shuffle: prepares, partitions and sizes the records of one map task. */
export function writeShuffle<R>(
  dependency: ShuffleDependency<R>,
  records: Iterable<R>,
  context: TaskContext,
): MapOutput {
  const { partitionOf, sizeOf, prepare } = dependency.write;
  const blocks = new Map<number, ShuffleBlock>();
  let count = 0;
  let bytes = 0;
  for (const record of prepare === undefined ? records : prepare(records, context)) {
    const reducer = partitionOf(record);
    const size = sizeOf(record);
    const block = blocks.get(reducer);
    if (block === undefined) {
      blocks.set(reducer, { records: [record], bytes: BLOCK_HEADER_BYTES + size });
      bytes += BLOCK_HEADER_BYTES;
    } else {
      block.records.push(record);
      block.bytes += size;
    }
    bytes += size;
    count++;
  }
  context.metrics.shuffleWriteRecords += count;
  context.metrics.shuffleWriteBytes += bytes;
  return count === 0 ? EMPTY : blocks;
}
