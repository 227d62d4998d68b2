import { expect, it } from "vitest";
import { HyperLogLog } from "./hyper-log-log.js";

it.each([0, 1, 100, 5_000, 40_000])("%i distinct values are counted within the error asked for", (distinct) => {
  const counter = new HyperLogLog(0.02);
  for (let i = 0; i < 2 * distinct; i++) counter.offer(i % distinct);
  expect(Math.abs(counter.cardinality - distinct)).toBeLessThanOrEqual(3 * 0.02 * distinct);
});

it("two counters merge to what one would have seen; tuples count as wholes", () => {
  const [left, right, all] = [new HyperLogLog(0.05), new HyperLogLog(0.05), new HyperLogLog(0.05)];
  for (let i = 0; i < 600; i++) {
    (i % 2 === 0 ? left : right).offer([i % 300, "ä"]);
    all.offer([i % 300, "ä"]);
  }
  expect(left.merge(right).cardinality).toBe(all.cardinality);
});
