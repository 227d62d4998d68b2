import type { MapOutput, ShuffleBlock } from "../../../rdd/shuffle-write.js";
import type { TaskContext } from "../../../rdd/task-context.js";
import { BatchedRows, batchesOf } from "../../../types/batched-rows.js";
import type { DataType, InternalRow } from "../../../types/data-type.js";
import { sliceBatch, type VectorBatch } from "../../../types/vector-batch.js";
import { concatBatches } from "../vectors/concat.js";
import { scatterBatch } from "../vectors/scatter.js";
import { Scratch } from "../vectors/scratch.js";
import { BlockBytes } from "./block-bytes.js";
import { rowBytes } from "./row-bytes.js";

/** The reducer of each row; undefined when all go to the first. */
export type PlaceRows = (batch: VectorBatch, context: TaskContext) => Int32Array | undefined;

/**
 * The map side of a SQL exchange: all rows of a task, sorted by reducer as in Spark's shuffle file, each block a piece of them. Rows keep their order
 * within a block.
 */
export function batchWriter(
  types: readonly DataType[],
  numPartitions: number,
  place: PlaceRows,
): (records: Iterable<InternalRow>, context: TaskContext) => MapOutput {
  return (records, context) => {
    const all = concatBatches(batchesOf(records, types), types);
    const blocks = new Map<number, ShuffleBlock>();
    if (all.numRows === 0) return blocks;
    const ids = place(all, context);
    const { batch, starts } = ids === undefined ? wholeBatch(all) : byReducer(all, ids, numPartitions);
    const bytesOf = rowBytes(batch, types);
    const blockBytes = new BlockBytes(batch, types);
    for (let reducer = 0; reducer + 1 < starts.length; reducer++) {
      const [start, end] = [starts[reducer]!, starts[reducer + 1]!];
      if (start === end) continue;
      const dataBytes = bytesOf(start, end);
      const block = sliceBatch(batch, start, end);
      blocks.set(reducer, {
        numRecords: end - start,
        records: new BatchedRows(() => [block]),
        dataBytes,
        bytes: blockBytes.of(start, end, dataBytes),
      });
    }
    return blocks;
  };
}

interface Placed {
  readonly batch: VectorBatch;
  /** Where each reducer's rows start; the last entry is where all end. */
  readonly starts: ArrayLike<number>;
}

function wholeBatch(batch: VectorBatch): Placed {
  return { batch, starts: [0, batch.numRows] };
}

const PLACES = new Scratch();

function byReducer(all: VectorBatch, ids: Int32Array, numPartitions: number): Placed {
  const starts = new Int32Array(numPartitions + 1);
  for (let row = 0; row < all.numRows; row++) starts[ids[row]! + 1]!++;
  for (let reducer = 0; reducer < numPartitions; reducer++) starts[reducer + 1]! += starts[reducer]!;
  const next = starts.slice(0, numPartitions);
  const places = PLACES.int32(all.numRows);
  for (let row = 0; row < all.numRows; row++) places[row] = next[ids[row]!]!++;
  return { batch: scatterBatch(all, places), starts };
}
