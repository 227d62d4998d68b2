import { fileURLToPath } from "node:url";
import { IntegerType, StringType, structField, structType } from "@stageplay/core";
import { afterAll, describe, expect, it } from "vitest";
import { createNodeFiles } from "../index.js";
import { type ReadOptions, readAll, simple, testFolder, writeAll } from "../testing/folder.js";

const notebooks = createNodeFiles(() => fileURLToPath(new URL("../../../../../notebooks/data", import.meta.url)));
const folder = testFolder();
afterAll(folder.remove);

const read = async (text: string, options: Record<string, string> = {}, more: ReadOptions = {}) => {
  const { schema, rows } = await readAll(folder.files, "csv", folder.put("a.csv", text), { options, ...more });
  return { schema: simple(schema).slice(7, -1), rows };
};

// The expectations were recorded from Spark 4.3.0.
describe("reading CSV", () => {
  it("reads strings named _c0, … without options", async () => {
    expect(await read("a,b\n1,2\r\n3,4\n")).toEqual({
      schema: "_c0:string,_c1:string",
      rows: [
        ["a", "b"],
        ["1", "2"],
        ["3", "4"],
      ],
    });
  });

  it("reads quotes and escapes", async () => {
    const { rows } = await read('"b,c",d\n"x ""y"" z",2\n"p \\"q\\" r",5\n"unclosed,2\nab"cd"e,f\n');
    expect(rows).toEqual([
      ["b,c", "d"],
      ['"x ""y"" z"', "2"],
      ['p "q" r', "5"],
      ["unclosed,2", null],
      ['ab"cd"e', "f"],
    ]);
    expect((await read('"x ""y"" z",2\n', { escape: '"' })).rows).toEqual([['x "y" z', "2"]]);
  });

  it("reads empty fields as null and skips blank lines", async () => {
    expect((await read('a,b\n,1\n"",2\n   ,3\n\n  \n', { header: "true" })).rows).toEqual([
      [null, "1"],
      [null, "2"],
      ["   ", "3"],
    ]);
  });

  it("tells an empty string from null under nullValue", async () => {
    const { rows } = await read('a,b\nNA,1\n,2\n"",3\n', { header: "true", nullvalue: "NA" });
    expect(rows).toEqual([
      [null, "1"],
      [null, "2"],
      ["", "3"],
    ]);
  });

  it("makes header names unique", async () => {
    expect((await read("a,,A,a\n1,2,3,4\n", { header: "true" })).schema).toBe(
      "a0:string,_c1:string,A2:string,a3:string",
    );
  });

  it("takes sep, comment and records that are too short or too long", async () => {
    expect((await read("#x\na;b\n#c\n1\n1;2;3\n", { header: "true", sep: ";", comment: "#" })).rows).toEqual([
      ["1", null],
      ["1", "2"],
    ]);
  });

  it("infers types in Spark's order", async () => {
    const text = [
      "i,l,d,dt,ts,b,s,big,mix,dm,e,nan,dot",
      "1,3000000000,1.5,2021-04-22,2021-04-22 10:11:12,true,x,123456789012345678901234567890,1,2021-01-01,,NaN,1.",
      "2,4,2,2021-05-02,2021-04-22T10:11:12.123Z,FALSE,y,1,2.5,2021-01-01 00:00:01,,Inf,1",
    ].join("\n");
    const { schema, rows } = await read(text, { header: "true", inferschema: "true", preferdate: "true" });
    expect(schema.split(/,(?!\d)/)).toEqual(
      "i:integer l:long d:double dt:date ts:timestamp b:boolean s:string big:decimal(30,0) mix:double dm:timestamp e:string nan:double dot:decimal(1,0)".split(
        " ",
      ),
    );
    expect(rows[1]).toEqual([
      2,
      4,
      2,
      18749,
      1619086272123000,
      false,
      "y",
      1,
      2.5,
      1609459201000000,
      null,
      Number.POSITIVE_INFINITY,
      1,
    ]);
    expect(rows[0]![7]).toBe(123456789012345678901234567890n);
  });

  it.each([
    ["2021-4-2", "timestamp"],
    ["2021-04", "timestamp"],
    ["2021-04-22T", "string"],
    ["2021-02-30", "string"],
    ["-.5", "double"],
    [" 5", "double"],
    ["9223372036854775808", "decimal(19,0)"],
    ["Infinity", "double"],
    ["1L", "string"],
    ["null", "string"],
  ])("infers %s as %s", async (text, type) => {
    expect((await read(text, { inferschema: "true" })).schema).toBe(`_c0:${type}`);
  });

  it("falls back to string where values disagree", async () => {
    expect((await read("true,2021-01-01,1\n1,xx,abc\n", { inferschema: "true" })).schema).toBe(
      "_c0:string,_c1:string,_c2:string",
    );
  });

  it("takes the user's date patterns", async () => {
    const options = { inferschema: "true", dateformat: "dd/MM/yyyy", timestampformat: "dd/MM/yyyy HH:mm" };
    const { schema, rows } = await read("01/02/2021,01/02/2021 10:00\n", options);
    expect({ schema, rows }).toEqual({ schema: "_c0:date,_c1:timestamp", rows: [[18659, 1612173600000000]] });
  });

  it.each([
    [
      "PERMISSIVE",
      ["x", "y", "z"],
      [
        [1, 2, 3],
        [4, 5, null],
        [6, 7, 8],
        [null, 1, 2],
      ],
    ],
    ["DROPMALFORMED", ["x", "y", "z"], [[1, 2, 3]]],
    ["DROPMALFORMED", ["z"], [[3], [null], [8], [2]]],
    ["DROPMALFORMED", ["x"], [[1], [4], [6]]],
    ["FAILFAST", ["z"], [[3], [null], [8], [2]]],
    [
      "PERMISSIVE",
      ["z", "_corrupt_record"],
      [
        [3, null],
        [null, null],
        [8, null],
        [2, null],
      ],
    ],
    [
      "PERMISSIVE",
      ["y", "z", "x", "_corrupt_record"],
      [
        [2, 3, 1, null],
        [5, null, 4, "4,5"],
        [7, 8, 6, "6,7,8,9"],
        [1, 2, null, "x,1,2"],
      ],
    ],
  ])("%s: finds malformed only what is wanted: %j", async (mode, wanted, expected) => {
    const field = (name: string) => structField(name, name.startsWith("_") ? StringType : IntegerType);
    const { rows } = await read(
      "a,b,c\n1,2,3\n4,5\n6,7,8,9\nx,1,2\n",
      { header: "true", mode },
      {
        schema: structType(wanted.map(field)),
        dataSchema: structType([...new Set(["x", "y", "z", ...wanted])].map(field)),
      },
    );
    expect(rows).toEqual(expected);
  });

  it("takes the names of the first file that has a record, and skips the first record of each", async () => {
    folder.put("many/0.csv", "\n");
    folder.put("many/1.csv", "a,b\n1,2\n");
    folder.put("many/2.csv", "c,d\n3,4\n");
    const { schema, rows } = await readAll(folder.files, "csv", "many", { options: { header: "true" } });
    expect(simple(schema)).toBe("struct<a:string,b:string>");
    expect(rows).toEqual([
      ["1", "2"],
      ["3", "4"],
    ]);
  });

  it("reads only the wanted columns, at their place in the whole schema", async () => {
    const [a, b, c] = ["a", "b", "c"].map((name) => structField(name, StringType));
    const { rows } = await read(
      "1,2,3\n4,5,6\n",
      {},
      { schema: structType([c!, a!]), dataSchema: structType([a!, b!, c!]) },
    );
    expect(rows).toEqual([
      ["3", "1"],
      ["6", "4"],
    ]);
  });

  it("drops the header only where the file starts, whatever the splits", async () => {
    const text = `n\n${Array.from({ length: 50 }, (_, i) => i).join("\n")}\n`;
    for (const pieces of [1, 3, 7]) {
      const { rows } = await read(text, { header: "true", inferschema: "true" }, { pieces });
      expect(rows.map(([n]) => n)).toEqual(Array.from({ length: 50 }, (_, i) => i));
    }
  });

  it("counts what inference reads: the header line, too (N1)", () => {
    const files = folder.files.list(folder.put("n.csv", "a,b\n1,2\n3,4\n"));
    const infer = (inferschema: string) => folder.files.inferSchema("csv", files, { header: "true", inferschema });
    expect(infer("true")).toMatchObject({ recordsRead: 3, bytesRead: 12 });
    expect(infer("false")).toMatchObject({ recordsRead: 1 });
  });
});

describe("the sample data", () => {
  it("has the types and the groups that the record d19 of real Spark shows", async () => {
    const { schema, rows } = await readAll(notebooks, "csv", "customers.csv", {
      options: { header: "true", inferschema: "true" },
      pieces: 3,
    });
    expect(simple(schema)).toBe("struct<customer_id:integer,name:string,segment:string,since:date,credit:double>");
    const count = (segment: string) => rows.filter((row) => row[2] === segment).length;
    expect(["consumer", "corporate", "home"].map(count)).toEqual([360, 316, 324]);
  });
});

describe("malformed records", () => {
  const schema = structType([
    structField("a", IntegerType),
    structField("b", IntegerType),
    structField("_corrupt_record", StringType),
  ]);
  const text = "1,2\nx,1\n1\n1,2,3\n";

  it("are null values and keep their text in _corrupt_record, if the schema has it", async () => {
    expect((await read(text, {}, { schema, dataSchema: schema })).rows).toEqual([
      [1, 2, null],
      [null, 1, "x,1"],
      [1, null, "1"],
      [1, 2, "1,2,3"],
    ]);
  });

  it("go under DROPMALFORMED and fail under FAILFAST", async () => {
    const more = { schema: structType(schema.fields.slice(0, 2)), dataSchema: structType(schema.fields.slice(0, 2)) };
    expect((await read(text, { mode: "dropmalformed" }, more)).rows).toEqual([[1, 2]]);
    await expect(read(text, { mode: "FAILFAST" }, more)).rejects.toMatchObject({
      condition: "FAILED_READ_FILE.NO_HINT",
      cause: { condition: "MALFORMED_RECORD_IN_PARSING.WITHOUT_SUGGESTION" },
    });
  });
});

describe("writing CSV", () => {
  it("writes what Spark writes and reads it back", async () => {
    const schema = structType([structField("i", IntegerType), structField("s", StringType)]);
    const rows = [
      [1, "a,b"],
      [2, null],
      [3, ""],
      [4, 'q"uo\\te'],
      [null, " sp "],
    ];
    writeAll(folder.files, "csv", "out", schema, [rows], { options: { header: "true" } });
    const [file] = folder.files.list("out");
    const content = (await readAll(folder.files, "text", file!.path)).rows.map(([line]) => line);
    expect(content).toEqual(["i,s", '1,"a,b"', "2,", '3,""', '4,"q\\"uo\\\\te"', ",sp"]);
    const back = await readAll(folder.files, "csv", "out", { options: { header: "true", inferschema: "true" } });
    expect(back.rows).toEqual([
      [1, "a,b"],
      [2, null],
      [3, null],
      [4, 'q"uo\\te'],
      [null, "sp"],
    ]);
  });

  it("refuses nested columns", () => {
    const schema = structType([structField("a", { kind: "array", elementType: IntegerType, containsNull: true })]);
    expect(() => writeAll(folder.files, "csv", "nested", schema, [])).toThrowError(
      expect.objectContaining({
        condition: "UNSUPPORTED_DATA_TYPE_FOR_DATASOURCE",
        message: expect.stringContaining('"ARRAY<INT>"'),
      }),
    );
  });
});
