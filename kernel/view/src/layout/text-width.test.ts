import { describe, expect, it } from "vitest";
import { ellipsize, textWidth, wrapText } from "./text-width.js";

describe("textWidth", () => {
  it("is DejaVu's advance width", () => {
    expect(textWidth("Stage 7", 10)).toBeCloseTo(38.4, 5);
    expect(textWidth("Stage 7", 10, true)).toBeGreaterThan(textWidth("Stage 7", 10));
  });
});

describe("ellipsize", () => {
  it("cuts only what does not fit", () => {
    expect(ellipsize("Sort", 100, 11)).toBe("Sort");
    const cut = ellipsize("HashAggregate (partial)", 80, 11);
    expect(cut).toMatch(/^HashA.*…$/);
    expect(textWidth(cut, 11)).toBeLessThanOrEqual(80);
    expect(ellipsize("HashAggregate", 5, 11)).toBe("");
  });
});

describe("wrapText", () => {
  it("breaks at spaces and cuts the last line", () => {
    const lines = wrapText("one two three four five six seven eight", 60, 11, 2);
    expect(lines.length).toBe(2);
    expect(lines[1]).toMatch(/…$/);
    for (const line of lines) expect(textWidth(line, 11)).toBeLessThanOrEqual(60);
  });
});
