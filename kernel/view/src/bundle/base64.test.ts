import { describe, expect, it } from "vitest";
import { fromBase64, toBase64 } from "./base64.js";

describe("base64", () => {
  it("equals Node's for every length modulo three and across chunks", () => {
    for (const length of [0, 1, 2, 3, 4, 255, 12_288, 12_289, 12_290]) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 31) % 256);
      const text = Buffer.from(bytes).toString("base64");
      expect(toBase64(bytes)).toBe(text);
      expect(fromBase64(text, "part")).toEqual(bytes);
    }
  });
});
