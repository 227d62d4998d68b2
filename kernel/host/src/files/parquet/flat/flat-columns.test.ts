import { DuckDBInstance } from "@duckdb/node-api";
import { type ColumnBatch, LongType, structField, structType, type VectorKind } from "@stageplay/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readAll, testFolder } from "../../testing/folder.js";

/** Files of DuckDB: pages of both versions, with dictionaries, plain, as differences and as runs; a null in every third row of some columns. */
const ROWS = 10_000;
const TABLE = `
  SELECT i::INTEGER AS few, i % 100 AS repeated, (i * 7919)::BIGINT AS many, i * 3000000000 AS beyond_int,
         'text ' || (i % 50) AS words, 'id' || (i * 7919) AS ids, CASE WHEN i % 3 = 0 THEN NULL ELSE 'ü' || (i % 9) END AS holes,
         CASE WHEN i % 3 = 1 THEN NULL ELSE i % 1000 END AS gaps, i % 2 = 0 AS even, i / 7 AS fraction, (i / 7)::FLOAT AS single,
         (i % 500)::DECIMAL(9, 2) AS small_decimal, (i * 1000003)::DECIMAL(18, 4) AS large_decimal,
         DATE '2024-01-01' + (i % 400)::INTEGER AS day, TIMESTAMP '2024-01-01 00:00:00' + to_microseconds(i * 977777) AS moment,
         (i % 200)::UTINYINT AS tiny, (i % 60000 + 2000000000)::UINTEGER AS unsigned, NULL::INTEGER AS nothing
  FROM range(${ROWS}) AS t(i)`;

const folder = testFolder();
afterAll(folder.remove);
beforeAll(async () => {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  for (const version of ["V1", "V2"]) {
    for (const codec of ["snappy", "zstd"]) {
      const file = `${folder.path}/${version}-${codec}.parquet`;
      await connection.run(
        `COPY (${TABLE}) TO '${file}' (FORMAT parquet, PARQUET_VERSION ${version}, COMPRESSION ${codec}, ROW_GROUP_SIZE 4096)`,
      );
    }
  }
});

const EPOCH_2024 = Date.UTC(2024, 0, 1) / 1000;

function expectedRow(i: number): unknown[] {
  return [
    i,
    i % 100,
    i * 7919,
    i * 3000000000,
    `text ${i % 50}`,
    `id${i * 7919}`,
    i % 3 === 0 ? null : `ü${i % 9}`,
    i % 3 === 1 ? null : i % 1000,
    i % 2 === 0,
    i / 7,
    Math.fround(i / 7),
    (i % 500) * 100,
    i * 1000003 * 10_000,
    EPOCH_2024 / 86_400 + (i % 400),
    EPOCH_2024 * 1_000_000 + i * 977_777,
    i % 200,
    (i % 60000) + 2_000_000_000,
    null,
  ];
}

describe.each(["V1-snappy", "V1-zstd", "V2-snappy", "V2-zstd"])("a file with pages %s", (name) => {
  it("gives every value", async () => {
    const { rows } = await readAll(folder.files, "parquet", `${name}.parquet`);
    expect(rows).toHaveLength(ROWS);
    for (const i of [0, 1, 2, 3, 4095, 4096, 5000, ROWS - 1]) expect(rows[i]).toEqual(expectedRow(i));
    for (const [i, row] of rows.entries())
      if (String(row) !== String(expectedRow(i))) expect(row).toEqual(expectedRow(i));
  });

  it("comes in typed vectors, texts that repeat as codes in one dictionary", async () => {
    const batches = readBatches(`${name}.parquet`);
    const kinds = (column: number) => [...new Set(batches.map(({ columns }) => kindOf(columns[column]!)))];
    expect([0, 3, 4, 5, 6, 7, 8, 9, 13, 14].map(kinds)).toEqual([
      ["int"],
      ["double"],
      ["string"],
      ["any"],
      ["string"],
      ["double"],
      ["boolean"],
      ["double"],
      ["int"],
      ["double"],
    ]);
    const dictionaries = new Set(
      batches.map(({ columns }) => "kind" in columns[4]! && columns[4].kind === "string" && columns[4].dictionary),
    );
    expect(dictionaries.size).toBe(1);
    expect([...dictionaries][0]).toMatchObject({ size: 50 });
  });
});

it("keeps longs exact that no double holds", async () => {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  await connection.run(
    `COPY (SELECT CASE WHEN i = 7 THEN 9007199254740993 ELSE i END AS n FROM range(10) AS t(i)) TO '${folder.path}/long.parquet'`,
  );
  const { rows } = await readAll(folder.files, "parquet", "long.parquet");
  expect(rows.map(([n]) => n)).toEqual([0, 1, 2, 3, 4, 5, 6, 9007199254740993n, 8, 9]);
});

it("reads a narrower column as a wider type", async () => {
  const schema = structType([structField("few", LongType)]);
  const { rows } = await readAll(folder.files, "parquet", "V1-snappy.parquet", { schema });
  expect(rows[ROWS - 1]).toEqual([ROWS - 1]);
});

function readBatches(path: string): ColumnBatch[] {
  const files = folder.files.list(path);
  const splits = files.map((file) => ({ path: file.path, start: 0, length: file.size }));
  const { schema } = folder.files.inferSchema("parquet", files, {});
  const scan = folder.files.openNow({ format: "parquet", schema, options: {}, splits });
  return splits.flatMap((split) => [...scan.read(split)]);
}

function kindOf(column: ColumnBatch["columns"][number]): VectorKind | "array" {
  return "kind" in column ? column.kind : "array";
}
