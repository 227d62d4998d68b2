import { expect, test } from "vitest";
import { compareKeys } from "../base/compare.js";
import {
  determineBounds,
  imbalancedPartitions,
  RangePartitioner,
  sampleSizePerPartition,
} from "./range-partitioner.js";

test("bounds skip duplicates, so hot keys give fewer ranges than asked for (A7)", () => {
  const candidates = [1, 1, 1, 1, 1, 1, 1, 2].map((key) => ({ key, weight: 1 }));
  expect(determineBounds(candidates, 4, compareKeys)).toEqual([1, 2]);
});

test("a key goes to the range whose bound is not below it, mirrored when descending", () => {
  const up = new RangePartitioner([10, 20], compareKeys);
  expect([5, 10, 11, 20, 21].map((key) => up.getPartition(key))).toEqual([0, 0, 1, 1, 2]);
  const down = new RangePartitioner([10, 20], compareKeys, false);
  expect([5, 10, 11, 20, 21].map((key) => down.getPartition(key))).toEqual([2, 2, 1, 1, 0]);
});

test("only partitions far above their share are sampled again (A7)", () => {
  expect(sampleSizePerPartition(4, 5, 20)).toBe(48);
  const samples = [100, 100, 5000].map((count, partition) => ({ partition, count, sample: [] }));
  expect(imbalancedPartitions(samples, 4, 48, 20)).toEqual({ partitions: [2], fraction: 80 / 5200 });
});

test("equal bounds make equal partitioners, so a second join needs no shuffle (A5)", () => {
  const a = new RangePartitioner([1, 2], compareKeys);
  expect(a.equals(new RangePartitioner([1, 2], compareKeys))).toBe(true);
  expect(a.equals(new RangePartitioner([1, 3], compareKeys))).toBe(false);
  expect(a.equals(undefined)).toBe(false);
});
