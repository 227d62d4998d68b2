import { expect, it } from "vitest";
import { cellSession, endCell, secondTasks } from "../testing/cell-program.js";
import { StorageMemoryFold } from "./storage-memory.js";

const CONF = { "spark.executor.instances": "2", "spark.executor.cores": "2" };

it("is what executors hold together, from one run to the next (E5, E7)", async () => {
  const s = cellSession(CONF);
  const numbers = s.sc.parallelize([1, 2, 3, 4, 5, 6, 7, 8], 4).cache();
  await numbers.count();
  const { storageMemory: filled } = await endCell(s);
  const cached = filled!.bytes.at(-1)!;
  expect(filled!.bytes[0]).toBe(0);
  expect(cached).toBeGreaterThan(0);
  s.beginCell(2);
  await numbers.count();
  numbers.unpersist();
  await s.sc.parallelize([1], 1).count();
  const { storageMemory: emptied, startMs } = await endCell(s);
  expect(emptied!.timeMs[0]).toBe(startMs);
  expect([emptied!.bytes[0], emptied!.bytes.at(-1)]).toEqual([cached, 0]);
});

it("goes with a lost executor", async () => {
  const s = cellSession(CONF);
  const numbers = s.sc.parallelize([1, 2, 3, 4, 5, 6, 7, 8], 4).cache();
  await numbers.count();
  s.cluster.executor(0).kill();
  await secondTasks(s, 4);
  const { bytes } = (await endCell(s)).storageMemory!;
  expect(bytes.at(-1)).toBe(Math.max(...bytes) / 2);
});

it("is absent where nothing was cached", async () => {
  const s = cellSession(CONF);
  await s.sc.parallelize([1, 2], 2).count();
  expect((await endCell(s)).storageMemory).toBeUndefined();
});

it("keeps a bounded number of steps, the newest among them", () => {
  const fold = new StorageMemoryFold();
  for (let ms = 1; ms <= 10_000; ms++) fold.update(ms, 0, ms);
  const { timeMs, bytes } = fold.curve(0)!;
  expect(timeMs.length).toBeLessThanOrEqual(1001);
  expect(bytes.at(-1)).toBeGreaterThan(9_980);
});
