import { describe, expect, it } from "vitest";
import { nearest } from "./arrow-keys.js";

/** Two that feed one, which feeds a last one. */
const PLACES = [
  { x: 0, y: 0 },
  { x: 0, y: 80 },
  { x: 200, y: 40 },
  { x: 400, y: 40 },
];
const go = (from: number, dx: number, dy: number): number | undefined => nearest(PLACES[from]!, PLACES, [dx, dy]);

describe("nearest", () => {
  it("goes along arrows to the right and back to the left", () => {
    expect(go(0, 1, 0)).toBe(2);
    expect(go(1, 1, 0)).toBe(2);
    expect(go(2, 1, 0)).toBe(3);
    expect(go(3, -1, 0)).toBe(2);
  });

  it("goes up and down in a column", () => {
    expect(go(0, 0, 1)).toBe(1);
    expect(go(1, 0, -1)).toBe(0);
  });

  it("stays where nothing lies in that direction", () => {
    expect(go(3, 1, 0)).toBeUndefined();
    expect(go(0, 0, -1)).toBeUndefined();
    expect(go(3, 0, 1)).toBeUndefined();
  });
});
