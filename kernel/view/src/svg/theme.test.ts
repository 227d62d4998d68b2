import { describe, expect, it } from "vitest";
import { difference, VISIONS } from "../testing/color-vision.test-support.js";
import { darkTheme, lightTheme, STAGE_COLORS, stageColor, stageTextColor } from "./theme.js";

/** CIEDE2000: seen without looking for it. */
const AT_A_GLANCE = 10;

const pairs = STAGE_COLORS.flatMap((a, i) => STAGE_COLORS.slice(0, i).map((b) => [a, b] as const));

describe("the simulation of colour vision", () => {
  it("says 0 for a colour and itself, and 100 for black and white", () => {
    expect(difference("#808080", "#808080", "usual")).toBe(0);
    expect(difference("#000000", "#ffffff", "usual")).toBeCloseTo(100, 0);
  });

  it("knows which colours such eyes confuse", () => {
    expect(difference("#c00000", "#6b6b00", "deuteranopia")).toBeLessThan(
      difference("#c00000", "#6b6b00", "usual") / 3,
    );
    expect(difference("#0000ff", "#008000", "protanopia")).toBeGreaterThan(AT_A_GLANCE);
  });
});

describe.each(VISIONS)("colours of stages, %s", (vision) => {
  it("differ at a glance, every two of them", () => {
    expect(pairs.filter(([a, b]) => difference(a, b, vision) < AT_A_GLANCE)).toEqual([]);
  });

  it("differ from the lane that they lie on and from the ground, in both themes", () => {
    const grounds = [lightTheme, darkTheme].flatMap(({ lane, background }) => [lane, background]);
    const weak = STAGE_COLORS.flatMap((color) => grounds.map((ground) => [color, ground] as const)).filter(
      ([a, b]) => difference(a, b, vision) < AT_A_GLANCE,
    );
    expect(weak).toEqual([]);
  });

  it("carry a text that can be read", () => {
    for (let i = 0; i < STAGE_COLORS.length; i++) {
      expect(difference(stageColor(i), stageTextColor(i), vision)).toBeGreaterThan(30);
    }
  });
});
