import { expect, test } from "vitest";
import { groupKey } from "./group-key.js";

test("equal values have equal keys", () => {
  expect(groupKey(["a", 1])).toBe(groupKey(["a", 1]));
  expect(groupKey([0, "x"])).toBe(groupKey([-0, "x"]));
  expect(groupKey([Number.NaN, null])).toBe(groupKey([Number.NaN, null]));
  expect(new Map([[groupKey([0]), true]]).get(groupKey([-0]))).toBe(true);
});

test("different values have different keys, however they are cut", () => {
  const keys = [
    ["ab", "c"],
    ["a", "bc"],
    ["1", 1],
    [1, "1"],
    [null, "null"],
    ["null", null],
    ['"1:a', "b"],
    ["", ""],
  ];
  expect(new Set(keys.map(groupKey)).size).toBe(keys.length);
});
