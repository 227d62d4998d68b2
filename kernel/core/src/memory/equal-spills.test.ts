import { describe, expect, it } from "vitest";
import { fillMap } from "./bytes-to-bytes-map.js";
import { EqualSpills } from "./equal-spills.js";
import { fillSorter, SHUFFLE_SORTER, UNSAFE_SORTER } from "./tungsten-sorter.js";

const MIB = 2 ** 20;

/** Memory of which so much is free; tells how often it was asked. */
function source(freeBytes: number) {
  let free = freeBytes;
  const asked = { times: 0 };
  const acquire = (bytes: number): number => {
    asked.times++;
    const granted = Math.min(bytes, free);
    free -= granted;
    return granted;
  };
  const release = (bytes: number): void => {
    free += bytes;
  };
  return { pageBytes: MIB, acquire, release, asked };
}

describe("EqualSpills", () => {
  it("foresees equal fillings after two of them, but the last", () => {
    const equal = new EqualSpills();
    const filling = (rows: number): { rows: number; memoryBytes: number } => ({ rows, memoryBytes: rows / 10 });
    expect(equal.after(filling(100), 1000).spills).toBe(0);
    expect(equal.after(filling(90), 910).spills).toBe(0);
    expect(equal.after(filling(90), 820)).toEqual({ spills: 8, rows: 720, memoryBytes: 72 });
    expect(equal.after(filling(90), 80).spills).toBe(0);
  });

  it("foresees rounds of two", () => {
    const equal = new EqualSpills();
    const left = [1000, 930, 900, 830];
    const foreseen = left.map((rows, i) => equal.after({ rows: i % 2 === 0 ? 70 : 30, memoryBytes: 1 }, rows));
    expect(foreseen.map(({ spills }) => spills)).toEqual([0, 0, 0, 14]);
    expect(foreseen[3]).toEqual({ spills: 14, rows: 700, memoryBytes: 14 });
  });
});

describe("a collection that spills again and again", () => {
  it.each([
    ["a sort", UNSAFE_SORTER],
    ["a shuffle writer", SHUFFLE_SORTER],
  ])("counts a thousand times the rows as about a thousand times the spills, without a look at each: %s", (_, kind) => {
    const fill = (rows: number) => {
      const { asked, ...pages } = source(32 * MIB);
      const totals = fillSorter({ rows, bytes: rows * 100, kind, ...pages })!;
      return { totals, times: asked.times };
    };
    const [some, many] = [fill(2_000_000), fill(2_000_000_000)];
    expect(many.times).toBeLessThan(3 * some.times);
    expect(many.totals.peakBytes).toBe(some.totals.peakBytes);
    const perSpill = some.totals.memoryBytes / some.totals.spills;
    expect(many.totals.memoryBytes / many.totals.spills / perSpill).toBeCloseTo(1, 1);
    expect(many.totals.rows + many.totals.heldBytes / 100).toBeGreaterThan(1_990_000_000);
    expect(many.totals.rows).toBeLessThanOrEqual(2_000_000_000);
  });

  it("spills all groups of an aggregation in the end", () => {
    const { asked, ...pages } = source(32 * MIB);
    const groups = 500_000_000;
    const input = { keys: groups, entries: groups, bytes: groups * 64, initialCapacity: 16_384, spills: true };
    const totals = fillMap({ ...input, ...pages })!;
    expect(totals.rows).toBe(groups);
    expect(totals.spills).toBeGreaterThan(1000);
    expect(asked.times).toBeLessThan(1000);
  });
});
