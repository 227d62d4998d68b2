import { describe, expect, it } from "vitest";
import { laneAt, laneScale } from "./lane-scale.js";

const executor = (executorId: number, cores: number, firstLane: number) => ({
  executorId,
  host: `host-${executorId}`,
  cores,
  firstLane,
  addedMs: 0,
});

describe("laneScale", () => {
  const scale = laneScale({ executors: [executor(0, 2, 0), executor(1, 2, 2)], laneCount: 4 });

  it("puts a lane a core and a gap between executors", () => {
    expect([...scale.middle]).toEqual([0.5, 1.5, 3, 4]);
    expect(scale.bands.map(({ from, to }) => [from, to])).toEqual([
      [0, 2],
      [2.5, 4.5],
    ]);
    expect(scale.extent).toBe(4.5);
  });

  it("finds the lane at a position, and none in the gap or outside", () => {
    expect([0, 1.99, 2.2, 2.5, 4.49, 4.5, -0.1].map((position) => laneAt(scale, position))).toEqual([
      0,
      1,
      undefined,
      2,
      3,
      undefined,
      undefined,
    ]);
  });

  it("makes lanes thinner for a big cluster instead of a chart that fills several screens", () => {
    const many = Array.from({ length: 100 }, (_, i) => executor(i, 4, 4 * i));
    const big = laneScale({ executors: many, laneCount: 400 });
    expect(scale.lanePx).toBe(20);
    expect(big.heightPx).toBeLessThanOrEqual(700);
    expect(big.lanePx).toBeGreaterThanOrEqual(1);
  });

  it("keeps a pixel between executors that are high enough to be told apart", () => {
    const some = Array.from({ length: 50 }, (_, i) => executor(i, 8, 8 * i));
    const { bands, lanePx } = laneScale({ executors: some, laneCount: 400 });
    for (const [i, { from }] of bands.entries()) {
      if (i > 0) expect((from - bands[i - 1]!.to) * lanePx).toBeCloseTo(1, 6);
    }
  });

  it("refuses a cluster that a damaged bundle invents", () => {
    expect(() => laneScale({ executors: [executor(0, 1e9, 0)], laneCount: 1e9 })).toThrow("cannot be drawn");
  });

  it("has a height without executors", () => {
    expect(laneScale({ executors: [], laneCount: 0 }).heightPx).toBeGreaterThan(0);
  });
});
