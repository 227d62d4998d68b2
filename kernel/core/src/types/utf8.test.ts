import { expect, test } from "vitest";
import { utf8Decode, utf8Encode, utf8Length } from "./utf8.js";

test.each([
  ["abc", [97, 98, 99]],
  ["é", [0xc3, 0xa9]],
  ["€", [0xe2, 0x82, 0xac]],
  ["😀", [0xf0, 0x9f, 0x98, 0x80]],
  ["", []],
])("%j as bytes and back", (text, bytes) => {
  expect([...utf8Encode(text)]).toEqual(bytes);
  expect(utf8Length(text)).toBe(bytes.length);
  expect(utf8Decode(new Uint8Array(bytes))).toBe(text);
});

test("a lone surrogate is a question mark, malformed bytes U+FFFD", () => {
  expect([...utf8Encode("a\ud800b")]).toEqual([97, 0x3f, 98]);
  expect(utf8Length("a\ud800b")).toBe(3);
  expect(utf8Decode(new Uint8Array([0x61, 0xff, 0xc3]))).toBe("a\ufffd\ufffd");
});
