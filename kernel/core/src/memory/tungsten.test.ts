/**
 * Held against tasks of a real Spark 4.3, whose memory was bounded by `spark.testing.memory`: what their metrics said of spilled memory and of the peak, to
 * the byte. A page is 16 bytes short of a power of two.
 */
import { expect, test } from "vitest";
import { fillLongMap, fillMap, fillSorter, RADIX_SORTER, SHUFFLE_SORTER, UNSAFE_SORTER } from "./index.js";

const page = (mebibytes: number) => mebibytes * 2 ** 20 - 16;
/** Unified memory of which tasks get all but what the stage's own broadcast takes. */
function pool(maxBytes: number, pageBytes: number) {
  let free = maxBytes - 36_634;
  return {
    pageBytes,
    acquire: (bytes: number) => {
      const granted = Math.min(bytes, free);
      free -= granted;
      return granted;
    },
    release: (bytes: number) => {
      free += bytes;
    },
    left: () => free,
  };
}

const MILLION = 1_000_000;
const SORTS = [
  ["a sort that spills when its pointers double", RADIX_SORTER, MILLION, 28, 60, 2, 16_777_088, 33_554_304],
  ["a sort that fits", RADIX_SORTER, 200_000, 28, 300, 16, 0, 25_165_808],
  ["a window's buffer", UNSAFE_SORTER, MILLION, 20, 60, 2, 14_679_952, undefined],
  ["a serialized shuffle write", SHUFFLE_SORTER, MILLION, 40, 60, 2, 0, 58_719_936],
  ["a small serialized shuffle write", SHUFFLE_SORTER, 10_000, 40, 300, 16, 0, 17_039_344],
  ["a serialized shuffle write that spills", SHUFFLE_SORTER, MILLION, 24, 30, 1, 22_019_888, 28_311_376],
] as const;

test.each(SORTS)("%s", (_, kind, rows, rowBytes, maxMegabytes, pageMebibytes, memoryBytes, peakBytes) => {
  const memory = pool(maxMegabytes * 1e6, page(pageMebibytes));
  const totals = fillSorter({ rows, bytes: rows * rowBytes, kind, ...memory })!;
  expect(totals.memoryBytes).toBe(memoryBytes);
  if (peakBytes !== undefined) expect(totals.peakBytes).toBe(peakBytes);
  memory.release(totals.heldBytes);
  expect(memory.left()).toBe(maxMegabytes * 1e6 - 36_634);
});

const MAPS = [
  ["a final aggregation", 250_000, 60, 2, 0, 20_971_424],
  ["a small final aggregation", 25_000, 300, 16, 0, 17_825_776],
  ["a partial aggregation that spills", 947_572, 30, 1, 82_836_752, 22_019_888],
] as const;

test.each(MAPS)("%s", (_, keys, maxMegabytes, pageMebibytes, memoryBytes, peakBytes) => {
  const memory = pool(maxMegabytes * 1e6, page(pageMebibytes));
  const totals = fillMap({ keys, entries: keys, bytes: keys * 48, initialCapacity: 16_384, spills: true, ...memory })!;
  expect([totals.memoryBytes, totals.peakBytes]).toEqual([memoryBytes, peakBytes]);
  memory.release(totals.heldBytes);
  expect(memory.left()).toBe(maxMegabytes * 1e6 - 36_634);
});

test("a buffer of a merge join spills after so many rows", () => {
  const spillAfterRows = 50_000;
  const totals = fillSorter({
    rows: 200_000,
    bytes: 200_000 * 28,
    kind: UNSAFE_SORTER,
    spillAfterRows,
    ...pool(60e6, page(2)),
  })!;
  // Of each of two keys, three pages: 12,582,816 bytes in all.
  expect([totals.spills, totals.memoryBytes]).toEqual([3, 12_582_816 / 2]);
});

test("the build side of a join cannot spill: by a whole number, the request that failed; by others, nothing", () => {
  const longs = pool(18e6, page(1));
  expect(fillLongMap({ rows: 4 * MILLION, bytes: 4 * MILLION * 24, ...longs })).toEqual({
    requestedBytes: 8_388_608,
    receivedBytes: 5_380_454,
  });
  expect(longs.left()).toBe(18e6 - 36_634);
  const strings = { keys: MILLION, entries: MILLION, bytes: MILLION * 64, initialCapacity: 128, spills: false };
  expect(fillMap({ ...strings, ...pool(18e6, page(1)) })).toBeUndefined();
  const fits = pool(180e6, page(8));
  const totals = fillMap({ ...strings, keys: 100_000, entries: 100_000, bytes: 6_400_000, ...fits })!;
  expect(totals.heldBytes).toBe(page(8) + 262_144 * 16);
});

test("no room for the first page is no spill but the end", () => {
  const none = pool(100_000, page(1));
  expect(fillSorter({ rows: 10, bytes: 100, kind: RADIX_SORTER, ...none })).toBeUndefined();
  expect(none.left()).toBe(100_000 - 36_634);
  expect(fillSorter({ rows: 0, bytes: 0, kind: RADIX_SORTER, ...pool(1e6, page(1)) })!.peakBytes).toBe(65_536);
});
