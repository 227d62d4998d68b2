import { describe, expect, it } from "vitest";
import { chartFrame } from "./chart-frame.js";
import { chartHit, timeAt } from "./chart-hit.js";
import type { ChartInput } from "./chart-input.js";
import { laneScale } from "./lane-scale.js";
import { stripCurves } from "./strip-curves.js";
import { TaskFinder } from "./task-finder.js";
import { taskShades } from "./task-shades.js";
import { modelOf } from "./testing/model-of.js";
import { wholeRun } from "./time-window.js";

const plain = modelOf([
  { lane: 0, startMs: 0, durationMs: 40 },
  { lane: 1, startMs: 60, durationMs: 40 },
]);
const gantt = { ...plain.gantt, marks: [{ timeMs: 50, text: "Executor 1 was <b>killed</b>" }] };
const model = { ...plain, gantt };
const scale = laneScale(gantt);
const whole = wholeRun(gantt.makespanMs);
const frame = chartFrame(scale, 900, { marks: 1, memory: true, storage: false });
const input: ChartInput = {
  model,
  scale,
  frame,
  whole,
  window: whole,
  finder: new TaskFinder(gantt),
  shades: taskShades(model, "stage"),
  curves: stripCurves(model),
  colors: {} as ChartInput["colors"],
};
const x = (timeMs: number): number => frame.left + (frame.plotWidth * timeMs) / 100;
const lane = (number: number): number => frame.lanesTop + scale.middle[number]! * scale.lanePx;
const words = (atX: number, atY: number): string => {
  const hit = chartHit(input, atX, atY);
  return hit?.kind === "words" ? hit.lines.join("; ") : "";
};

describe("chartHit", () => {
  it("finds the task of a bar, and none beside it", () => {
    expect(chartHit(input, x(20), lane(0))).toEqual({ kind: "task", row: 0 });
    expect(chartHit(input, x(80), lane(1))).toEqual({ kind: "task", row: 1 });
    expect(chartHit(input, x(80), lane(0))).toBeUndefined();
  });

  it("tells the executor, the active tasks and the memory", () => {
    expect(words(20, lane(1))).toBe("executor 0 on host-0; 2 cores; there from the start");
    expect(words(x(20), frame.activeTop + 5)).toBe("at 20 ms; 0 of 2 slots busy");
    expect(words(x(20), frame.memoryTop + 5)).toMatch(/^1\.0 KiB at 20 ms; .*; executor 0: 1\.0 KiB$/);
    expect(words(x(50), frame.memoryTop + 5)).toMatch(/^0 B at 50 ms/);
  });

  it("tells a mark's whole text", () => {
    expect(words(x(50), frame.marksTop + 8)).toBe("Executor 1 was <b>killed</b>");
    expect(words(x(20), frame.marksTop + 8)).toBe("");
  });

  it("reads times within the window", () => {
    expect(timeAt(input, x(30))).toBeCloseTo(30);
    expect([timeAt(input, 0), timeAt(input, 9999)]).toEqual([0, 100]);
  });
});
