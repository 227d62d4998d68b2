import { expect, test } from "vitest";
import { lz4Size } from "./lz4-size.js";
import { XORShiftRandom } from "./xor-shift-random.js";

const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0));
const size = (bytes: Uint8Array): number => lz4Size(bytes, 0, bytes.length);

test("too short to look for repeats: a token and the bytes", () => {
  expect(size(bytesOf("hello world!"))).toBe(13);
  expect(size(new Uint8Array(0))).toBe(1);
});

test("one long repeat: literal, offset, lengths, the last five bytes", () => {
  // token + 1 literal + offset 2 + length bytes ceil, then token + 5 literals
  expect(size(new Uint8Array(1000))).toBe(1 + 1 + 2 + 4 + 1 + 5);
});

test("random bytes grow a little", () => {
  const random = new XORShiftRandom(1);
  const noise = Uint8Array.from({ length: 4096 }, () => random.nextInt(256));
  expect(size(noise)).toBeGreaterThan(4096);
  expect(size(noise)).toBeLessThan(4096 + 64);
});
