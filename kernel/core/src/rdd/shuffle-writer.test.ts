import { expect, test } from "vitest";
import type { ShuffleDependency } from "./dependency.js";
import { shuffleWriter } from "./shuffle-writer.js";

const CONF = { bypassMergeThreshold: 200, usesKryo: false };
const dependency = (numPartitions: number, write: object) =>
  ({ numPartitions, write }) as unknown as ShuffleDependency<unknown>;
const sql = { writeAll: () => new Map() };
const combining = { prepare: () => [] };

// What Spark 4.3 chose: the class of ShuffleDependency.shuffleHandle.
test.each([
  ["up to 200 reducers", dependency(200, {}), [1, 2], "BypassMergeSort"],
  ["more, pairs of numbers: Spark takes Kryo", dependency(201, {}), [1, 2], "Serialized"],
  ["more, strings", dependency(300, {}), ["a", "b"], "Serialized"],
  ["more, objects", dependency(201, {}), [{ i: 1 }, 2], "Sort"],
  ["more, nothing to see the types by", dependency(201, {}), undefined, "Sort"],
  ["combining on the map side, few reducers", dependency(2, combining), [1, 2], "Sort"],
  ["combining on the map side, many", dependency(201, combining), [1, 2], "Sort"],
  ["SQL, few", dependency(200, sql), undefined, "BypassMergeSort"],
  ["SQL, many", dependency(201, sql), undefined, "Serialized"],
  ["SQL, more than pointers can tell", dependency(2 ** 24 + 1, sql), undefined, "Sort"],
] as const)("%s (F1)", (_, shuffle, record, writer) => {
  expect(shuffleWriter(shuffle, CONF, record)).toBe(writer);
});

test("the settings move the rule", () => {
  expect(shuffleWriter(dependency(50, sql), { ...CONF, bypassMergeThreshold: 49 }, undefined)).toBe("Serialized");
  expect(shuffleWriter(dependency(201, {}), { ...CONF, usesKryo: true }, [{ i: 1 }, 2])).toBe("Serialized");
});
