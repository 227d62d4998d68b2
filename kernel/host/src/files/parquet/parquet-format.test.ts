import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  arrayType,
  BinaryType,
  BooleanType,
  ByteType,
  DateType,
  DoubleType,
  decimalType,
  FloatType,
  IntegerType,
  LongType,
  mapType,
  ShortType,
  StringType,
  structField,
  structType,
  TimestampType,
} from "@stageplay/core";
import { parquetWriteBuffer } from "hyparquet-writer";
import { afterAll, describe, expect, it } from "vitest";
import { createNodeFiles } from "../index.js";
import { readAll, simple, testFolder, writeAll } from "../testing/folder.js";

const data = fileURLToPath(new URL("../../../../../notebooks/data", import.meta.url));
const notebooks = createNodeFiles(() => data);
const folder = testFolder();
afterAll(folder.remove);

describe("the sample data", () => {
  it("has the schema that the records of real Spark show", async () => {
    const { schema, rows } = await readAll(notebooks, "parquet", "orders.parquet");
    expect(simple(schema)).toBe(
      "struct<order_id:long,customer_id:long,product_id:long,country:string,device:string,quantity:integer,price:double,order_date:date,status:string>",
    );
    expect(rows).toHaveLength(10_000);
    expect(rows[0]).toEqual([0, 134, 50, "DE", "mobile", 1, 58.65, 20221, "complete"]);
  });

  it("gives only the wanted columns in the wanted order, null for one that is not there", async () => {
    const schema = structType([
      structField("UNIT_PRICE", DoubleType),
      structField("gone", StringType),
      structField("name", StringType),
    ]);
    expect((await readAll(notebooks, "parquet", "products.parquet", { schema })).rows[0]).toEqual([
      93.46,
      null,
      "product-000",
    ]);
  });

  it("counts rows without a column", async () => {
    expect((await readAll(notebooks, "parquet", "orders.parquet", { schema: structType([]) })).rows).toHaveLength(
      10_000,
    );
  });
});

const ALL_TYPES = structType([
  structField("boolean", BooleanType),
  structField("byte", ByteType),
  structField("short", ShortType),
  structField("integer", IntegerType, false),
  structField("long", LongType),
  structField("float", FloatType),
  structField("double", DoubleType),
  structField("string", StringType),
  structField("binary", BinaryType),
  structField("date", DateType),
  structField("timestamp", TimestampType),
  structField("decimal9", decimalType(9, 2)),
  structField("decimal18", decimalType(18, 4)),
  structField("decimal38", decimalType(38, 10)),
  structField("array", arrayType(decimalType(20, 2))),
  structField("map", mapType(IntegerType, LongType)),
  structField(
    "struct",
    structType([structField("a", LongType), structField("b", arrayType(structType([structField("c", StringType)])))]),
  ),
]);
const VALUES = [
  true,
  -128,
  -32768,
  7,
  -9223372036854775808n,
  Math.fround(1.1),
  0.1,
  "é",
  new Uint8Array([0, 255]),
  -719162,
  1609556645678901,
  -123456789,
  123456789012345678n,
  -12345678901234567890123456789012345678n,
  [12345678901234567890n, null, -1],
  new Map([
    [1, 5],
    [2, null],
  ]),
  [9, [["x"], [null]]],
];
const NULLS = ALL_TYPES.fields.map((field) => (field.nullable ? null : 0));
const EMPTY = ALL_TYPES.fields.map((field, i) =>
  field.name === "array" ? [] : field.name === "map" ? new Map() : VALUES[i],
);

describe("a round trip", () => {
  it.each(["snappy", "gzip", "none"])("keeps every type exactly (%s)", async (compression) => {
    const path = `all-${compression}`;
    writeAll(folder.files, "parquet", path, ALL_TYPES, [[VALUES, NULLS, EMPTY]], { options: { compression } });
    const { schema, rows } = await readAll(folder.files, "parquet", path);
    expect(simple(schema)).toBe(simple(ALL_TYPES));
    expect(rows).toEqual([VALUES, NULLS, EMPTY]);
  });

  it("writes an empty result with its schema", async () => {
    writeAll(folder.files, "parquet", "empty", ALL_TYPES, [[], []]);
    expect(folder.names("empty")).toEqual(["_SUCCESS", expect.stringMatching(/^part-00000-.*-c000\.snappy\.parquet$/)]);
    expect(await readAll(folder.files, "parquet", "empty")).toMatchObject({ rows: [] });
  });

  it("refuses an unknown codec and a void column", () => {
    const write = (schema: typeof ALL_TYPES, compression: string) => () =>
      writeAll(folder.files, "parquet", "never", schema, [], { options: { compression } });
    expect(write(ALL_TYPES, "foo")).toThrowError(
      expect.objectContaining({ condition: "CODEC_NOT_AVAILABLE.WITH_AVAILABLE_CODECS_SUGGESTION" }),
    );
    expect(write(structType([structField("n", { kind: "null" })]), "snappy")).toThrowError(
      expect.objectContaining({ condition: "UNSUPPORTED_DATA_TYPE_FOR_DATASOURCE" }),
    );
  });
});

describe("splits and batches", () => {
  const numbers = Array.from({ length: 10_000 }, (_, i) => i);
  const schema = structType([structField("n", IntegerType)]);
  const path = folder.put(
    "groups.parquet",
    new Uint8Array(
      parquetWriteBuffer({
        columnData: [{ name: "n", data: numbers, type: "INT32" }],
        rowGroupSize: 5_000,
        codec: "UNCOMPRESSED",
      }),
    ),
  );

  it("gives a row group to the split that holds its midpoint (G15)", async () => {
    for (const pieces of [1, 2, 3, 8, 50]) {
      const { rows, perSplit } = await readAll(folder.files, "parquet", path, { schema, pieces });
      expect(rows.map(([n]) => n)).toEqual(numbers);
      expect(perSplit.filter((split) => split.length > 0).map((split) => split.length % 5_000)).toEqual(
        pieces === 1 ? [0] : [0, 0],
      );
    }
  });

  it("hands out at most 4,096 rows at once, never across row groups (N1)", async () => {
    const [file] = folder.files.list(path);
    const split = { path: file!.path, start: 0, length: file!.size };
    const scan = folder.files.openNow({ format: "parquet", schema, options: {}, splits: [split] });
    expect(Array.from(scan.read(split), (batch) => batch.numRows)).toEqual([4096, 904, 4096, 904]);
  });
});

describe("files that cannot be read", () => {
  const good = readFileSync(`${data}/products.parquet/part-00000.parquet`);

  it.each([
    ["text.parquet", Buffer.from("this is not parquet at all")],
    ["short.parquet", Buffer.from("x")],
    ["cut.parquet", good.subarray(0, good.length - 100)],
  ])("names a bad footer: %s", async (name, content) => {
    folder.put(name, content);
    await expect(readAll(folder.files, "parquet", name)).rejects.toMatchObject({
      condition: "FAILED_READ_FILE.CANNOT_READ_FILE_FOOTER",
      message: expect.stringContaining(name),
      nextStep: expect.stringContaining("whole Parquet file"),
    });
  });

  it("names a file with damaged pages", async () => {
    const damaged = Buffer.concat([good.subarray(0, 200), Buffer.alloc(300), good.subarray(500)]);
    await expect(readAll(folder.files, "parquet", folder.put("damaged.parquet", damaged))).rejects.toMatchObject({
      condition: "FAILED_READ_FILE.NO_HINT",
      message: expect.stringContaining("damaged.parquet"),
    });
  });

  it("does not read a column as a type that it is not", async () => {
    const schema = structType([structField("product_id", StringType)]);
    await expect(readAll(notebooks, "parquet", "products.parquet", { schema })).rejects.toMatchObject({
      condition: "FAILED_READ_FILE.PARQUET_COLUMN_DATA_TYPE_MISMATCH",
      message: expect.stringContaining("[product_id]. Expected Spark type STRING, actual Parquet type INT64."),
    });
  });

  it("cannot infer a schema from nothing", async () => {
    folder.put("nothing/_SUCCESS", "");
    await expect(readAll(folder.files, "parquet", "nothing")).rejects.toMatchObject({
      condition: "UNABLE_TO_INFER_SCHEMA",
    });
  });
});
