import { fileURLToPath } from "node:url";
import {
  arrayType,
  BooleanType,
  DateType,
  DoubleType,
  decimalType,
  IntegerType,
  LongType,
  mapType,
  StringType,
  structField,
  structType,
  TimestampType,
} from "@stageplay/core";
import { afterAll, describe, expect, it } from "vitest";
import { createNodeFiles } from "../index.js";
import { type ReadOptions, readAll, simple, testFolder, writeAll } from "../testing/folder.js";

const notebooks = createNodeFiles(() => fileURLToPath(new URL("../../../../../notebooks/data", import.meta.url)));
const folder = testFolder();
afterAll(folder.remove);

const read = async (lines: string[], more: ReadOptions = {}) => {
  const { schema, rows } = await readAll(folder.files, "json", folder.put("a.json", lines.join("\n")), more);
  return { schema: simple(schema).slice(7, -1), rows };
};

// The expectations were recorded from Spark 4.3.0.
describe("inferring JSON", () => {
  it.each([
    [
      ['{"b":1,"a":"x"}', '{"b":1.5,"c":null}', '{"a":2,"d":{"z":1,"y":[1,2.5]},"e":{}}'],
      "a:string,b:double,c:string,d:struct<y:array<double>,z:long>",
    ],
    [
      ['{"i":9223372036854775807,"b":9223372036854775808,"d":1.0,"m":1}', '{"i":1,"b":1,"d":1,"m":"x"}'],
      "b:decimal(20,0),d:double,i:long,m:string",
    ],
    [['{"b":9223372036854775808}', '{"b":1.5}'], "b:double"],
    [['{"a":[1,"x"],"b":[],"c":[{"p":1},{"q":2}]}', '{"a":null,"c":1}'], "a:array<string>,b:array<string>,c:string"],
    [['{"a":1}', "{bad", '{"a":2,"B":1}'], "B:long,_corrupt_record:string,a:long"],
    [['[{"a":1},{"a":2}]'], "a:long"],
    [["{'a':'x'}"], "a:string"],
    [['{"a":NaN}', '{"a":1}'], "a:double"],
    [['{"a":true}', '{"a":1}'], "a:string"],
  ])("%j", async (lines, schema) => {
    expect((await read(lines)).schema).toBe(schema);
  });

  it("counts every line", () => {
    const files = folder.files.list(folder.put("n.json", '{"a":1}\n\n{"a":2}\n'));
    expect(folder.files.inferSchema("json", files, {})).toMatchObject({ recordsRead: 3, bytesRead: 17 });
  });

  it("does not tell names apart by case", async () => {
    await expect(read(['{"a":1,"A":2}'])).rejects.toMatchObject({ condition: "COLUMN_ALREADY_EXISTS" });
  });
});

describe("the sample data", () => {
  it("has the schema and the groups that the record d20 of real Spark shows", async () => {
    const { schema, rows } = await readAll(notebooks, "json", "events.json", { pieces: 3 });
    expect(simple(schema)).toBe("struct<id:long,type:string,user:struct<country:string,id:long>,value:double>");
    const count = (type: string) => rows.filter((row) => row[1] === type).length;
    expect(["buy", "click", "view"].map(count)).toEqual([694, 661, 645]);
  });
});

describe("reading JSON", () => {
  it("keeps 64-bit integers and the text of what is read as a string", async () => {
    expect((await read(['{"a":9223372036854775807}'])).rows).toEqual([[9223372036854775807n]]);
    const { rows } = await read(['{"a":{"x": 1}}', '{"a":"s\\u00e9\\n"}', '{"a":[1, 2]}', '{"a":1.50}', '{"a":true}']);
    expect(rows.flat()).toEqual(['{"x": 1}', "sé\n", "[1, 2]", "1.50", "true"]);
  });

  it("skips blank lines and ignores what follows a value", async () => {
    expect((await read(['{"a":1} xx', "", '{"a":2},'])).rows).toEqual([[1], [2]]);
  });

  const schema = structType([
    structField("i", IntegerType),
    structField("d", DoubleType),
    structField("dt", DateType),
    structField("ts", TimestampType),
    structField("b", BooleanType),
    structField("dec", decimalType(5, 2)),
    structField("s", StringType),
    structField("a", arrayType(IntegerType)),
    structField("m", mapType(StringType, IntegerType)),
    structField("st", structType([structField("x", IntegerType), structField("y", StringType)])),
    structField("_corrupt_record", StringType),
  ]);

  it("reads every type by the schema given", async () => {
    const line =
      '{"i":1,"d":3,"dt":"2021-01-01","ts":"2021-01-01T00:00:00Z","b":true,"dec":1.239,"s":{"k": [1,2]},"a":[1,null],"m":{"x":1},"st":{"y":"q"}}';
    expect((await read([line], { schema })).rows).toEqual([
      [1, 3, 18628, 1609459200000000, true, 124, '{"k": [1,2]}', [1, null], new Map([["x", 1]]), [null, "q"], null],
    ]);
  });

  it.each([
    ['{"i":1.5,"s":"keep"}', { s: "keep" }],
    ['{"i":3000000000,"s":1.50}', { s: "1.50" }],
    ['{"d":"1.5","b":"true","dec":"1.5","a":1,"s":"t"}', { dec: 150, s: "t" }],
    ["bad", {}],
    ["7", {}],
  ])("nulls what does not fit and keeps the record: %s", async (line, kept) => {
    const { rows } = await read([line], { schema });
    const expected: Record<string, unknown> = { ...kept, _corrupt_record: line };
    expect(rows).toEqual([schema.fields.map((field) => expected[field.name] ?? null)]);
  });

  it("fails under FAILFAST, and names the file", async () => {
    await expect(read(["bad"], { schema, options: { mode: "FAILFAST" } })).rejects.toMatchObject({
      condition: "FAILED_READ_FILE.NO_HINT",
      message: expect.stringContaining("a.json"),
    });
  });
});

describe("writing JSON", () => {
  it("leaves nulls out and writes numbers, dates and nested values as Spark does", async () => {
    const schema = structType([
      structField("l", LongType),
      structField("d", DoubleType),
      structField("dt", DateType),
      structField("ts", TimestampType),
      structField("dec", decimalType(5, 2)),
      structField("s", StringType),
      structField("a", arrayType(IntegerType)),
      structField("m", mapType(StringType, IntegerType)),
      structField("st", structType([structField("p", IntegerType), structField("q", StringType)])),
    ]);
    const rows = [
      [3000000000, 1e10, 18629, 1609556645678900, 150, "new\nline é\u0001/", [1, null], new Map([["x", 1]]), [1, null]],
      [null, Number.NaN, null, null, -5, null, null, null, null],
    ];
    writeAll(folder.files, "json", "out", schema, [rows]);
    const [file] = folder.files.list("out");
    expect((await readAll(folder.files, "text", file!.path)).rows.map(([line]) => line)).toEqual([
      '{"l":3000000000,"d":1.0E10,"dt":"2021-01-02","ts":"2021-01-02T03:04:05.678Z","dec":1.50,"s":"new\\nline é\\u0001/","a":[1,null],"m":{"x":1},"st":{"p":1}}',
      '{"d":"NaN","dec":-0.05}',
    ]);
    expect((await readAll(folder.files, "json", "out", { schema })).rows[1]).toEqual(rows[1]);
  });
});
