import { expect, test } from "vitest";
import { heapBytes } from "./heap-bytes.js";

/** Of a heap of 512 MiB, what is left beside what is always live. */
const ROOM = (512 - 60) * 2 ** 20;

/** Lists of one key that a real executor of 512 MiB held, and could not hold: `collect_list` over four maps (E6). */
test("lists of strings of 1000 characters: 250 MB fit, 300 MB do not", () => {
  const list = Array.from({ length: 1000 }, () => "x".repeat(1000));
  expect(heapBytes(list, 250_000)).toBeLessThan(ROOM);
  expect(heapBytes(list, 300_000)).toBeGreaterThan(ROOM);
});

test("lists of longs: 12 million fit, 16 million do not", () => {
  const list = Array.from({ length: 1000 }, (_, i) => i);
  expect(heapBytes(list, 12_000_000)).toBeLessThan(ROOM);
  expect(heapBytes(list, 16_000_000)).toBeGreaterThan(ROOM);
});

test("text is found wherever it is", () => {
  const text = "x".repeat(1000);
  const wrapped = [[1, text], { text }, new Map([["k", text]])];
  for (const value of wrapped) {
    const bytes = heapBytes([value], 1);
    expect(bytes).toBeGreaterThan(1750);
    expect(bytes).toBeLessThan(1900);
  }
});
