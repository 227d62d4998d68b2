import { describe, expect, it } from "vitest";
import { DISPLAY, isMimeBundle, mimeBundle } from "./mime-bundle.js";

describe("a value under a cell", () => {
  it("is text, plain data as Node shows it and Spark's objects by their own toString", async () => {
    class Frame {
      toString(): string {
        return "DataFrame[id: bigint]";
      }
    }
    expect(await mimeBundle([1, "a"])).toEqual({ "text/plain": "[ 1, 'a' ]" });
    expect(await mimeBundle(new Frame())).toEqual({ "text/plain": "DataFrame[id: bigint]" });
    expect(await mimeBundle(new Map([[1, 2]]))).toEqual({ "text/plain": "Map(1) { 1 => 2 }" });
    expect(await mimeBundle(null)).toEqual({ "text/plain": "null" });
  });

  it("says itself how it is shown, when it can", async () => {
    const value = { [DISPLAY]: async () => ({ "text/html": "<b>1</b>" }) };
    expect(await mimeBundle(value)).toEqual({ "text/html": "<b>1</b>" });
  });

  it("is a bundle only when all its keys are MIME types", () => {
    expect(isMimeBundle({ "text/html": "x", "application/vnd.stageplay.run.v1+json": {} })).toBe(true);
    expect(isMimeBundle({ "text/html": "x", name: 1 })).toBe(false);
    expect(isMimeBundle({})).toBe(false);
    expect(isMimeBundle(["text/html"])).toBe(false);
  });
});
