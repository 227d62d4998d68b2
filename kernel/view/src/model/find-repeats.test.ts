import { expect, it } from "vitest";
import { findRepeats } from "./find-repeats.js";

it.each([
  ["nothing", "abcdef", []],
  ["one item again and again", "xaaaay", [{ start: 1, period: 1, times: 4 }]],
  ["a round of two", "xababab", [{ start: 1, period: 2, times: 3 }]],
  ["whole rounds only", "abababa", [{ start: 0, period: 2, times: 3 }]],
  ["the shortest round of those that cover as much", "aaaaaa", [{ start: 0, period: 1, times: 6 }]],
  ["a longer round that covers more", "aabaabaab", [{ start: 0, period: 3, times: 3 }]],
  [
    "one stretch after another",
    "aaabcbcbc",
    [
      { start: 0, period: 1, times: 3 },
      { start: 3, period: 2, times: 3 },
    ],
  ],
  ["too few", "aabb", []],
])("finds %s", (_, text, repeats) => {
  expect(findRepeats([...text], 3)).toEqual(repeats);
});

it("takes an item without a key for the only one of its kind", () => {
  expect(findRepeats([undefined, undefined, undefined, undefined], 3)).toEqual([]);
});
