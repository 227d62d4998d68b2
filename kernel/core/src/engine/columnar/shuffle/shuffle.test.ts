import { describe, expect, it } from "vitest";
import { type TaskContext, TaskMetrics } from "../../../rdd/task-context.js";
import { allRows, BatchedRows } from "../../../types/batched-rows.js";
import { type DataType, decimalType, type InternalRow } from "../../../types/data-type.js";
import { batchOfRows, rowsOfBatches } from "../../../types/vector-batch.js";
import { HASH_SEED, hashPartitionId, murmur3Hash, unsafeRowSize } from "../../expressions/index.js";
import { hashColumns, hashPartitionIds, sortedByHash } from "./hash-columns.js";
import { rowBytes } from "./row-bytes.js";
import { batchWriter } from "./write-batches.js";

const TYPES: readonly DataType[] = [
  { kind: "string" },
  { kind: "integer" },
  { kind: "long" },
  { kind: "double" },
  { kind: "boolean" },
  { kind: "date" },
  decimalType(10, 2),
  decimalType(30, 2),
  { kind: "string" },
  { kind: "array", elementType: { kind: "integer" }, containsNull: true },
  { kind: "float" },
];

function rows(count: number): InternalRow[] {
  const nullable = (i: number, step: number, value: unknown): unknown => (i % step === 0 ? null : value);
  return Array.from({ length: count }, (_, i) => [
    nullable(i, 5, ["FR", "", "zürich", "a longer text"][i % 4]),
    nullable(i, 7, i * 7919 - 40_000),
    nullable(i, 6, i % 9 === 0 ? 2n ** 61n - BigInt(i) : (i - 5) * 2 ** 33),
    nullable(i, 4, [0, -0, Number.NaN, 1.5][i % 4]),
    nullable(i, 3, i % 2 === 0),
    nullable(i, 8, 19_000 + i),
    nullable(i, 9, i * 100 - 900),
    i * 12,
    nullable(i, 2, ["x", "y"][i % 2]),
    nullable(i, 11, [i, null]),
    nullable(i, 13, Math.fround(i / 3)),
  ]);
}

const ROWS = rows(200);
const BATCH = batchOfRows(ROWS, TYPES);
const CONTEXT = { metrics: new TaskMetrics() } as TaskContext;

describe("shuffles by columns do what they do row by row", () => {
  it("hashes and partitions (G17)", () => {
    const hash = murmur3Hash(TYPES);
    expect([...hashColumns(BATCH.columns, TYPES, 200)]).toEqual(ROWS.map((row) => hash(row, HASH_SEED)));
    for (const column of TYPES.keys()) {
      const partition = hashPartitionId([TYPES[column]!], 7);
      const ids = hashPartitionIds([BATCH.columns[column]!], [TYPES[column]!], 200, 7);
      expect([...ids]).toEqual(ROWS.map((row) => partition([row[column]]) + 0));
    }
  });

  it("bytes of UnsafeRows (F6)", () => {
    const size = unsafeRowSize(TYPES);
    const bytes = rowBytes(BATCH, TYPES);
    for (const [start, end] of [
      [0, 200],
      [17, 18],
      [30, 99],
    ] as const) {
      expect(bytes(start, end)).toBe(ROWS.slice(start, end).reduce((sum, row) => sum + size(row), 0));
    }
  });

  it("blocks by reducer, rows in their order", () => {
    const partition = hashPartitionId([TYPES[1]!], 5);
    const write = batchWriter(TYPES, 5, (batch) =>
      hashPartitionIds([batch.columns[1]!], [TYPES[1]!], batch.numRows, 5),
    );
    const output = write(ROWS, CONTEXT);
    for (let reducer = 0; reducer < 5; reducer++) {
      const expected = ROWS.filter((row) => partition([row[1]]) === reducer);
      const block = output.get(reducer)!;
      expect(block.numRecords).toBe(expected.length);
      expect(allRows(block.records as BatchedRows)).toEqual(expected);
    }
  });

  it("no block without rows, one where all go to the first", () => {
    expect(batchWriter(TYPES, 3, () => undefined)([], CONTEXT).size).toBe(0);
    const output = batchWriter(TYPES, 1, () => undefined)(new BatchedRows(() => [BATCH]), CONTEXT);
    expect([...output.keys()]).toEqual([0]);
    expect(output.get(0)!.bytes).toBeLessThan(output.get(0)!.dataBytes);
  });

  it("the same order of rows whatever order they came in (G9)", () => {
    const turned = batchOfRows([...ROWS].reverse(), TYPES);
    expect(rowsOfBatches([sortedByHash(turned, TYPES)])).toEqual(rowsOfBatches([sortedByHash(BATCH, TYPES)]));
  });
});
