import fc from "fast-check";
import { expect, it } from "vitest";
import { readHybrid } from "./rle-hybrid.js";

const read = (bytes: readonly number[], width: number, length: number): number[] => {
  const out = new Int32Array(length);
  readHybrid(Uint8Array.from(bytes), 0, width, out);
  return [...out];
};

it("reads the format's own example: 0 to 7 in three bits each", () => {
  expect(read([0b11, 0b10001000, 0b11000110, 0b11111010], 3, 8)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
});

it("reads a run in as many bytes as its value needs, and stops where the page does", () => {
  expect(read([5 << 1, 0x39, 0x30], 14, 5)).toEqual([12345, 12345, 12345, 12345, 12345]);
  expect(read([60 << 1, 1], 1, 3)).toEqual([1, 1, 1]);
});

it("says when the bytes end early", () => {
  expect(() => read([2 << 1, 7], 3, 5)).toThrowError("a run of codes ends after 2 of 5");
});

it("reads back packed values of every width", () => {
  const values = fc.integer({ min: 1, max: 31 }).chain((width) =>
    fc.record({
      width: fc.constant(width),
      values: fc.array(fc.integer({ min: 0, max: 2 ** width - 1 }), { minLength: 1, maxLength: 50 }),
    }),
  );
  fc.assert(
    fc.property(values, ({ width, values }) => {
      expect(read(packed(values, width), width, values.length)).toEqual(values);
    }),
  );
});

/** One bit-packed run, filled up to a multiple of eight values. */
function packed(values: readonly number[], width: number): number[] {
  const groups = Math.ceil(values.length / 8);
  const bytes = new Array<number>(groups * width).fill(0);
  for (const [i, value] of values.entries()) {
    for (let bit = 0; bit < width; bit++) {
      if (Math.floor(value / 2 ** bit) % 2 === 1) bytes[(i * width + bit) >>> 3]! |= 1 << ((i * width + bit) & 7);
    }
  }
  return [(groups << 1) | 1, ...bytes];
}
