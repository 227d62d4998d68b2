import { type AttributeReference, bindReferences, type Expression } from "../../plans/expressions/index.js";
import type { JoinType } from "../../plans/logical/index.js";
import type { InternalRow } from "../../types/data-type.js";
import { compilePredicate } from "../expressions/index.js";
import type { Rows } from "./kernel.js";

/** What a join gives for rows whose keys are equal, and for rows without a partner. */
export interface JoinMatching {
  /** Whether two rows with equal keys are partners. */
  matches(left: InternalRow, right: InternalRow): boolean;
  matched(left: readonly InternalRow[], right: readonly InternalRow[]): Rows;
  leftOnly(left: readonly InternalRow[]): Rows;
  rightOnly(right: readonly InternalRow[]): Rows;
}

export interface JoinMatchingOptions {
  readonly joinType: JoinType;
  readonly condition: Expression | undefined;
  readonly left: readonly AttributeReference[];
  readonly right: readonly AttributeReference[];
  readonly ansi: boolean;
}

const NOTHING: Rows = [];

/** The meaning of each join type, shared by all ways of finding the partners. */
export function joinMatching(options: JoinMatchingOptions): JoinMatching {
  const { condition, left, right, ansi } = options;
  const test =
    condition === undefined ? undefined : compilePredicate(bindReferences(condition, [...left, ...right]), { ansi });
  const matches: Test = (l, r) => test === undefined || test([...l, ...r]);
  return { matches, ...groupsOf(options, matches) };
}

/** What a join gives for groups of rows with one key. */
function groupsOf({ joinType, left, right }: JoinMatchingOptions, matches: Test): Omit<JoinMatching, "matches"> {
  const noLeft: InternalRow = left.map(() => null);
  const noRight: InternalRow = right.map(() => null);
  const padRight = (rows: readonly InternalRow[]): Rows => rows.map((l) => [...l, ...noRight]);
  const padLeft = (rows: readonly InternalRow[]): Rows => rows.map((r) => [...noLeft, ...r]);
  switch (joinType) {
    case "Inner":
    case "Cross":
      return { matched: (ls, rs) => pairs(ls, rs, matches), leftOnly: () => NOTHING, rightOnly: () => NOTHING };
    case "LeftOuter":
      return { matched: (ls, rs) => outer(ls, rs, matches, padRight), leftOnly: padRight, rightOnly: () => NOTHING };
    case "RightOuter": {
      const flipped = (r: InternalRow, l: InternalRow): boolean => matches(l, r);
      const matched = (ls: readonly InternalRow[], rs: readonly InternalRow[]): Rows =>
        outer(rs, ls, flipped, padLeft, true);
      return { matched, leftOnly: () => NOTHING, rightOnly: padLeft };
    }
    case "FullOuter":
      return {
        matched: (ls, rs) => fullOuter(ls, rs, matches, padLeft, padRight),
        leftOnly: padRight,
        rightOnly: padLeft,
      };
    case "LeftSemi":
      return {
        matched: (ls, rs) => ls.filter((l) => rs.some((r) => matches(l, r))),
        leftOnly: () => NOTHING,
        rightOnly: () => NOTHING,
      };
    case "LeftAnti":
      return {
        matched: (ls, rs) => ls.filter((l) => !rs.some((r) => matches(l, r))),
        leftOnly: (ls) => ls,
        rightOnly: () => NOTHING,
      };
  }
}

type Test = (a: InternalRow, b: InternalRow) => boolean;

function* pairs(left: readonly InternalRow[], right: readonly InternalRow[], matches: Test): Rows {
  for (const l of left) for (const r of right) if (matches(l, r)) yield [...l, ...r];
}

/** Every row of the outer side at least once. */
function* outer(
  outerRows: readonly InternalRow[],
  innerRows: readonly InternalRow[],
  matches: Test,
  pad: (rows: readonly InternalRow[]) => Rows,
  outerIsRight = false,
): Rows {
  for (const o of outerRows) {
    let found = false;
    for (const i of innerRows) {
      if (!matches(o, i)) continue;
      found = true;
      yield outerIsRight ? [...i, ...o] : [...o, ...i];
    }
    if (!found) yield* pad([o]);
  }
}

function* fullOuter(
  left: readonly InternalRow[],
  right: readonly InternalRow[],
  matches: Test,
  padLeft: (rows: readonly InternalRow[]) => Rows,
  padRight: (rows: readonly InternalRow[]) => Rows,
): Rows {
  const partnered = new Set<InternalRow>();
  for (const l of left) {
    let found = false;
    for (const r of right) {
      if (!matches(l, r)) continue;
      found = true;
      partnered.add(r);
      yield [...l, ...r];
    }
    if (!found) yield* padRight([l]);
  }
  yield* padLeft(right.filter((r) => !partnered.has(r)));
}
