import type { DataType, LongValue } from "./data-type.js";
import { StringDictionary } from "./string-dictionary.js";

/** 1 where there is no value; undefined when all are there. The value below a null has no meaning, but is a valid one (code 0, 0). */
export type NullMask = Uint8Array | undefined;

/** byte, short, integer, date (days). */
export interface IntVector {
  readonly kind: "int";
  readonly values: Int32Array;
  readonly nulls: NullMask;
}

/** float, double; long, timestamp (µs) and decimal (unscaled) while all of the column's values are safe integers. */
export interface DoubleVector {
  readonly kind: "double";
  readonly values: Float64Array;
  readonly nulls: NullMask;
}

/** 0 or 1. */
export interface BooleanVector {
  readonly kind: "boolean";
  readonly values: Uint8Array;
  readonly nulls: NullMask;
}

/** Texts by their code in a dictionary, which the vectors of a partition, best of a whole relation, share. */
export interface StringVector {
  readonly kind: "string";
  readonly values: Int32Array;
  readonly dictionary: StringDictionary;
  readonly nulls: NullMask;
}

/**
 * Held values as `data-type.ts` says, null for null: arrays, structs, maps, binary; longs of which one is a `bigint`; strings that hardly
 * repeat.
 */
export interface AnyVector {
  readonly kind: "any";
  readonly values: ArrayLike<unknown>;
}

/**
 * The values of one column for some rows. Which kind a column comes in may differ from batch to batch: a reader gives what it has at
 * hand, `any` is always right. Arrays may be longer than the batch that they are in.
 *
 * @example
 * const ages = vectorOf(IntegerType, [31, null, 44]);
 * valueAt(ages, 1); // null
 */
export type ColumnVector = IntVector | DoubleVector | BooleanVector | StringVector | AnyVector;

export type VectorKind = ColumnVector["kind"];

/** The kind that a type's values are kept in when nothing special is among them. */
export function vectorKind(type: DataType): VectorKind {
  switch (type.kind) {
    case "byte":
    case "short":
    case "integer":
    case "date":
      return "int";
    case "long":
    case "timestamp":
    case "decimal":
    case "float":
    case "double":
      return "double";
    case "boolean":
    case "string":
      return type.kind;
    default:
      return "any";
  }
}

/** Whether a type's values are {@link LongValue}s: a `double` vector holds them only while all are safe integers. */
export function isLongLike(type: DataType): boolean {
  return type.kind === "long" || type.kind === "timestamp" || type.kind === "decimal";
}

/** The held value at a position. */
export function valueAt(vector: ColumnVector, at: number): unknown {
  if (vector.kind === "any") return vector.values[at];
  if (vector.nulls !== undefined && vector.nulls[at] === 1) return null;
  switch (vector.kind) {
    case "string":
      return vector.dictionary.values[vector.values[at]!];
    case "boolean":
      return vector.values[at] === 1;
    default:
      return vector.values[at];
  }
}

/** A function of the position, for loops over one vector. */
export function valueReader(vector: ColumnVector): (at: number) => unknown {
  if (vector.kind === "any") {
    const { values } = vector;
    return (at) => values[at];
  }
  const { nulls } = vector;
  const read = presentReader(vector);
  return nulls === undefined ? read : (at) => (nulls[at] === 1 ? null : read(at));
}

function presentReader(vector: Exclude<ColumnVector, AnyVector>): (at: number) => unknown {
  if (vector.kind === "string") {
    const { values, dictionary } = vector;
    const texts = dictionary.values;
    return (at) => texts[values[at]!];
  }
  const { values } = vector;
  return vector.kind === "boolean" ? (at) => values[at] === 1 : (at) => values[at];
}

/**
 * A vector of held values: typed where the type has a typed kind and no value speaks against it.
 *
 * @param dictionary where texts get their codes; give one for all batches of a relation
 */
export function vectorOf(
  type: DataType,
  values: ArrayLike<unknown>,
  dictionary: StringDictionary = new StringDictionary(),
): ColumnVector {
  const { length } = values;
  const kind = vectorKind(type);
  if (kind === "any") return { kind, values };
  const nulls = nullMask(values);
  if (kind === "string") {
    const codes = new Int32Array(length);
    for (let i = 0; i < length; i++) {
      const text = values[i] as string | null;
      if (text !== null) codes[i] = dictionary.codeOf(text);
    }
    return { kind, values: codes, dictionary, nulls };
  }
  if (kind === "double") {
    if (isLongLike(type) && holdsBigint(values)) return { kind: "any", values };
    const numbers = new Float64Array(length);
    for (let i = 0; i < length; i++) numbers[i] = values[i] as number;
    return { kind, values: numbers, nulls };
  }
  const target = kind === "int" ? new Int32Array(length) : new Uint8Array(length);
  for (let i = 0; i < length; i++) target[i] = values[i] as number;
  return { kind, values: target, nulls } as IntVector | BooleanVector;
}

/** A column as a port gives it, as a vector. */
export function asVector(
  column: ColumnVector | ArrayLike<unknown>,
  type: DataType,
  dictionary?: StringDictionary,
): ColumnVector {
  return "kind" in column ? column : vectorOf(type, column, dictionary);
}

function nullMask(values: ArrayLike<unknown>): NullMask {
  let nulls: Uint8Array | undefined;
  for (let i = 0; i < values.length; i++) {
    if (values[i] !== null) continue;
    nulls ??= new Uint8Array(values.length);
    nulls[i] = 1;
  }
  return nulls;
}

function holdsBigint(values: ArrayLike<unknown>): boolean {
  for (let i = 0; i < values.length; i++) if (typeof (values[i] as LongValue | null) === "bigint") return true;
  return false;
}

/** Positions `start` … `end − 1`; typed arrays stay in the same memory. */
export function sliceVector(vector: ColumnVector, start: number, end: number): ColumnVector {
  if (vector.kind === "any") {
    const { values } = vector;
    return { kind: "any", values: Array.prototype.slice.call(values, start, end) };
  }
  const nulls = vector.nulls?.subarray(start, end);
  return { ...vector, values: vector.values.subarray(start, end), nulls } as ColumnVector;
}
