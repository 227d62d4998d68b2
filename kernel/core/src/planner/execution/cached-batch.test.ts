import { expect, it } from "vitest";
import { serializedSize } from "../../rdd/serialized-size.js";
import { IntegerType, LongType } from "../../types/data-type.js";
import { batchOfRows } from "../../types/vector-batch.js";
import { CachedBatch } from "./cached-batch.js";

it("a cached batch is taken to be as large as its rows", () => {
  const rows = [
    [1, 5],
    [null, 2n ** 60n],
  ];
  const batch = batchOfRows(rows, [IntegerType, LongType]);
  expect(serializedSize(new CachedBatch(batch))).toBe(serializedSize({ rows }));
});
