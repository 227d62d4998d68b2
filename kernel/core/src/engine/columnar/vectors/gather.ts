import type { ColumnVector } from "../../../types/column-vector.js";
import type { VectorBatch } from "../../../types/vector-batch.js";

/** The values at the given positions, in their order. */
export function gatherVector(vector: ColumnVector, rows: Int32Array): ColumnVector {
  if (vector.kind === "any") return { kind: "any", values: gatherHeld(vector.values, rows) };
  const nulls = vector.nulls === undefined ? undefined : gatherUint8(vector.nulls, rows);
  switch (vector.kind) {
    case "double":
      return { kind: "double", values: gatherFloat64(vector.values, rows), nulls };
    case "boolean":
      return { kind: "boolean", values: gatherUint8(vector.values, rows), nulls };
    default:
      return { ...vector, values: gatherInt32(vector.values, rows), nulls };
  }
}

// One function a kind of array: the engine makes the best code for loops over one kind.

function gatherHeld(from: ArrayLike<unknown>, rows: Int32Array): unknown[] {
  const to = new Array<unknown>(rows.length);
  for (let i = 0; i < rows.length; i++) to[i] = from[rows[i]!];
  return to;
}

function gatherInt32(from: Int32Array, rows: Int32Array): Int32Array {
  const to = new Int32Array(rows.length);
  for (let i = 0; i < rows.length; i++) to[i] = from[rows[i]!]!;
  return to;
}

function gatherFloat64(from: Float64Array, rows: Int32Array): Float64Array {
  const to = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) to[i] = from[rows[i]!]!;
  return to;
}

function gatherUint8(from: Uint8Array, rows: Int32Array): Uint8Array {
  const to = new Uint8Array(rows.length);
  for (let i = 0; i < rows.length; i++) to[i] = from[rows[i]!]!;
  return to;
}

/** The rows at the given positions, in their order. */
export function gatherBatch(batch: VectorBatch, rows: Int32Array): VectorBatch {
  return { numRows: rows.length, columns: batch.columns.map((column) => gatherVector(column, rows)) };
}
