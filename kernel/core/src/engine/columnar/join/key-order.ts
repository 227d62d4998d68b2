import { type ColumnVector, type NullMask, valueReader } from "../../../types/column-vector.js";
import type { DataType } from "../../../types/data-type.js";
import { comparator } from "../../expressions/ordering.js";
import { dictionaryRanks } from "../sort/dictionary-ranks.js";

/** How keys of the two sides compare; nulls come first. */
export interface KeyOrder {
  between(l: number, r: number): number;
  sameLeft(a: number, b: number): boolean;
  sameRight(a: number, b: number): boolean;
  leftIsNull(l: number): boolean;
}

export function keyOrder(
  left: readonly ColumnVector[],
  right: readonly ColumnVector[],
  types: readonly DataType[],
): KeyOrder {
  const orders = types.map((type, i) => oneKeyOrder(left[i]!, right[i]!, type));
  const [only] = orders;
  if (orders.length === 1) return only!;
  return {
    between: (l, r) => {
      for (const order of orders) {
        const compared = order.between(l, r);
        if (compared !== 0) return compared;
      }
      return 0;
    },
    sameLeft: (a, b) => orders.every((order) => order.sameLeft(a, b)),
    sameRight: (a, b) => orders.every((order) => order.sameRight(a, b)),
    leftIsNull: (l) => orders.some((order) => order.leftIsNull(l)),
  };
}

function oneKeyOrder(left: ColumnVector, right: ColumnVector, type: DataType): KeyOrder {
  const numbers = comparableNumbers(left, right);
  if (numbers === undefined) return heldOrder(left, right, type);
  const [a, b] = numbers;
  const [aNulls, bNulls] = [nullsOf(left), nullsOf(right)];
  const same = (values: ArrayLike<number>) => (i: number, j: number) => compareNumbers(values[i]!, values[j]!) === 0;
  if (aNulls === undefined && bNulls === undefined) {
    return {
      between: (l, r) => compareNumbers(a[l]!, b[r]!),
      sameLeft: same(a),
      sameRight: same(b),
      leftIsNull: () => false,
    };
  }
  const sameOrNull = (values: ArrayLike<number>, nulls: NullMask) => (i: number, j: number) => {
    const [x, y] = [nulls?.[i] === 1, nulls?.[j] === 1];
    return x || y ? x === y : compareNumbers(values[i]!, values[j]!) === 0;
  };
  return {
    between: (l, r) => {
      const [x, y] = [aNulls?.[l] === 1, bNulls?.[r] === 1];
      return x || y ? Number(y) - Number(x) : compareNumbers(a[l]!, b[r]!);
    },
    sameLeft: sameOrNull(a, aNulls),
    sameRight: sameOrNull(b, bNulls),
    leftIsNull: (l) => aNulls?.[l] === 1,
  };
}

const nullsOf = (vector: ColumnVector): NullMask => (vector.kind === "any" ? undefined : vector.nulls);

function compareNumbers(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  return a === b ? 0 : Number(Number.isNaN(a)) - Number(Number.isNaN(b));
}

/** Numbers that compare as the keys do; undefined where there are none. */
function comparableNumbers(
  left: ColumnVector,
  right: ColumnVector,
): [ArrayLike<number>, ArrayLike<number>] | undefined {
  if (left.kind === "any" || right.kind === "any") return undefined;
  if (left.kind !== "string" || right.kind !== "string") return [left.values, right.values];
  const { dictionary } = left;
  const rightCodes = right.dictionary === dictionary ? undefined : codesIn(right, dictionary);
  const ranks = dictionaryRanks(dictionary);
  const ranked = (codes: Int32Array): Int32Array => codes.map((code) => ranks[code]!);
  return [ranked(left.values), ranked(rightCodes ?? right.values)];
}

function codesIn(
  vector: Extract<ColumnVector, { kind: "string" }>,
  dictionary: Extract<ColumnVector, { kind: "string" }>["dictionary"],
): Int32Array {
  const known = new Int32Array(vector.dictionary.size).fill(-1);
  return vector.values.map((code, i) => {
    if (vector.nulls?.[i] === 1) return 0;
    if (known[code] === -1) known[code] = dictionary.codeOf(vector.dictionary.values[code]!);
    return known[code]!;
  });
}

function heldOrder(left: ColumnVector, right: ColumnVector, type: DataType): KeyOrder {
  const [a, b] = [valueReader(left), valueReader(right)];
  const compare = comparator(type) as (x: unknown, y: unknown) => number;
  const nullsFirst = (x: unknown, y: unknown): number =>
    x === null || y === null ? Number(x !== null) - Number(y !== null) : compare(x, y);
  return {
    between: (l, r) => nullsFirst(a(l), b(r)),
    sameLeft: (i, j) => nullsFirst(a(i), a(j)) === 0,
    sameRight: (i, j) => nullsFirst(b(i), b(j)) === 0,
    leftIsNull: (l) => a(l) === null,
  };
}
