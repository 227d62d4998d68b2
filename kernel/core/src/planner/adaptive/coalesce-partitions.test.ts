import { expect, test } from "vitest";
import { coalesceBetweenSkewed, coalescePartitions } from "./coalesce-partitions.js";
import { localReadSpecs } from "./local-read.js";
import { splitByTarget, splitSkewed } from "./split-skewed.js";

const targets = { advisory: 100, minPartitionSize: 10, minNumPartitions: 1 };
const ranges = (sizes: number[][], changed = {}) =>
  coalescePartitions(sizes, { ...targets, ...changed })?.map((s) => [s.startReducer, s.endReducer]);

test.each([
  ["up to the target, no more", [[60, 40, 1, 99]], [[0, 2], [2, 4]]], // biome-ignore format: ranges
  ["two shuffles are added up", [[30, 30, 30], [20, 20, 20]], [[0, 2], [2, 3]]], // biome-ignore format: ranges
  ["empty ones at the ends go along", [[0, 200, 0, 0]], [[0, 4]]],
  ["a small tail joins the range before", [[95, 95, 5]], [[0, 1], [1, 3]]], // biome-ignore format: ranges
  ["small ones between large ones join the smaller neighbour", [[50, 60, 5, 200]], [[0, 1], [1, 3], [3, 4]]], // biome-ignore format: ranges
  ["all empty: one", [[0, 0, 0]], [[0, 3]]],
])("H5: %s", (_, sizes, expected) => {
  expect(ranges(sizes)).toEqual(expected);
});

test("H5: nothing to gain gives nothing; so do shuffles of different width", () => {
  expect(ranges([[100, 100]])).toBeUndefined();
  expect(ranges([[1, 2], [3]])).toBeUndefined();
});

test("H5: no range is longer than maxReducerPartitionsPerTask", () => {
  expect(ranges([[1, 1, 1, 1, 1, 1, 1, 1]], { maxReducers: 3 })).toEqual([[0, 3], [3, 6], [6, 8]]); // biome-ignore format: ranges
});

test("H5: parallelism first lowers the target to a share of all bytes, not below the least size", () => {
  expect(ranges([[20, 20, 20, 20]], { minNumPartitions: 2 })).toEqual([[0, 2], [2, 4]]); // biome-ignore format: ranges
  expect(ranges([[5, 5, 5, 5]], { minNumPartitions: 4 })).toEqual([[0, 2], [2, 4]]); // biome-ignore format: ranges
});

test("H7: a rebalance says itself how small a piece may be", () => {
  expect(splitByTarget([90, 40, 90], 100, 0.5)).toEqual([0, 2]);
  expect(splitByTarget([90, 40, 90], 100, 0.2)).toEqual([0, 1, 2]);
});

test("H6: pieces of about the target; small ones are merged with the one before", () => {
  expect(splitByTarget([60, 60, 60], 100)).toEqual([0, 1, 2]);
  expect(splitByTarget([100, 10, 100], 100)).toEqual([0, 2]);
  expect(splitByTarget([50, 60], 100)).toEqual([0]);
});

test("H6: the skewed side is split by maps, the other repeated; what lies between is coalesced", () => {
  const stats = (byMap: number[][]) => ({
    shuffleId: 0,
    bytesByMap: byMap,
    bytesByPartition: byMap[0]!.map((_, r) => byMap.reduce((sum, map) => sum + map[r]!, 0)),
    records: 0,
    dataSize: 0,
  });
  const left = stats([[10, 10, 500, 10], [10, 10, 500, 10]]); // biome-ignore format: maps
  const right = stats([[10, 10, 10, 10]]);
  const thresholds = { factor: 3, threshold: 200, advisory: 100 };
  const split = splitSkewed(left, right, "Inner", thresholds)!;
  expect(split.left).toHaveLength(5);
  expect(split.right.filter((s) => s.kind === "CoalescedPartitionSpec" && s.startReducer === 2)).toHaveLength(2);
  expect(splitSkewed(left, right, "FullOuter", thresholds)).toBeUndefined();
  expect(splitSkewed(right, left, "LeftOuter", thresholds)).toBeUndefined();
  const sizes = [left.bytesByPartition, right.bytesByPartition];
  const both = coalesceBetweenSkewed(sizes, [split.left, split.right], { ...targets, advisory: 1000 })!;
  expect(both[0]!.map((s) => s.kind)).toEqual([
    "CoalescedPartitionSpec",
    "PartialReducerPartitionSpec",
    "PartialReducerPartitionSpec",
    "CoalescedPartitionSpec",
  ]);
});

test("H8: each map in pieces, or several maps together", () => {
  expect(localReadSpecs(2, 8, 4)).toHaveLength(4);
  expect(localReadSpecs(3, 8, 1)).toEqual([
    { kind: "CoalescedMapperPartitionSpec", startMap: 0, endMap: 3, numReducers: 8 },
  ]);
});
