import type { Bytes } from "../base/brand.js";
import type { ShuffleDependency } from "./dependency.js";
import type { TaskContext } from "./task-context.js";

/** What one map task wrote for one reducer. */
export interface ShuffleBlock {
  readonly records: unknown[];
  /** In the shuffle file. */
  readonly bytes: Bytes;
  /** Before compression. */
  readonly dataBytes: Bytes;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

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
  const { partitionOf, sizeOf, prepare, blockBytes } = dependency.write;
  const blocks = new Map<number, Mutable<ShuffleBlock>>();
  for (const record of prepare === undefined ? records : prepare(records, context)) {
    const reducer = partitionOf(record);
    const size = sizeOf(record);
    const block = blocks.get(reducer);
    if (block === undefined) blocks.set(reducer, { records: [record], dataBytes: size, bytes: 0 });
    else {
      block.records.push(record);
      block.dataBytes += size;
    }
  }
  let count = 0;
  let bytes = 0;
  for (const block of blocks.values()) {
    block.bytes = blockBytes?.(block.records as R[]) ?? BLOCK_HEADER_BYTES + block.dataBytes;
    count += block.records.length;
    bytes += block.bytes;
  }
  context.metrics.shuffleWriteRecords += count;
  context.metrics.shuffleWriteBytes += bytes;
  return count === 0 ? EMPTY : blocks;
}
