import { describe, expect, it } from "vitest";
import { boundReference, sortOrder } from "../../../plans/expressions/index.js";
import { type DataType, DoubleType, IntegerType, LongType, StringType } from "../../../types/data-type.js";
import { batchOfRows } from "../../../types/vector-batch.js";
import { rowOrdering } from "../../expressions/index.js";
import { sortedRows } from "./sorted-rows.js";

const TYPES: readonly DataType[] = [IntegerType, DoubleType, StringType, LongType];
const DOUBLES = [0, -0, Number.NaN, -1.5, 1e300, Number.NEGATIVE_INFINITY, 2.5];
const TEXTS = ["b", "", "ä", "\u{1F600}", "\uFFFD", "a"];

function rows(count: number): unknown[][] {
  const nullable = (i: number, step: number, value: unknown): unknown => (i % step === 0 ? null : value);
  return Array.from({ length: count }, (_, i) => [
    nullable(i, 5, ((i * 7919) % 41) - 20),
    nullable(i, 6, DOUBLES[(i * 3) % 7]),
    nullable(i, 7, TEXTS[(i * 5) % 6]),
    nullable(i, 4, ((i * 104729) % 99) * 2 ** 40),
  ]);
}

function expectSorted(
  values: unknown[][],
  keys: readonly { column: number; ascending: boolean; nullsFirst: boolean }[],
): void {
  const orders = keys.map(({ column, ascending, nullsFirst }) =>
    sortOrder(boundReference(column, TYPES[column]!, true), ascending, nullsFirst),
  );
  const compare = rowOrdering(orders);
  const expected = values.map((_, i) => i).sort((a, b) => compare(values[a]!, values[b]!));
  const sortKeys = keys.map(({ column, ...key }) => ({ ...key, ordinal: column, dataType: TYPES[column]! }));
  expect([...sortedRows(batchOfRows(values, TYPES), sortKeys)]).toEqual(expected);
}

describe("rows sorted by columns", () => {
  for (const count of [0, 1, 50, 6000]) {
    it(`${count} rows, as comparing them sorts them, equal ones in their order`, () => {
      const values = rows(count);
      for (const column of [0, 1, 2, 3]) {
        for (const ascending of [true, false]) {
          for (const nullsFirst of [true, false]) expectSorted(values, [{ column, ascending, nullsFirst }]);
        }
      }
      expectSorted(values, [
        { column: 2, ascending: false, nullsFirst: true },
        { column: 1, ascending: true, nullsFirst: false },
        { column: 0, ascending: true, nullsFirst: true },
      ]);
    });
  }

  it("longs that are bigints", () => {
    const values = [
      [1, 1, "a", 2n ** 60n],
      [1, 1, "a", 5],
      [1, 1, "a", null],
      [1, 1, "a", -(2n ** 60n)],
    ];
    expectSorted(values, [{ column: 3, ascending: true, nullsFirst: true }]);
    expectSorted(values, [{ column: 3, ascending: false, nullsFirst: false }]);
  });
});
