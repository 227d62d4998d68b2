import { describe, expect, it } from "vitest";
import { chartFrame } from "./chart-frame.js";
import { laneScale } from "./lane-scale.js";

const scale = laneScale({
  executors: [{ executorId: 0, host: "h", cores: 4, firstLane: 0, addedMs: 0 }],
  laneCount: 4,
});

describe("chartFrame", () => {
  it("puts the strips below each other without overlap", () => {
    const frame = chartFrame(scale, 900, { marks: 2, memory: true, storage: true });
    expect(frame.lanesTop).toBeGreaterThanOrEqual(frame.activeTop + frame.activeHeight);
    expect(frame.axisTop).toBe(frame.lanesTop + frame.lanesHeight);
    expect(frame.marksTop).toBeGreaterThan(frame.axisTop);
    expect(frame.memoryTop).toBeGreaterThan(frame.marksTop + 2 * 18);
    expect(frame.storageTop).toBeGreaterThan(frame.memoryTop + frame.memoryHeight);
    expect(frame.minimapTop).toBeGreaterThanOrEqual(frame.storageTop + frame.storageHeight);
    expect(frame.height).toBe(frame.minimapTop + frame.minimapHeight);
    expect(frame.left + frame.plotWidth).toBeLessThan(900);
  });

  it("has one height for all widths, and no more than four rows of marks", () => {
    const parts = { marks: 1000, memory: false, storage: false };
    expect(chartFrame(scale, 300, parts).height).toBe(chartFrame(scale, 1600, parts).height);
    expect(chartFrame(scale, 900, parts).height).toBe(chartFrame(scale, 900, { ...parts, marks: 4 }).height);
  });

  it("gives narrow columns more room for time", () => {
    expect(chartFrame(scale, 400, { marks: 0, memory: false, storage: false }).left).toBeLessThan(100);
  });
});
