import { describe, expect, it } from "vitest";
import { TextHash } from "./text-hash.js";

const of = (...parts: (string | number)[]) => {
  const hash = new TextHash();
  for (const part of parts) typeof part === "string" ? hash.addText(part) : hash.addNumber(part);
  return hash.digest();
};

describe("a text hash", () => {
  it("is equal for equal parts and differs with their content, order and borders", () => {
    const hashes = [
      of(),
      of("a"),
      of("b"),
      of("a", "b"),
      of("b", "a"),
      of("ab"),
      of(1),
      of(2),
      of(0.1),
      of(-0),
      of("1"),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
    expect(of("a", 1.5)).toBe(of("a", 1.5));
    expect(of("x")).toMatch(/^[0-9a-f]{32}$/);
  });

  it("spreads over many texts without meeting twice", () => {
    const half = Array.from({ length: 20_000 }, (_, i) => of(`job ${i}`).slice(0, 16));
    expect(new Set(half).size).toBe(half.length);
  });

  it("goes on after a digest", () => {
    const hash = new TextHash();
    hash.addText("a");
    hash.digest();
    hash.addText("b");
    expect(hash.digest()).toBe(of("a", "b"));
  });
});
