import { describe, expect, it } from "vitest";
import { clampWindow, wholeRun, windowAfter } from "./time-window.js";

describe("time window", () => {
  it("is never empty, also for a run that took no time", () => {
    expect(wholeRun(0)).toEqual({ fromMs: 0, toMs: 1 });
  });

  it("stays within the run", () => {
    expect(clampWindow({ fromMs: -50, toMs: 80 }, 100)).toEqual({ fromMs: 0, toMs: 80 });
    expect(clampWindow({ fromMs: 200, toMs: 300 }, 100)).toEqual({ fromMs: 0, toMs: 100 });
  });

  it("reads both forms of Plotly's zoom events, and a reset", () => {
    expect(windowAfter({ "xaxis.range[0]": 5, "xaxis.range[1]": 9 })).toEqual({ fromMs: 5, toMs: 9 });
    expect(windowAfter({ "xaxis.range": [5, 9] })).toEqual({ fromMs: 5, toMs: 9 });
    expect(windowAfter({ "xaxis.autorange": true })).toBe("whole");
    expect(windowAfter({ dragmode: "pan" })).toBeUndefined();
  });
});
