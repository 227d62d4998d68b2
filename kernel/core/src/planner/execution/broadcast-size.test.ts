import { expect, test } from "vitest";
import { attributeReference } from "../../plans/expressions/index.js";
import { IntegerType, LongType, StringType } from "../../types/data-type.js";
import { broadcastTimedOut, tooManyRowsToBroadcast } from "./broadcast-errors.js";
import { mostRows, relationBytes, relationMode } from "./broadcast-size.js";

const inMiB = (bytes: number): number => Math.round((bytes / 1024 ** 2) * 10) / 10;
const key = (type: Parameters<typeof attributeReference>[1]) => attributeReference("key", type, true, 0);

// "data size" of BroadcastExchange, and the estimated size of its block, on Spark 4.3.0.
test("a relation has the size that Spark reports", () => {
  expect(inMiB(relationBytes("long", 1000, 1000 * 24))).toBe(32);
  expect(inMiB(relationBytes("long", 300_000, 300_000 * 24))).toBe(48);
  expect(inMiB(relationBytes("keys", 300_000, 300_000 * 40))).toBe(40);
  expect(relationBytes("rows", 10, 240)).toBe(240);
});

test("keys that are close together are places in an array: 200 rows with the keys 1 to 200", () => {
  expect(relationBytes("long", 200, 200 * 40, 199)).toBe(33_556_016);
  expect(relationBytes("long", 200, 200 * 40, 5_000)).toBe(relationBytes("long", 200, 200 * 40));
});

test("whole numbers that fit into a long together are one key; that decides how many rows a table may have (E8)", () => {
  expect([[], [key(LongType)], [key(IntegerType), key(IntegerType)]].map(relationMode)).toEqual([
    "rows",
    "long",
    "long",
  ]);
  expect([[key(StringType)], [key(LongType), key(IntegerType)]].map(relationMode)).toEqual(["keys", "keys"]);
  expect((["rows", "long", "keys"] as const).map(mostRows)).toEqual([512_000_000, 512_000_000, 357_913_941]);
});

test("limits are told in Spark's words", () => {
  expect(tooManyRowsToBroadcast(600_000_000, 512_000_000).summary).toBe(
    "Cannot broadcast the table over 512000000 rows: 600000000 rows.",
  );
  expect(broadcastTimedOut(300).summary).toContain(
    "Could not execute broadcast in 300 secs. You can increase the timeout",
  );
});
