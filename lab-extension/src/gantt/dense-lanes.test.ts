import { describe, expect, it } from "vitest";
import { type DenseColors, fillDenseLanes, type PixelArea } from "./dense-lanes.js";
import { laneScale } from "./lane-scale.js";
import { TaskFinder } from "./task-finder.js";
import { type Bar, ganttOf } from "./testing/gantt-of.js";
import { type TimeWindow, wholeRun } from "./time-window.js";

const LANE = 1;
const TASK = 7;
const BAD = 9;
const COLORS: DenseColors = { palette: Uint32Array.of(TASK), lane: LANE, bad: BAD };

function drawn(bars: readonly Bar[], lanes: number, width: number, window?: TimeWindow): number[][] {
  const gantt = ganttOf(bars, lanes);
  const scale = laneScale(gantt);
  const whole = wholeRun(gantt.makespanMs);
  const area: PixelArea = { width, height: scale.heightPx, pixels: new Uint32Array(width * scale.heightPx) };
  const shades = { mode: "stage", palette: [], codes: new Uint8Array(gantt.count) } as const;
  const finder = new TaskFinder(gantt);
  fillDenseLanes({ model: { gantt }, scale, window: window ?? whole, whole, finder, shades }, COLORS, area);
  return Array.from({ length: scale.heightPx }, (_, y) => [...area.pixels.subarray(y * width, (y + 1) * width)]);
}

describe("fillDenseLanes", () => {
  it("paints each task from its start to its end, in its lane", () => {
    const rows = drawn(
      [
        { lane: 0, startMs: 0, durationMs: 40 },
        { lane: 1, startMs: 60, durationMs: 40 },
      ],
      2,
      10,
    );
    expect(rows[2]).toEqual([TASK, TASK, TASK, TASK, LANE, LANE, LANE, LANE, LANE, LANE]);
    expect(rows[22]).toEqual([LANE, LANE, LANE, LANE, LANE, LANE, TASK, TASK, TASK, TASK]);
    expect(rows[19]).toEqual(new Array(10).fill(0));
  });

  it("never loses a failed attempt among thousands in a pixel", () => {
    const bars = Array.from({ length: 10_000 }, (_, i): Bar => {
      return { lane: 0, startMs: i, durationMs: 1, ...(i === 4444 ? { status: "ExceptionFailure" } : {}) };
    });
    expect(drawn(bars, 1, 10)[3]).toEqual([TASK, TASK, TASK, TASK, BAD, TASK, TASK, TASK, TASK, TASK]);
  });

  it("shows the window only", () => {
    const bars = Array.from({ length: 100 }, (_, i): Bar => ({ lane: 0, startMs: i * 10, durationMs: 5 }));
    expect(drawn(bars, 1, 4, { fromMs: 500, toMs: 520 })[3]).toEqual([TASK, LANE, TASK, LANE]);
  });

  it("shares pixels between the lanes of a huge cluster, and still shows every failure", () => {
    const bars: Bar[] = Array.from({ length: 5000 }, (_, lane) => ({
      lane,
      startMs: 0,
      durationMs: 10,
      ...(lane === 3001 ? { status: "TaskKilled" } : {}),
    }));
    const rows = drawn(bars, 5000, 2);
    expect(rows.length).toBeLessThanOrEqual(1200);
    expect(rows.filter((row) => row[0] === BAD)).toHaveLength(1);
    expect(rows.every((row) => row[0] === BAD || row[0] === TASK)).toBe(true);
  });
});
