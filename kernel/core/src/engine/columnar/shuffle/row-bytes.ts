import type { Bytes } from "../../../base/brand.js";
import { type ColumnVector, valueReader } from "../../../types/column-vector.js";
import type { DataType } from "../../../types/data-type.js";
import type { StringDictionary } from "../../../types/string-dictionary.js";
import { utf8Length } from "../../../types/utf8.js";
import type { VectorBatch } from "../../../types/vector-batch.js";
import { unsafeRowSize } from "../../expressions/unsafe-row-size.js";

/** A row of one column without a variable part. */
const ONE_SLOT = 16;

/** Bytes of the UnsafeRows of rows `start` … `end − 1` of a batch (F6). */
export function rowBytes(batch: VectorBatch, types: readonly DataType[]): (start: number, end: number) => Bytes {
  const fixed = unsafeRowSize(types.map(() => ({ kind: "long" as const })))(types.map(() => 0));
  const variable = batch.columns.flatMap((vector, i) => variableBytes(vector, types[i]!) ?? []);
  return (start, end) => {
    let bytes = fixed * (end - start);
    for (const of of variable) for (let row = start; row < end; row++) bytes += of(row);
    return bytes;
  };
}

/** What a value takes behind its slot; undefined for types that never take more. */
function variableBytes(vector: ColumnVector, type: DataType): ((row: number) => Bytes) | undefined {
  if (vector.kind === "string") {
    const { values, nulls, dictionary } = vector;
    const sizes = textBytes(dictionary);
    return (row) => (nulls !== undefined && nulls[row] === 1 ? 0 : sizes[values[row]!]!);
  }
  const isVariable = !["boolean", "int"].includes(vector.kind) && !isFixed(type);
  if (!isVariable) return undefined;
  const size = unsafeRowSize([type]);
  const read = valueReader(vector);
  return (row) => size([read(row)]) - ONE_SLOT;
}

function isFixed(type: DataType): boolean {
  if (type.kind === "decimal") return type.precision <= 18;
  return !["string", "binary", "array", "map", "struct"].includes(type.kind);
}

const known = new WeakMap<StringDictionary, Int32Array>();

/** The bytes of each text of a dictionary, in whole words; kept until the dictionary grows. */
function textBytes(dictionary: StringDictionary): Int32Array {
  const old = known.get(dictionary);
  if (old?.length === dictionary.size) return old;
  const sizes = Int32Array.from(dictionary.values, (text) => Math.ceil(utf8Length(text) / 8) * 8);
  known.set(dictionary, sizes);
  return sizes;
}
