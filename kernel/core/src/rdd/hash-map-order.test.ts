import { expect, it } from "vitest";
import { appendOnlyOrder, javaHashMapOrder } from "./hash-map-order.js";

it("every key comes once, whatever the load and the collisions", () => {
  const hashes = Array.from({ length: 1_000 }, (_, i) => i % 250);
  expect([...appendOnlyOrder(hashes)].sort((a, b) => a - b)).toEqual(hashes.map((_, i) => i));
});

// Recorded: sc.parallelize(0 to 9, 1).map((_, 1)).reduceByKey(_ + _).keys.collect()
it("keys come in the order of Spark's AppendOnlyMap", () => {
  const keys = Array.from({ length: 10 }, (_, i) => i);
  expect([...appendOnlyOrder(keys)]).toEqual([4, 0, 1, 6, 3, 7, 9, 8, 5, 2]);
});

it("java.util.HashMap gives buckets in order, and insertion order within one", () => {
  expect(javaHashMapOrder([33, 1, 17, 2, 0])).toEqual([4, 0, 1, 2, 3]);
});
