import {
  type ColumnVector,
  type NullMask,
  type StringVector,
  type VectorKind,
  valueReader,
  vectorKind,
} from "../../../types/column-vector.js";
import type { DataType } from "../../../types/data-type.js";
import type { VectorBatch } from "../../../types/vector-batch.js";

interface Piece {
  readonly numRows: number;
  readonly vector: ColumnVector;
}

/** All rows in one batch; columns whose kinds differ from batch to batch become `any`. */
export function concatBatches(batches: Iterable<VectorBatch>, types: readonly DataType[]): VectorBatch {
  const all = [...batches].filter(({ numRows }) => numRows > 0);
  if (all.length === 1) return all[0]!;
  const numRows = all.reduce((sum, batch) => sum + batch.numRows, 0);
  const columns = types.map((type, column) =>
    concatVectors(
      all.map((batch) => ({ numRows: batch.numRows, vector: batch.columns[column]! })),
      type,
      numRows,
    ),
  );
  return { numRows, columns };
}

function concatVectors(pieces: readonly Piece[], type: DataType, numRows: number): ColumnVector {
  const kind: VectorKind = pieces[0]?.vector.kind ?? vectorKind(type);
  if (kind === "any" || pieces.some(({ vector }) => vector.kind !== kind)) return concatAny(pieces, numRows);
  const nulls = concatNulls(pieces, numRows);
  switch (kind) {
    case "string":
      return concatStrings(pieces as readonly (Piece & { readonly vector: StringVector })[], numRows, nulls);
    case "int":
      return { kind, values: concatTyped(pieces, new Int32Array(numRows)), nulls };
    case "double":
      return { kind, values: concatTyped(pieces, new Float64Array(numRows)), nulls };
    case "boolean":
      return { kind, values: concatTyped(pieces, new Uint8Array(numRows)), nulls };
  }
}

function concatTyped<T extends Int32Array | Float64Array | Uint8Array>(pieces: readonly Piece[], target: T): T {
  let at = 0;
  for (const { numRows, vector } of pieces) {
    target.set((vector.values as T).subarray(0, numRows), at);
    at += numRows;
  }
  return target;
}

function concatNulls(pieces: readonly Piece[], numRows: number): NullMask {
  if (pieces.every(({ vector }) => vector.kind === "any" || vector.nulls === undefined)) return undefined;
  const nulls = new Uint8Array(numRows);
  let at = 0;
  for (const piece of pieces) {
    if (piece.vector.kind !== "any" && piece.vector.nulls !== undefined) {
      nulls.set(piece.vector.nulls.subarray(0, piece.numRows), at);
    }
    at += piece.numRows;
  }
  return nulls;
}

function concatAny(pieces: readonly Piece[], numRows: number): ColumnVector {
  const values = new Array<unknown>(numRows);
  let at = 0;
  for (const { numRows: rows, vector } of pieces) {
    const read = valueReader(vector);
    for (let i = 0; i < rows; i++) values[at++] = read(i);
  }
  return { kind: "any", values };
}

/** In the dictionary of the first piece; codes of others are looked up there, each text that occurs once. */
function concatStrings(
  pieces: readonly (Piece & { readonly vector: StringVector })[],
  numRows: number,
  nulls: NullMask,
): ColumnVector {
  if (pieces.length === 0) return { kind: "any", values: [] };
  const { dictionary } = pieces[0]!.vector;
  const values = new Int32Array(numRows);
  let at = 0;
  for (const { numRows: rows, vector } of pieces) {
    if (vector.dictionary === dictionary) values.set(vector.values.subarray(0, rows), at);
    else {
      const codes = new Int32Array(vector.dictionary.size).fill(-1);
      for (let i = 0; i < rows; i++) {
        if (vector.nulls?.[i] === 1) continue;
        const old = vector.values[i]!;
        if (codes[old] === -1) codes[old] = dictionary.codeOf(vector.dictionary.values[old]!);
        values[at + i] = codes[old]!;
      }
    }
    at += rows;
  }
  return { kind: "string", values, dictionary, nulls };
}
