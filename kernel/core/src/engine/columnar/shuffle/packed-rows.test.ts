import { describe, expect, it } from "vitest";
import { DoubleType, LongType, StringType } from "../../../types/data-type.js";
import { packedRows } from "./packed-rows.js";

/** What a task of SQL sends beside its rows, its metrics above all, in the recorded runs. */
const BESIDE = 1600;

const rows = (start: number, end: number, row: (id: number) => readonly unknown[]): (readonly unknown[])[] =>
  Array.from({ length: end - start }, (_, i) => row(start + i));

describe("packed rows", () => {
  // "Result Size" of the tasks of spark.range(…).collect() and of a select over it, on Spark 4.3.0.
  it.each([
    ["the first thousand longs", [LongType], rows(0, 1000, (id) => [id]), 7876],
    ["the second thousand", [LongType], rows(1000, 2000, (id) => [id]), 6654],
    ["50,000 longs", [LongType], rows(50_000, 100_000, (id) => [id]), 255_466],
    [
      "a long, a string and a double",
      [LongType, StringType, DoubleType],
      rows(10_000, 20_000, (id) => [id, `name-${id}`, id * 1.5]),
      141_372,
    ],
  ] as const)("weigh what Spark's do: %s", (_, types, of, recorded) => {
    const bytes = packedRows(types)(of).bytes + BESIDE;
    expect(bytes / recorded).toBeGreaterThan(0.9);
    expect(bytes / recorded).toBeLessThan(1.1);
  });

  it("have the size of their UnsafeRows once unpacked", () => {
    expect(
      packedRows([LongType, StringType])([
        [1, "hello"],
        [2, null],
      ]).rowBytes,
    ).toBe(32 + 24);
    expect(packedRows([LongType])([]).rowBytes).toBe(0);
  });
});
