import { describe, expect, it } from "vitest";
import { niceTicks, timeScale } from "./time-scale.js";

const labels = (makespanMs: number, most: number): string[] =>
  niceTicks(makespanMs, most, (ms) => ms).map((tick) => tick.label);

describe("niceTicks", () => {
  it.each([
    [7, 10, ["0 ms", "1 ms", "2 ms", "3 ms", "4 ms", "5 ms", "6 ms", "7 ms"]],
    [900, 6, ["0 ms", "200 ms", "400 ms", "600 ms", "800 ms"]],
    [1200, 8, ["0 s", "0.2 s", "0.4 s", "0.6 s", "0.8 s", "1 s", "1.2 s"]],
    [150_000, 8, ["0 s", "30 s", "60 s", "90 s", "120 s", "150 s"]],
    [600_000, 6, ["0 min", "2 min", "4 min", "6 min", "8 min", "10 min"]],
    [0, 5, ["0 ms"]],
  ])("of %d ms, at most %d", (makespanMs, most, wanted) => {
    expect(labels(makespanMs, most)).toEqual(wanted);
  });
});

describe("timeScale", () => {
  it("maps the run to the plot and holds outliers at its border", () => {
    const scale = timeScale(1000, 100, 500);
    expect([scale.x(0), scale.x(500), scale.x(1000), scale.x(-5), scale.x(2000)]).toEqual([100, 350, 600, 100, 600]);
  });
});
