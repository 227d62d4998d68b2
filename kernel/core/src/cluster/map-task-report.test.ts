import { expect, test } from "vitest";
import { cellSession, endCell } from "../testing/cell-program.js";

/** What each map task sent to the driver, for a shuffle to so many reducers. */
async function reports(reducers: number): Promise<number[]> {
  const s = cellSession({});
  const wide = s.sc.range(0, 40, 1, 2).map((n): [number, string] => [n, "x".repeat(1000)]);
  await wide.groupByKey(reducers).count();
  const { tasks } = await endCell(s);
  return Array.from({ length: tasks.length }, (_, row) => tasks.record(row))
    .filter(({ shuffleWriteBytes }) => shuffleWriteBytes > 0)
    .map(({ resultBytes }) => resultBytes);
}

test("a map task reports a byte for each reducer's block, and none of its rows (F3)", async () => {
  expect(await reports(4)).toEqual([1204, 1204]);
});

test("beyond 2000 reducers it is a bit (F3)", async () => {
  expect(await reports(4000)).toEqual([1700, 1700]);
});
