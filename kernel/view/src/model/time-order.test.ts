import { describe, expect, it } from "vitest";
import { timeOrder } from "./time-order.js";

describe("timeOrder", () => {
  it("orders as a stable sort of the values does", () => {
    const times = Float64Array.from({ length: 500 }, (_, i) => ((i * 7919) % 101) / 7 + (i % 3 === 0 ? 1e6 : 0));
    const sorted = Array.from(times, (_, i) => i).sort((a, b) => times[a]! - times[b]!);
    expect(Array.from(timeOrder(times))).toEqual(sorted);
  });

  it("leaves what is in order alone, and knows that -0 is 0", () => {
    expect(Array.from(timeOrder(Float64Array.of(0, 1, 1, 5)))).toEqual([0, 1, 2, 3]);
    expect(Array.from(timeOrder(Float64Array.of(2, -0, 1)))).toEqual([1, 2, 0]);
    expect(timeOrder(new Float64Array(0))).toHaveLength(0);
  });
});
