import { describe, expect, it } from "vitest";
import { timeTicks } from "./time-ticks.js";

const labels = (fromMs: number, toMs: number, most = 9): readonly string[] =>
  timeTicks({ fromMs, toMs }, most).map((tick) => tick.label);

describe("timeTicks", () => {
  it("counts in the unit of the run", () => {
    expect(labels(0, 4700, 10)).toEqual(["0 s", "1 s", "2 s", "3 s", "4 s"]);
    expect(labels(0, 300)).toEqual(["0 ms", "50 ms", "100 ms", "150 ms", "200 ms", "250 ms", "300 ms"]);
    expect(labels(0, 428_000, 10).at(-1)).toBe("7 min");
    expect(labels(0, 600_000)).toEqual(["0 min", "2 min", "4 min", "6 min", "8 min", "10 min"]);
  });

  it("stays exact in a narrow window late in the run", () => {
    expect(labels(4000, 4200, 5)).toEqual(["4 s", "4.05 s", "4.1 s", "4.15 s", "4.2 s"]);
    expect(labels(60_000, 60_004, 5)).toEqual(["60000 ms", "60001 ms", "60002 ms", "60003 ms", "60004 ms"]);
  });

  it("never has more ticks than asked for, nor two alike", () => {
    for (const toMs of [1, 7, 63, 999, 12_345, 987_654, 123_456_789, 1e12]) {
      const found = labels(0, toMs, 8);
      expect(found.length).toBeLessThanOrEqual(8);
      expect(new Set(found).size).toBe(found.length);
    }
  });
});
