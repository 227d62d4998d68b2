import { expect, test } from "vitest";
import { utf8Encode } from "../types/utf8.js";
import { sha1Hex } from "./sha1.js";

test.each([
  ["", "da39a3ee5e6b4b0d3255bfef95601890afd80709"],
  ["abc", "a9993e364706816aba3e25717850c26c9cd0d89d"],
  ["abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "84983e441c3bd26ebaae4aa1f95129e5e54670f1"],
])("the vectors of FIPS 180: %s", (text, digest) => {
  expect(sha1Hex(utf8Encode(text))).toBe(digest);
});
