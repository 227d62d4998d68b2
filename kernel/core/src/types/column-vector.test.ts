import { describe, expect, it } from "vitest";
import { allRows, BatchedRows, batchesOf } from "./batched-rows.js";
import { sliceVector, valueAt, valueReader, vectorOf } from "./column-vector.js";
import { BooleanType, DoubleType, IntegerType, LongType, StringType } from "./data-type.js";
import { StringDictionary } from "./string-dictionary.js";
import { batchOfRows, rowsOfBatches, sliceBatch } from "./vector-batch.js";

describe("vectors", () => {
  it("keep values in typed arrays, nulls beside them", () => {
    const ints = vectorOf(IntegerType, [3, null, -1]);
    expect(ints).toEqual({ kind: "int", values: Int32Array.of(3, 0, -1), nulls: Uint8Array.of(0, 1, 0) });
    expect([0, 1, 2].map((i) => valueAt(ints, i))).toEqual([3, null, -1]);
    expect(vectorOf(DoubleType, [1.5, Number.NaN]).kind).toBe("double");
    expect(valueReader(vectorOf(BooleanType, [true, null, false]))(1)).toBeNull();
    expect(valueReader(vectorOf(BooleanType, [true, false]))(0)).toBe(true);
  });

  it("keep longs exact: held values as soon as one is a bigint", () => {
    expect(vectorOf(LongType, [1, 9007199254740991]).kind).toBe("double");
    const big = vectorOf(LongType, [1, null, 9007199254740993n]);
    expect(big.kind).toBe("any");
    expect([0, 1, 2].map((i) => valueAt(big, i))).toEqual([1, null, 9007199254740993n]);
  });

  it("give texts the codes of a dictionary that batches share", () => {
    const dictionary = new StringDictionary();
    const first = vectorOf(StringType, ["FR", "DE", "FR"], dictionary);
    const second = vectorOf(StringType, ["DE", null, "IT"], dictionary);
    expect(first).toMatchObject({ kind: "string", values: Int32Array.of(0, 1, 0), dictionary });
    expect(second).toMatchObject({ values: Int32Array.of(1, 0, 2) });
    expect(dictionary.values).toEqual(["FR", "DE", "IT"]);
    expect(dictionary.find("ES")).toBe(-1);
  });

  it("are cut without copying", () => {
    const vector = vectorOf(IntegerType, [1, 2, null, 4]);
    const slice = sliceVector(vector, 1, 3);
    expect([valueAt(slice, 0), valueAt(slice, 1)]).toEqual([2, null]);
    expect((slice.values as Int32Array).buffer).toBe((vector.values as Int32Array).buffer);
  });
});

describe("batches", () => {
  const types = [IntegerType, StringType];
  const rows = [
    [1, "a"],
    [null, "b"],
    [3, null],
  ];

  it("hold rows, and give them back", () => {
    const batch = batchOfRows(rows, types);
    expect(rowsOfBatches([batch])).toEqual(rows);
    expect(rowsOfBatches([sliceBatch(batch, 1, 3)])).toEqual(rows.slice(1));
  });

  it("are made of rows that have none", () => {
    const many = Array.from({ length: 20_000 }, (_, i) => [i, `t${i % 7}`]);
    const batches = [...batchesOf(many.values(), types)];
    expect(batches.length).toBeGreaterThan(1);
    expect(rowsOfBatches(batches)).toEqual(many);
    const dictionaries = batches.map(({ columns }) => columns[1]!.kind === "string" && columns[1]!.dictionary);
    expect(new Set(dictionaries).size).toBe(1);
  });

  it("of rows that know both ways are used by who takes all, not by who iterates", () => {
    const batch = batchOfRows(rows, types);
    const used: string[] = [];
    const both = new BatchedRows(
      () => [batch, used.push("batches")].slice(0, 1) as [typeof batch],
      () => {
        used.push("rows");
        return rows;
      },
    );
    expect([...both]).toEqual(rows);
    expect(allRows(both)).toEqual(rows);
    expect([...new BatchedRows(() => [batch])]).toEqual(rows);
    expect(used).toEqual(["rows", "batches"]);
  });
});
