import { expect, it } from "vitest";
import { toCodePoints, toUtf16 } from "./text-position.js";

it("converts a cursor behind characters outside of the basic plane, both ways", () => {
  const text = "'🎭🎭'.len";
  expect(toUtf16(text, 4)).toBe(6);
  expect(toCodePoints(text, 6)).toBe(4);
  expect(toUtf16(text, 99)).toBe(text.length);
});
