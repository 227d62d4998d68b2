import { expect, test } from "vitest";
import { gcShare, spillRows, UnifiedMemoryManager, unrollBlock } from "./index.js";

const MIB = 1024 * 1024;
const block = (rddId: number, partition: number, bytes: number) => ({ rddId, partition, bytes });

function manager(max = 1000, region = 500) {
  const dropped: string[] = [];
  const memory = new UnifiedMemoryManager(max, region, (b) => dropped.push(`${b.rddId}.${b.partition}`));
  return { memory, dropped };
}

test("execution evicts cached blocks down to R, oldest first, and no further (E2)", () => {
  const { memory, dropped } = manager();
  for (let i = 0; i < 8; i++) expect(memory.acquireStorage(block(0, i, 100))).toBe(true);
  memory.store.touch(0, 0);
  expect(memory.acquireExecution(1, 900)).toBe(500);
  expect(dropped).toEqual(["0.1", "0.2", "0.3"]);
  expect(memory.use).toEqual({ storageBytes: 500, unrollBytes: 0, executionBytes: 500, maxBytes: 1000 });
});

test("storage takes what execution leaves free and never evicts it (E3)", () => {
  const { memory } = manager();
  expect(memory.acquireExecution(1, 700)).toBe(700);
  expect(memory.acquireStorage(block(0, 0, 301))).toBe(false);
  expect(memory.acquireStorage(block(0, 0, 300))).toBe(true);
});

test("a task gets at most 1/N, and waits below 1/2N (E4)", () => {
  const { memory } = manager();
  expect(memory.acquireExecution(1, 1000)).toBe(1000);
  expect(memory.acquireExecution(2, 100)).toBe("wait");
  memory.releaseExecution(1, 300);
  expect(memory.acquireExecution(2, 600)).toBe(300);
  expect(memory.acquireExecution(1, 100)).toBe(0);
  expect(memory.releaseTask(1)).toBe(700);
  expect(memory.acquireExecution(2, 1000)).toBe(700);
});

test("a block never evicts its own RDD's, and evicts none when that would not be enough (E5)", () => {
  const { memory, dropped } = manager();
  for (let i = 0; i < 3; i++) memory.acquireStorage(block(0, i, 300));
  memory.acquireStorage(block(1, 0, 100));
  expect(memory.acquireStorage(block(0, 3, 200))).toBe(false);
  expect(dropped).toEqual([]);
  expect(memory.acquireStorage(block(2, 0, 250))).toBe(true);
  expect(dropped).toEqual(["0.0"]);
});

test("unrolling asks for 1 MiB first and for half as much again while the block grows (E5)", () => {
  const { memory } = manager(100 * MIB, 50 * MIB);
  expect(unrollBlock(memory, block(0, 0, 10 * MIB), 10_000, MIB)).toBe(true);
  expect(memory.use).toMatchObject({ storageBytes: 10 * MIB, unrollBytes: 0 });
  // A small block needs the first MiB, too.
  const small = manager(MIB / 2, MIB / 4).memory;
  expect(unrollBlock(small, block(0, 0, 100), 10, MIB)).toBe(false);
  // A block that fits by its size is not stored when its last step asks for more than there is.
  const tight = manager(11.2 * MIB, 6 * MIB).memory;
  expect(unrollBlock(tight, block(0, 0, 11 * MIB), 100_000, MIB)).toBe(false);
  expect(tight.use.unrollBytes).toBe(0);
});

test("a collection of row objects asks for twice its size, and spills when it gets too little (E6)", () => {
  let held = 0;
  let most = 0;
  const limit = 20 * MIB;
  const totals = spillRows({
    rows: 64_000,
    bytes: 99 * MIB,
    initialBytes: 5 * MIB,
    acquire: (bytes) => {
      const granted = Math.min(bytes, limit - held);
      held += granted;
      most = Math.max(most, held);
      return granted;
    },
    release: (bytes) => {
      held -= bytes;
    },
  });
  expect([held, most]).toEqual([0, limit]);
  // 5 MiB that Spark does not count, and 20 that it was granted: 25 MiB at a time, three times; the rest fits.
  expect(totals.spills).toBe(3);
  expect(totals.peakBytes / MIB).toBeCloseTo(25, 0);
  expect(totals.memoryBytes / MIB).toBeCloseTo(75, 0);
});

test("a collection spills after so many rows in any case, where that is set", () => {
  const plenty = { initialBytes: 5 * MIB, acquire: (bytes: number) => bytes, release: () => {} };
  // Looked at after each row: at 1,001 rows it has more than 1,000.
  const totals = spillRows({ rows: 10_000, bytes: 10_000, spillAfterRows: 1000, ...plenty });
  expect(totals).toMatchObject({ spills: 9, rows: 9 * 1001, peakBytes: 1001 });
});

test("what fits is not spilled, and nothing is nothing", () => {
  const plenty = { initialBytes: 5 * MIB, acquire: (bytes: number) => bytes, release: () => {} };
  expect(spillRows({ rows: 1000, bytes: 50 * MIB, ...plenty })).toMatchObject({
    spills: 0,
    memoryBytes: 0,
    peakBytes: 50 * MIB,
  });
  expect(spillRows({ rows: 0, bytes: 0, ...plenty })).toEqual({ spills: 0, memoryBytes: 0, rows: 0, peakBytes: 0 });
});

test.each([
  [0, 0.02],
  [0.5, 0.02],
  [0.7, 0.065],
  [0.85, 0.15],
  [0.95, 0.4],
  [1.2, 0.5],
])("at %d of the heap garbage collection takes %d of the time (K)", (occupancy, share) => {
  expect(gcShare(occupancy)).toBeCloseTo(share, 6);
});
