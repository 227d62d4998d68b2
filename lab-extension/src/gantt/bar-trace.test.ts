import { describe, expect, it } from "vitest";
import { barTrace } from "./bar-trace.js";
import { laneScale } from "./lane-scale.js";
import { taskLabel } from "./task-label.js";
import { ganttOf } from "./testing/gantt-of.js";
import { wholeRun } from "./time-window.js";

const colors = {
  background: "#fff",
  text: "#000",
  muted: "#555",
  line: "#ccc",
  lane: "#eee",
  accent: "#00f",
  active: "#aaf",
  bad: "#f00",
  hatch: "#000",
  fontFamily: "sans-serif",
};
const gantt = ganttOf([
  { lane: 0, startMs: 0, durationMs: 500 },
  { lane: 1, startMs: 0, durationMs: 400, status: "ExceptionFailure" },
  { lane: 1, startMs: 400, durationMs: 600, attempt: 1 },
  { lane: 0, startMs: 600, durationMs: 0.01 },
]);
const trace = barTrace(gantt, laneScale(gantt), colors, wholeRun(gantt.makespanMs), 800);

describe("barTrace", () => {
  it("has one bar an attempt, at its lane and time", () => {
    expect(trace.x).toHaveLength(gantt.count);
    expect(trace.base).toEqual([0, 0, 400, 600]);
    expect(trace.y).toEqual([0.5, 1.5, 1.5, 0.5]);
  });

  it("labels stage, attempt, partition and retry, only where the text fits", () => {
    expect(taskLabel(gantt, 2)).toBe("6.1:2 ↻1");
    expect(trace.text).toEqual(["6.1:0", "6.1:1", "6.1:2 ↻1", ""]);
  });

  it("hatches and outlines what did not succeed", () => {
    expect(trace.marker?.pattern?.shape).toEqual(["", "/", "", ""]);
    expect(trace.marker?.line?.color).toEqual(["#fff", "#f00", "#fff", "#fff"]);
  });

  it("keeps a very short task visible", () => {
    expect(Number(trace.x[3])).toBeCloseTo(1.5 * (gantt.makespanMs / 800));
  });
});
