import { describe, expect, it } from "vitest";
import { nextTask } from "./task-cursor.js";
import { TaskFinder } from "./task-finder.js";
import { ganttOf } from "./testing/gantt-of.js";

//           0    10   20   30
//  lane 0   [0 ]      [ 2 ]
//  lane 1   [   1   ]      [3]
const gantt = ganttOf([
  { lane: 0, startMs: 0, durationMs: 8 },
  { lane: 1, startMs: 0, durationMs: 15 },
  { lane: 0, startMs: 18, durationMs: 10 },
  { lane: 1, startMs: 26, durationMs: 4 },
]);
const finder = new TaskFinder(gantt);

describe("TaskFinder", () => {
  it("finds the task that runs on a lane at a time", () => {
    expect([finder.find(0, 4), finder.find(0, 20), finder.find(1, 4), finder.find(1, 28)]).toEqual([0, 2, 1, 3]);
  });

  it("finds nothing where nothing runs, unless a bar is within the slack", () => {
    expect(finder.find(0, 12)).toBeUndefined();
    expect(finder.find(0, 17, 2)).toBe(2);
    expect(finder.find(7, 4)).toBeUndefined();
  });

  it("counts what a window shows", () => {
    const within = (fromMs: number, toMs: number): number[] =>
      [0, 1].map((lane) => finder.countWithin(lane, { fromMs, toMs }));
    expect(within(0, 30)).toEqual([2, 2]);
    expect(within(9, 17)).toEqual([0, 1]);
    expect(within(16, 20)).toEqual([1, 0]);
  });

  it("keeps the attempts that did not succeed apart", () => {
    const mixed = ganttOf([
      { lane: 0, startMs: 0, durationMs: 1 },
      { lane: 0, startMs: 1, durationMs: 1, status: "TaskKilled" },
      { lane: 0, startMs: 2, durationMs: 1, status: "Running" },
    ]);
    expect(Array.from(new TaskFinder(mixed).badRows(0))).toEqual([1]);
  });

  it("leaves out rows on lanes that the cluster does not have", () => {
    const damaged = ganttOf([{ lane: 5, startMs: 0, durationMs: 1 }], 2);
    expect(new TaskFinder(damaged).rows(5)).toHaveLength(0);
  });
});

describe("nextTask", () => {
  it("starts at the first task", () => {
    expect(nextTask(gantt, finder, undefined, "ArrowRight")).toBe(0);
  });

  it("goes along a lane and stays at its ends", () => {
    expect([nextTask(gantt, finder, 0, "ArrowRight"), nextTask(gantt, finder, 2, "ArrowRight")]).toEqual([2, 2]);
    expect(nextTask(gantt, finder, 0, "ArrowLeft")).toBe(0);
  });

  it("goes to the task beside it in time on another lane", () => {
    expect([nextTask(gantt, finder, 0, "ArrowDown"), nextTask(gantt, finder, 3, "ArrowUp")]).toEqual([1, 2]);
    expect(nextTask(gantt, finder, 0, "ArrowUp")).toBe(0);
  });

  it("leaves other keys alone", () => {
    expect([nextTask(gantt, finder, 0, "b"), nextTask(gantt, finder, undefined, "Shift")]).toEqual([
      undefined,
      undefined,
    ]);
  });
});
