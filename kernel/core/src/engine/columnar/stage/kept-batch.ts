import type { DataType } from "../../../types/data-type.js";
import type { VectorBatch } from "../../../types/vector-batch.js";
import { type KeptRows, SAMPLE_STEP } from "../../operators/keep-in-pages.js";
import { rowBytes } from "../shuffle/row-bytes.js";

/** Rows that an operator keeps by columns, for the executor's memory: there they are UnsafeRows (E6). */
export function keptBatch(batch: VectorBatch, types: readonly DataType[]): KeptRows {
  const sizeOf = rowBytes(batch, types);
  const sample: number[] = [];
  for (let row = 0; row < batch.numRows; row += SAMPLE_STEP) sample.push(sizeOf(row, row + 1));
  return { count: batch.numRows, sample };
}
