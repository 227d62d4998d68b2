import { type AttributeReference, type Expression, sortOrder } from "../../plans/expressions/index.js";
import type { JoinType } from "../../plans/logical/index.js";
import type { InternalRow } from "../../types/data-type.js";
import { sortKeyComparator, unsafeRowSize } from "../expressions/index.js";
import { keyProjection } from "./hash-join.js";
import type { JoinMatching } from "./join-matching.js";
import { bufferRows, keptRows } from "./keep-in-pages.js";
import { addToMetric, type Kernel, type KernelOptions, type Rows } from "./kernel.js";

export interface SortMergeJoinOptions extends KernelOptions {
  readonly joinType: JoinType;
  readonly leftKeys: readonly Expression[];
  readonly rightKeys: readonly Expression[];
  readonly left: readonly AttributeReference[];
  readonly right: readonly AttributeReference[];
  readonly matching: JoinMatching;
}

interface Group {
  readonly keys: InternalRow;
  readonly rows: readonly InternalRow[];
}

/** Merges two sides that are sorted by their keys, group of equal keys by group. */
export function sortMergeJoinKernel(options: SortMergeJoinOptions): Kernel {
  const { outputRows, time, ansi, memory, joinType } = options;
  const leftKeysOf = keyProjection(options.leftKeys, options.left, ansi);
  const rightKeysOf = keyProjection(options.rightKeys, options.right, ansi);
  const comparators = options.leftKeys.map((key) => sortKeyComparator(sortOrder(key)));
  const compare = (a: InternalRow, b: InternalRow): number => {
    for (let i = 0; i < comparators.length; i++) {
      const result = comparators[i]!(a[i], b[i]);
      if (result !== 0) return result;
    }
    return 0;
  };
  // The side that is not streamed is kept in memory, key by key: of a right outer join the left one (E6).
  const buffersLeft = joinType === "RightOuter";
  const sizeOf = unsafeRowSize((buffersLeft ? options.left : options.right).map((a) => a.dataType));
  return function* ([left, right], context) {
    const buffer = (lefts: readonly InternalRow[], rights: readonly InternalRow[]): void => {
      const rows = buffersLeft ? lefts : rights;
      const kept = () => keptRows(rows, rows.length, sizeOf);
      bufferRows(context, rows.length, kept, memory.joinBuffer, options).release();
    };
    let input = 0;
    let count = 0;
    const counted = (groups: Iterable<Group>): Iterator<Group> => countGroups(groups, (n) => (input += n));
    const lefts = counted(groupsOf(left!, leftKeysOf, compare));
    const rights = counted(groupsOf(right!, rightKeysOf, compare));
    try {
      for (const row of merge(lefts, rights, compare, options, buffer)) {
        count++;
        yield row;
      }
    } finally {
      context.metrics.chargeTo(time, "joinRows", input + count);
      addToMetric(context, outputRows, count);
    }
  };
}

/**
 * A full join needs both sides to their ends. In the others one side is streamed: the other is asked for nothing until that one has a row,
 * and for nothing more when it has ended, as in Spark's generated code (so tasks without a streamed row read no shuffle there).
 */
function* merge(
  lefts: Iterator<Group>,
  rights: Iterator<Group>,
  compare: (a: InternalRow, b: InternalRow) => number,
  { joinType, matching }: Pick<SortMergeJoinOptions, "joinType" | "matching">,
  buffer: (lefts: readonly InternalRow[], rights: readonly InternalRow[]) => void,
): Rows {
  const [needsLeft, needsRight] = [NEEDS_LEFT.has(joinType), NEEDS_RIGHT.has(joinType)];
  let right = joinType === "RightOuter" ? rights.next() : undefined;
  if (right?.done) return;
  let left = lefts.next();
  if (left.done && needsLeft) return;
  right ??= rights.next();
  while (!(left.done && (needsLeft || right.done)) && !(right.done && (needsRight || left.done))) {
    // A null key meets nothing, not even another null.
    const order = left.done ? 1 : right.done ? -1 : compare(left.value.keys, right.value.keys);
    const meets = order === 0 && !left.value.keys.includes(null);
    if (meets) {
      buffer(left.value.rows, right.value.rows);
      yield* matching.matched(left.value.rows, right.value.rows);
    } else if (order <= 0) yield* matching.leftOnly(left.value.rows);
    if (!meets && order >= 0) yield* matching.rightOnly(right.value.rows);
    if (order <= 0) left = lefts.next();
    if (order >= 0) right = rights.next();
  }
}

/** Joins without a row more when their left side has ended, and when the right one has. */
const NEEDS_LEFT: ReadonlySet<JoinType> = new Set<JoinType>(["Inner", "Cross", "LeftOuter", "LeftSemi", "LeftAnti"]);
const NEEDS_RIGHT: ReadonlySet<JoinType> = new Set<JoinType>(["Inner", "Cross", "RightOuter", "LeftSemi"]);

function* groupsOf(
  rows: Rows,
  keysOf: (row: InternalRow) => InternalRow,
  compare: (a: InternalRow, b: InternalRow) => number,
): Iterable<Group> {
  let current: { keys: InternalRow; rows: InternalRow[] } | undefined;
  for (const row of rows) {
    const keys = keysOf(row);
    if (current !== undefined && compare(current.keys, keys) === 0) current.rows.push(row);
    else {
      if (current !== undefined) yield current;
      current = { keys, rows: [row] };
    }
  }
  if (current !== undefined) yield current;
}

function* countGroups(groups: Iterable<Group>, add: (rows: number) => void): Generator<Group> {
  for (const group of groups) {
    add(group.rows.length);
    yield group;
  }
}
