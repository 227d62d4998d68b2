import { describe, expect, it } from "vitest";
import { clampWindow, panned, wholeRun, zoomed } from "./time-window.js";

const whole = wholeRun(100);

describe("time window", () => {
  it("is never empty, also for a run that took no time", () => {
    expect(wholeRun(0)).toEqual({ fromMs: 0, toMs: 1 });
  });

  it("grows in steps while the run is live, and ends with the run", () => {
    expect([1, 101, 149, 151, 299, 4999].map((ms) => wholeRun(ms, true).toMs)).toEqual([1, 150, 150, 200, 300, 5000]);
    expect(wholeRun(4999).toMs).toBe(4999);
  });

  it("stays within the run", () => {
    expect(clampWindow({ fromMs: -50, toMs: 80 }, whole)).toEqual({ fromMs: 0, toMs: 80 });
    expect(clampWindow({ fromMs: 200, toMs: 300 }, whole)).toEqual(whole);
  });

  it("zooms around a time, which keeps its place", () => {
    expect(zoomed(whole, 0.5, 50, whole)).toEqual({ fromMs: 25, toMs: 75 });
    expect(zoomed(whole, 0.5, 0, whole)).toEqual({ fromMs: 0, toMs: 50 });
    expect(zoomed({ fromMs: 40, toMs: 60 }, 100, 50, whole)).toEqual(whole);
  });

  it("pans as far as the run goes", () => {
    expect(panned({ fromMs: 10, toMs: 30 }, 50, whole)).toEqual({ fromMs: 60, toMs: 80 });
    expect(panned({ fromMs: 10, toMs: 30 }, -50, whole)).toEqual({ fromMs: 0, toMs: 20 });
    expect(panned({ fromMs: 10, toMs: 30 }, 500, whole)).toEqual({ fromMs: 80, toMs: 100 });
  });
});
