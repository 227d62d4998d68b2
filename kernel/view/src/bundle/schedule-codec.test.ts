import { describe, expect, it } from "vitest";
import { predictSchedule, type Schedule, unpredictSchedule } from "./schedule-codec.js";

const LANES = 4;

/** `rows`: lane, launch, duration, and 1 where a stage starts. */
function schedule(rows: readonly (readonly [number, number, number, number])[]): Schedule {
  const column = (i: number): Float64Array => Float64Array.from(rows, (row) => row[i]!);
  return {
    lane: column(0),
    launch: column(1),
    duration: column(2),
    startsStage: Uint8Array.from(rows, (row) => row[3]),
  };
}

/** Two stages of eight tasks on four lanes; a freed lane gets the next task at once. */
const BUSY = schedule([
  ...[0, 1, 2, 3].map((lane) => [lane, 0, 10 + lane, lane === 0 ? 1 : 0] as const),
  ...[0, 1, 2, 3].map((lane) => [lane, 10 + lane, 20 - lane * 3, 0] as const),
  ...[0, 1, 2, 3].map((lane) => [lane, 40, 10 + lane, lane === 0 ? 1 : 0] as const),
  ...[0, 1, 2, 3].map((lane) => [lane, 50 + lane, 9, 0] as const),
]);

describe("predictSchedule", () => {
  it("leaves nothing to say about lanes of a busy cluster, and one number a stage about launches", () => {
    const { rank, wait } = predictSchedule(BUSY, LANES);
    expect([...rank]).toEqual(new Array(16).fill(0));
    expect([...wait].filter((value) => value !== 0).length).toBeLessThanOrEqual(2);
  });

  it.each([
    ["a busy cluster", BUSY],
    [
      "lanes in any order, tasks that overlap, stages that interleave",
      schedule([
        [3, 5, 10, 1],
        [3, 6, 2, 0],
        [0, 6, 1, 1],
        [2, 9, 0, 0],
        [0, 9, 50, 1],
        [1, 100, 3, 0],
      ]),
    ],
    [
      "a task that still runs, and one after it",
      schedule([
        [1, 0, Number.NaN, 1],
        [1, 4, 2, 0],
        [0, 5, Number.NaN, 0],
      ]),
    ],
  ])("is undone: %s", (_, original) => {
    const { rank, wait } = predictSchedule(original, LANES);
    const stored = { rank, lane: original.lane, wait };
    for (const way of [stored, { ...stored, rank: undefined }]) {
      const back = unpredictSchedule(way, original, LANES)!;
      expect([...back.lane]).toEqual([...original.lane]);
      expect([...back.launch]).toEqual([...original.launch]);
    }
  });

  it("refuses a rank or a lane that is not there", () => {
    const { wait } = predictSchedule(BUSY, LANES);
    const wrong = new Float64Array(16).fill(LANES);
    expect(unpredictSchedule({ rank: wrong, lane: BUSY.lane, wait }, BUSY, LANES)).toBeUndefined();
    expect(unpredictSchedule({ rank: undefined, lane: wrong, wait }, BUSY, LANES)).toBeUndefined();
  });
});
