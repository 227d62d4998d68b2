import type { Bytes } from "../base/brand.js";
import type { BatchedRows } from "../types/batched-rows.js";
import type { RecordWrite, ShuffleDependency } from "./dependency.js";
import { ModelledPairs, type ModelledRows } from "./modelled-rows.js";
import { SharedMapOutput } from "./shared-map-output.js";
import type { TaskContext } from "./task-context.js";

/** What one map task wrote for one reducer. */
export interface ShuffleBlock {
  readonly numRecords: number;
  readonly records: readonly unknown[] | BatchedRows | ModelledRows;
  /** In the shuffle file. */
  readonly bytes: Bytes;
  /** Before compression. */
  readonly dataBytes: Bytes;
}

/** What one map task wrote, by reducer; reducers without records have no block, and cost nothing. */
export type MapOutput = ReadonlyMap<number, ShuffleBlock>;

/** Fixed cost of a block: stream header and compression frame (modelled). */
const BLOCK_HEADER_BYTES = 40;

/** Runs the map side of a shuffle: partitions and sizes the records of one map task. */
export function writeShuffle<R>(
  dependency: ShuffleDependency<R>,
  records: Iterable<R>,
  context: TaskContext,
): MapOutput {
  const { write } = dependency;
  const output = "writeAll" in write ? write.writeAll(records, context) : writeRecords(write, records, context);
  if (output instanceof SharedMapOutput) {
    context.metrics.shuffleWriteRecords += Math.round(output.records);
    context.metrics.shuffleWriteBytes += output.bytes;
    return output;
  }
  for (const { numRecords, bytes } of output.values()) {
    context.metrics.shuffleWriteRecords += numRecords;
    context.metrics.shuffleWriteBytes += bytes;
  }
  return output;
}

function writeRecords<R>(write: RecordWrite<R>, records: Iterable<R>, context: TaskContext): MapOutput {
  const { partitionOf, sizeOf, prepare } = write;
  const blocks = new Map<number, { records: R[]; dataBytes: Bytes }>();
  const prepared = prepare === undefined ? records : prepare(records, context);
  if (prepared instanceof ModelledPairs) return prepared.written(write as unknown as RecordWrite<never>);
  for (const record of prepared) {
    const reducer = partitionOf(record);
    const size = sizeOf(record);
    const block = blocks.get(reducer);
    if (block === undefined) blocks.set(reducer, { records: [record], dataBytes: size });
    else {
      block.records.push(record);
      block.dataBytes += size;
    }
  }
  const output = new Map<number, ShuffleBlock>();
  for (const [reducer, { records: written, dataBytes }] of blocks) {
    const bytes = BLOCK_HEADER_BYTES + dataBytes;
    output.set(reducer, { numRecords: written.length, records: written, dataBytes, bytes });
  }
  return output;
}
