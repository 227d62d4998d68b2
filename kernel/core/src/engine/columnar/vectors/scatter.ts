import type { ColumnVector } from "../../../types/column-vector.js";
import type { VectorBatch } from "../../../types/vector-batch.js";

/**
 * Puts each row at its place; places are a permutation of the rows. Reads go straight on, which is kinder to memory than gathering where rows that are
 * neighbours go to few places.
 */
export function scatterBatch({ numRows, columns }: VectorBatch, places: Int32Array): VectorBatch {
  return { numRows, columns: columns.map((column) => scatterVector(column, places)) };
}

function scatterVector(vector: ColumnVector, places: Int32Array): ColumnVector {
  if (vector.kind === "any") return { kind: "any", values: scatterHeld(vector.values, places) };
  const nulls = vector.nulls === undefined ? undefined : scatterUint8(vector.nulls, places);
  switch (vector.kind) {
    case "double":
      return { kind: "double", values: scatterFloat64(vector.values, places), nulls };
    case "boolean":
      return { kind: "boolean", values: scatterUint8(vector.values, places), nulls };
    default:
      return { ...vector, values: scatterInt32(vector.values, places), nulls };
  }
}

// One function a kind of array: the engine makes the best code for loops over one kind.

function scatterHeld(from: ArrayLike<unknown>, places: Int32Array): unknown[] {
  const to = new Array<unknown>(places.length);
  for (let i = 0; i < places.length; i++) to[places[i]!] = from[i];
  return to;
}

function scatterInt32(from: Int32Array, places: Int32Array): Int32Array {
  const to = new Int32Array(places.length);
  for (let i = 0; i < places.length; i++) to[places[i]!] = from[i]!;
  return to;
}

function scatterFloat64(from: Float64Array, places: Int32Array): Float64Array {
  const to = new Float64Array(places.length);
  for (let i = 0; i < places.length; i++) to[places[i]!] = from[i]!;
  return to;
}

function scatterUint8(from: Uint8Array, places: Int32Array): Uint8Array {
  const to = new Uint8Array(places.length);
  for (let i = 0; i < places.length; i++) to[places[i]!] = from[i]!;
  return to;
}
