import { expect, it } from "vitest";
import { paintPng } from "./png.js";

const svg = (text: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40"><rect width="120" height="40" fill="#fff"/>${text}</svg>`;

it("paints an SVG larger than its size, and says at which size to show it", () => {
  const { base64, width, height } = paintPng(svg(""));
  expect([width, height]).toEqual([120, 40]);
  const png = Buffer.from(base64, "base64");
  expect(png.subarray(1, 4).toString()).toBe("PNG");
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([180, 60]);
});

it.each(["normal", "bold"])("paints text in weight %s, which vanishes without a font", (weight) => {
  const text = `<text x="10" y="25" font-family="sans-serif" font-weight="${weight}">Stage 1</text>`;
  const [blank, written] = [paintPng(svg("")), paintPng(svg(text))];
  expect(written.base64.length).toBeGreaterThan(blank.base64.length + 500);
});
