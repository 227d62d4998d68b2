import { describe, expect, it } from "vitest";
import { vectorOf } from "../../../types/column-vector.js";
import { IntegerType, LongType, StringType } from "../../../types/data-type.js";
import { batchOfRows, rowsOfBatches } from "../../../types/vector-batch.js";
import { concatBatches } from "./concat.js";
import { gatherBatch } from "./gather.js";
import { scatterBatch } from "./scatter.js";
import { withBigs } from "./with-bigs.js";

const TYPES = [IntegerType, StringType, LongType];
const FIRST = [
  [1, "a", 10],
  [null, "b", null],
];
const SECOND = [
  [3, "c", 30],
  [4, "a", 9007199254740993n],
  [5, null, 50],
];

describe("batches in one", () => {
  it("have one dictionary, whatever those of the pieces", () => {
    const whole = concatBatches([batchOfRows(FIRST, TYPES), batchOfRows(SECOND, TYPES)], TYPES);
    expect(rowsOfBatches([whole])).toEqual([...FIRST, ...SECOND]);
    const texts = whole.columns[1]!;
    expect(texts.kind === "string" && texts.dictionary.values).toEqual(["a", "b", "c"]);
  });

  it("keep longs that one piece holds exactly", () => {
    const whole = concatBatches([batchOfRows(FIRST, TYPES), batchOfRows(SECOND, TYPES)], TYPES);
    expect(whole.columns.map(({ kind }) => kind)).toEqual(["int", "string", "any"]);
  });

  it("of no rows are empty", () => {
    expect(concatBatches([], TYPES).numRows).toBe(0);
  });
});

describe("rows in another order", () => {
  const batch = batchOfRows([...FIRST, ...SECOND], TYPES);

  it("are gathered from their positions", () => {
    const order = [4, 0, 0, 3];
    const expected = order.map((row) => [...FIRST, ...SECOND][row]);
    expect(rowsOfBatches([gatherBatch(batch, Int32Array.from(order))])).toEqual(expected);
  });

  it("are scattered to their places", () => {
    const places = [2, 0, 4, 1, 3];
    const scattered = rowsOfBatches([scatterBatch(batch, Int32Array.from(places))]);
    expect(places.map((place) => scattered[place])).toEqual([...FIRST, ...SECOND]);
  });
});

it("bigints find their place among doubles", () => {
  const vector = vectorOf(LongType, [1, null, 0]);
  expect(vector.kind === "double" && withBigs(vector, new Map([[2, 2n ** 60n]]))).toEqual({
    kind: "any",
    values: [1, null, 2n ** 60n],
  });
});
