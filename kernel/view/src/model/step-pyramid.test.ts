import { describe, expect, it } from "vitest";
import { StepPyramid } from "./step-pyramid.js";

const steps = { timeMs: [0, 10, 20, 30], values: [1, 5, 2, 0] };

describe("StepPyramid", () => {
  it("has the highest value of each column", () => {
    const pyramid = new StepPyramid(steps);
    expect(Array.from(pyramid.columns(0, 40, 4))).toEqual([1, 5, 2, 0]);
    expect(Array.from(pyramid.columns(0, 40, 2))).toEqual([5, 2]);
    expect(Array.from(pyramid.columns(5, 15, 2))).toEqual([1, 5]);
    expect([pyramid.at(-1), pyramid.at(0), pyramid.at(19), pyramid.at(99)]).toEqual([0, 1, 5, 0]);
  });

  it("keeps every peak of a long curve, as a scan finds it", () => {
    const count = 100_000;
    const timeMs = Float64Array.from({ length: count }, (_, i) => i);
    const values = Float64Array.from({ length: count }, (_, i) => (i * 7919) % 1009);
    values[61_234] = 5000;
    const pyramid = new StepPyramid({ timeMs, values });
    const columns = pyramid.columns(0, count, 313);
    const scanned = Array.from({ length: 313 }, (_, column) => {
      const from = (column * count) / 313;
      return Math.max(...values.subarray(Math.floor(from), Math.ceil(from + count / 313)));
    });
    expect(Array.from(columns)).toEqual(scanned);
    expect(pyramid.highest).toBe(5000);
  });

  it("survives an empty curve", () => {
    expect(Array.from(new StepPyramid({ timeMs: [], values: [] }).columns(0, 1, 2))).toEqual([0, 0]);
  });
});
