import { describe, expect, it } from "vitest";
import { type AttributeReference, attributeReference, sortOrder } from "../../plans/expressions/index.js";
import type { JoinType } from "../../plans/logical/index.js";
import { type TaskContext, TaskMetrics } from "../../rdd/task-context.js";
import { type InternalRow, LongType, StringType } from "../../types/data-type.js";
import { buildHashedRelation, hashJoinRows } from "./hash-join.js";
import { joinMatching } from "./join-matching.js";
import { DEFAULT_OPERATOR_MEMORY } from "./operator-memory.js";
import { sortKernel } from "./sort.js";
import { sortMergeJoinKernel } from "./sort-merge-join.js";

const held = { release: () => {} };
const memory = { fillPages: () => held, buffer: () => held };
const context = { metrics: new TaskMetrics(), memory } as unknown as TaskContext;
const options = { ansi: true, outputRows: 0, time: 1, memory: DEFAULT_OPERATOR_MEMORY };

const l: AttributeReference[] = [
  attributeReference("k", LongType, true, 1),
  attributeReference("a", StringType, true, 2),
];
const r: AttributeReference[] = [
  attributeReference("k", LongType, true, 3),
  attributeReference("b", StringType, true, 4),
];
const left: InternalRow[] = [
  [2, "l2"],
  [null, "l-"],
  [1, "l1"],
  [2, "l2'"],
  [4, "l4"],
];
const right: InternalRow[] = [
  [3, "r3"],
  [2, "r2"],
  [null, "r-"],
  [1, "r1"],
  [2, "r2'"],
];

const inner = [
  [1, "l1", 1, "r1"],
  [2, "l2", 2, "r2"],
  [2, "l2", 2, "r2'"],
  [2, "l2'", 2, "r2"],
  [2, "l2'", 2, "r2'"],
];
const leftAlone = [
  [null, "l-", null, null],
  [4, "l4", null, null],
];
const rightAlone = [
  [null, null, null, "r-"],
  [null, null, 3, "r3"],
];

/** What each join type gives, rows in any order. */
const EXPECTED: Readonly<Record<Exclude<JoinType, "Cross">, readonly InternalRow[]>> = {
  Inner: inner,
  LeftOuter: [...inner, ...leftAlone],
  RightOuter: [...inner, ...rightAlone],
  FullOuter: [...inner, ...leftAlone, ...rightAlone],
  LeftSemi: [
    [1, "l1"],
    [2, "l2"],
    [2, "l2'"],
  ],
  LeftAnti: [
    [null, "l-"],
    [4, "l4"],
  ],
};

const bag = (rows: Iterable<InternalRow>): string[] => [...rows].map((row) => JSON.stringify(row)).sort();
const types = Object.keys(EXPECTED) as (keyof typeof EXPECTED)[];
const matching = (joinType: JoinType) =>
  joinMatching({ joinType, condition: undefined, left: l, right: r, ansi: true });

describe("a sort-merge join", () => {
  it.each(types)("%s", (joinType) => {
    const sorted = (rows: InternalRow[], key: AttributeReference, input: AttributeReference[]) =>
      sortKernel([sortOrder(key)], input, options)([rows], context, 0);
    const kernel = sortMergeJoinKernel({
      ...options,
      joinType,
      leftKeys: [l[0]!],
      rightKeys: [r[0]!],
      left: l,
      right: r,
      matching: matching(joinType),
    });
    const rows = kernel([sorted(left, l[0]!, l), sorted(right, r[0]!, r)], context, 0);
    expect(bag(rows)).toEqual(bag(EXPECTED[joinType]));
  });
});

describe("a hash join that builds its outer side", () => {
  it.each(["RightOuter", "FullOuter"] as const)("%s, built right", (joinType) => {
    const relation = buildHashedRelation(right, [r[0]!], r, true);
    const join = hashJoinRows({
      ...options,
      buildSide: "BuildRight",
      streamKeys: [l[0]!],
      streamInput: l,
      matching: matching(joinType),
      keepsBuild: true,
    });
    expect(bag(join(left, relation, context))).toEqual(bag(EXPECTED[joinType]));
  });

  it.each(["LeftOuter", "FullOuter"] as const)("%s, built left", (joinType) => {
    const relation = buildHashedRelation(left, [l[0]!], l, true);
    const join = hashJoinRows({
      ...options,
      buildSide: "BuildLeft",
      streamKeys: [r[0]!],
      streamInput: r,
      matching: matching(joinType),
      keepsBuild: true,
    });
    expect(bag(join(right, relation, context))).toEqual(bag(EXPECTED[joinType]));
  });
});

describe("a hash join", () => {
  it.each(["Inner", "LeftOuter", "LeftSemi", "LeftAnti"] as const)("%s, built right", (joinType) => {
    const relation = buildHashedRelation(right, [r[0]!], r, true);
    const join = hashJoinRows({
      ...options,
      buildSide: "BuildRight",
      streamKeys: [l[0]!],
      streamInput: l,
      matching: matching(joinType),
    });
    expect(bag(join(left, relation, context))).toEqual(bag(EXPECTED[joinType]));
  });

  it.each(["Inner", "RightOuter"] as const)("%s, built left", (joinType) => {
    const relation = buildHashedRelation(left, [l[0]!], l, true);
    const join = hashJoinRows({
      ...options,
      buildSide: "BuildLeft",
      streamKeys: [r[0]!],
      streamInput: r,
      matching: matching(joinType),
    });
    expect(bag(join(right, relation, context))).toEqual(bag(EXPECTED[joinType]));
  });
});
