import type { JoinType } from "../../../plans/logical/index.js";
import type { ColumnVector } from "../../../types/column-vector.js";
import type { DataType } from "../../../types/data-type.js";
import type { VectorBatch } from "../../../types/vector-batch.js";
import { keyOrder } from "./key-order.js";
import { PairBuffer } from "./pair-buffer.js";

/** Rows of two sides that go together, by position; −1 for a side without one. */
export interface PairBatch {
  readonly numRows: number;
  readonly left: VectorBatch;
  readonly right: VectorBatch;
  readonly leftRows: Int32Array;
  readonly rightRows: Int32Array;
}

export interface MergeJoinSide {
  readonly rows: VectorBatch;
  readonly keys: readonly ColumnVector[];
}

/** Whether rows of equal keys go together; always when undefined. */
export type PairTest = ((left: number, right: number) => boolean) | undefined;

/** Rows of the two sides that a merge has looked at. */
export interface MergeCount {
  rows: number;
  /** Told of each group of the buffered side that has partners. */
  readonly group: (start: number, end: number) => void;
}

/**
 * Merges two sides that are sorted by their keys: pairs of rows, group of equal keys by group. Like the row-wise merge it looks at no more of a side
 * than it must: it ends with the streamed side.
 */
export function* mergeJoin(
  joinType: JoinType,
  left: MergeJoinSide,
  right: MergeJoinSide,
  types: readonly DataType[],
  test: PairTest,
  count: MergeCount,
): Iterable<PairBatch> {
  const numbers = types.length === 1 ? plainNumbers(left.keys[0]!, right.keys[0]!) : undefined;
  if (numbers !== undefined && test === undefined && MATCHING[joinType] === inner) {
    yield* mergeNumbers(left.rows, right.rows, numbers[0], numbers[1], count);
    return;
  }
  const order = keyOrder(left.keys, right.keys, types);
  const [leftEnd, rightEnd] = [left.rows.numRows, right.rows.numRows];
  const pairs = new PairBuffer(left.rows, right.rows);
  const rule = MATCHING[joinType];
  const [needsLeft, needsRight] = [NEEDS_LEFT.has(joinType), NEEDS_RIGHT.has(joinType)];
  // The current groups are l … lNext − 1 and r … rNext − 1.
  let l = 0;
  let r = 0;
  let lNext = endOfGroup(0, leftEnd, order.sameLeft);
  let rNext = endOfGroup(0, rightEnd, order.sameRight);
  try {
    for (;;) {
      const [leftDone, rightDone] = [l === leftEnd, r === rightEnd];
      if ((leftDone && (needsLeft || rightDone)) || (rightDone && (needsRight || leftDone))) break;
      const compared = leftDone ? 1 : rightDone ? -1 : order.between(l, r);
      // A null key meets nothing, not even another null.
      if (compared === 0 && !order.leftIsNull(l)) {
        if (joinType === "RightOuter") count.group(l, lNext);
        else count.group(r, rNext);
        rule.matched(pairs, l, lNext, r, rNext, test);
      } else {
        if (rule.keepsLeft && compared <= 0) for (let i = l; i < lNext; i++) pairs.add(i, -1);
        if (rule.keepsRight && compared >= 0) for (let i = r; i < rNext; i++) pairs.add(-1, i);
      }
      if (compared <= 0) {
        l = lNext;
        lNext = endOfGroup(l, leftEnd, order.sameLeft);
      }
      if (compared >= 0) {
        r = rNext;
        rNext = endOfGroup(r, rightEnd, order.sameRight);
      }
      if (pairs.isFull) yield pairs.take();
    }
    if (pairs.size > 0) yield pairs.take();
  } finally {
    count.rows = lNext + rNext;
  }
}

/** Whole numbers of 32 bits without nulls, the usual keys. */
function plainNumbers(left: ColumnVector, right: ColumnVector): [Int32Array, Int32Array] | undefined {
  const isPlain = left.kind === "int" && right.kind === "int" && left.nulls === undefined && right.nulls === undefined;
  return isPlain ? [left.values, right.values] : undefined;
}

/** The inner join of two sorted columns of numbers, in one tight loop. */
function* mergeNumbers(
  leftRows: VectorBatch,
  rightRows: VectorBatch,
  a: Int32Array,
  b: Int32Array,
  count: MergeCount,
): Iterable<PairBatch> {
  const [leftEnd, rightEnd] = [leftRows.numRows, rightRows.numRows];
  const pairs = new PairBuffer(leftRows, rightRows);
  let l = 0;
  let r = 0;
  try {
    while (l < leftEnd && r < rightEnd) {
      const key = a[l]!;
      const other = b[r]!;
      if (key < other) l++;
      else if (key > other) r++;
      else {
        let rNext = r + 1;
        while (rNext < rightEnd && b[rNext] === key) rNext++;
        if (rNext - r > 1) count.group(r, rNext);
        for (; l < leftEnd && a[l] === key; l++) for (let i = r; i < rNext; i++) pairs.add(l, i);
        r = rNext;
        if (pairs.isFull) yield pairs.take();
      }
    }
    if (pairs.size > 0) yield pairs.take();
  } finally {
    count.rows = groupEnd(a, l, leftEnd) + groupEnd(b, r, rightEnd);
  }
}

/** Where the group ends that a merge has come to. */
function groupEnd(values: Int32Array, at: number, end: number): number {
  let next = at;
  while (next < end && values[next] === values[at]) next++;
  return next;
}

/** Joins without a row more when their left side has ended, and when the right one has. */
export const NEEDS_LEFT: ReadonlySet<JoinType> = new Set<JoinType>([
  "Inner",
  "Cross",
  "LeftOuter",
  "LeftSemi",
  "LeftAnti",
]);
const NEEDS_RIGHT: ReadonlySet<JoinType> = new Set<JoinType>(["Inner", "Cross", "RightOuter", "LeftSemi"]);

function endOfGroup(start: number, end: number, same: (a: number, b: number) => boolean): number {
  if (start === end) return end;
  let next = start + 1;
  while (next < end && same(start, next)) next++;
  return next;
}

interface Matching {
  /** Whether rows without a partner come out too. */
  readonly keepsLeft: boolean;
  readonly keepsRight: boolean;
  matched(pairs: PairBuffer, l0: number, l1: number, r0: number, r1: number, test: PairTest): void;
}

const keepsNone = { keepsLeft: false, keepsRight: false };

const inner: Matching = {
  ...keepsNone,
  matched: (pairs, l0, l1, r0, r1, test) => {
    for (let l = l0; l < l1; l++) for (let r = r0; r < r1; r++) if (test === undefined || test(l, r)) pairs.add(l, r);
  },
};

/** A left row comes out when a partner was found, or when none was. */
const existence = (wanted: boolean): Matching => ({
  ...keepsNone,
  keepsLeft: !wanted,
  matched: (pairs, l0, l1, r0, r1, test) => {
    for (let l = l0; l < l1; l++) {
      let found = test === undefined;
      for (let r = r0; !found && r < r1; r++) found = test!(l, r);
      if (found === wanted) pairs.add(l, -1);
    }
  },
});

const MATCHING: Readonly<Record<JoinType, Matching>> = {
  Inner: inner,
  Cross: inner,
  LeftOuter: {
    ...keepsNone,
    keepsLeft: true,
    matched: (pairs, l0, l1, r0, r1, test) => {
      for (let l = l0; l < l1; l++) {
        const before = pairs.size;
        for (let r = r0; r < r1; r++) if (test === undefined || test(l, r)) pairs.add(l, r);
        if (pairs.size === before) pairs.add(l, -1);
      }
    },
  },
  RightOuter: {
    ...keepsNone,
    keepsRight: true,
    matched: (pairs, l0, l1, r0, r1, test) => {
      for (let r = r0; r < r1; r++) {
        const before = pairs.size;
        for (let l = l0; l < l1; l++) if (test === undefined || test(l, r)) pairs.add(l, r);
        if (pairs.size === before) pairs.add(-1, r);
      }
    },
  },
  FullOuter: {
    keepsLeft: true,
    keepsRight: true,
    matched: (pairs, l0, l1, r0, r1, test) => {
      const partnered = new Uint8Array(r1 - r0);
      for (let l = l0; l < l1; l++) {
        const before = pairs.size;
        for (let r = r0; r < r1; r++) {
          if (test !== undefined && !test(l, r)) continue;
          partnered[r - r0] = 1;
          pairs.add(l, r);
        }
        if (pairs.size === before) pairs.add(l, -1);
      }
      for (let r = r0; r < r1; r++) if (partnered[r - r0] === 0) pairs.add(-1, r);
    },
  },
  LeftSemi: existence(true),
  LeftAnti: existence(false),
};
