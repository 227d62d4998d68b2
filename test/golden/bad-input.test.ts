import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  createSession,
  type DataFrame,
  DoubleType,
  expr,
  IntegerType,
  type Row,
  SparkException,
  StringType,
  type StructField,
  structField,
  structType,
} from "@stageplay/core";
import { afterAll, describe, expect, it } from "vitest";
import { plainValue } from "./plain-value.js";
import { kernelPorts } from "./ports.js";

// Each of these was tried in Spark 4.3.0; conditions, rows and the order of suggestions are its.

const folder = mkdtempSync(join(tmpdir(), "bad-input-"));
const conf = { "spark.master": "local[2]", "spark.default.parallelism": "4" };
const session = createSession(kernelPorts(), { conf });
session.beginCell(1);
const { spark } = session;
afterAll(async () => {
  await session.settle();
  rmSync(folder, { recursive: true });
});

function written(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const fields = [structField("id", IntegerType), structField("country", StringType), structField("price", DoubleType)];
const schema = structType(fields);
const withCorrupt = (name = "_corrupt_record", type: StructField["dataType"] = StringType) =>
  structType([...fields, structField(name, type)]);

const valuesOf = (rows: readonly Row[], width: number): unknown[] =>
  rows.map((row) => Array.from({ length: width }, (_, i) => plainValue(row.get(i))));

/** What failed below the job: the error of a file that was read, else the innermost. */
async function failure(
  action: () => Promise<unknown>,
): Promise<{ condition: string; message: string; nextStep: string }> {
  try {
    await action();
  } catch (error) {
    let cause = error;
    while (cause instanceof SparkException && !/^FAILED_READ/.test(cause.condition) && cause.cause !== undefined)
      cause = cause.cause;
    return cause as { condition: string; message: string; nextStep: string };
  }
  throw new Error("It was meant to fail.");
}

/** The session goes on after every failure. */
const stillWorks = async () => expect(await spark.range(3).count()).toBe(3);

describe("malformed CSV", () => {
  const path = written("m.csv", "1,US,2.5\n2,DE\n3,FR,x\nfour,IT,1.0\n5,ES,1.5,extra\n,,\n");
  const read = (mode: string, type = schema) => spark.read.schema(type).option("mode", mode).csv(path);
  const permissive = [
    [1, "US", 2.5, null],
    [2, "DE", null, "2,DE"],
    [3, "FR", null, "3,FR,x"],
    [null, "IT", 1, "four,IT,1.0"],
    [5, "ES", 1.5, "5,ES,1.5,extra"],
    [null, null, null, null],
  ];

  it("PERMISSIVE nulls what cannot be read, and any other mode is PERMISSIVE", async () => {
    for (const mode of ["PERMISSIVE", "nonsense"]) {
      expect(valuesOf(await read(mode).collect(), 3)).toEqual(permissive.map((row) => row.slice(0, 3)));
    }
  });

  it("keeps the record in the corrupt record column", async () => {
    expect(valuesOf(await read("PERMISSIVE", withCorrupt()).collect(), 4)).toEqual(permissive);
    const named = spark.read.schema(withCorrupt("bad")).option("columnNameOfCorruptRecord", "bad").csv(path);
    expect(valuesOf(await named.collect(), 4)).toEqual(permissive);
  });

  it("DROPMALFORMED leaves records out by the columns that are wanted", async () => {
    expect(valuesOf(await read("DROPMALFORMED").collect(), 3)).toEqual([
      [1, "US", 2.5],
      [null, null, null],
    ]);
    expect(await read("DROPMALFORMED").count()).toBe(6);
    expect(valuesOf(await read("DROPMALFORMED").select("id").collect(), 1)).toEqual([[1], [2], [3], [5], [null]]);
  });

  it("infers strings where values do not agree", async () => {
    const df = spark.read.option("inferSchema", true).option("mode", "DROPMALFORMED").csv(path);
    expect(df.schema.fields.map((f) => [f.name, f.dataType.kind])).toEqual([
      ["_c0", "string"],
      ["_c1", "string"],
      ["_c2", "string"],
    ]);
    expect(valuesOf(await df.collect(), 3)).toEqual([
      ["1", "US", "2.5"],
      ["3", "FR", "x"],
      ["four", "IT", "1.0"],
      [null, null, null],
    ]);
  });

  it("FAILFAST names the file and the record", async () => {
    const error = await failure(() => read("FAILFAST").collect());
    expect(error.condition).toMatch(/FAILED_READ_FILE|MALFORMED_RECORD_IN_PARSING/);
    expect(`${error.message} ${error.nextStep}`).toContain("m.csv");
    expect(`${error.message} ${error.nextStep}`).toContain("2");
    expect(await read("FAILFAST").count()).toBe(6);
    await stillWorks();
  });

  it.each([
    [
      "a corrupt record column of another type",
      "INVALID_CORRUPT_RECORD_TYPE",
      () =>
        spark.read
          .schema(withCorrupt("bad", IntegerType))
          .option("columnNameOfCorruptRecord", "bad")
          .csv(path)
          .collect(),
    ],
    [
      "a query of nothing but that column",
      "UNSUPPORTED_FEATURE.QUERY_ONLY_CORRUPT_RECORD_COLUMN",
      () => read("PERMISSIVE", withCorrupt()).select("_corrupt_record").collect(),
    ],
  ] as const)("refuses %s", async (_, condition, action) => {
    expect((await failure(action)).condition).toBe(condition);
    await stillWorks();
  });
});

describe("malformed JSON", () => {
  const path = written(
    "m.json",
    [
      '{"id":1,"country":"US","price":2.5}',
      '{"id":"two","country":"DE"}',
      '{"id":3,"country":{"a":1},"price":1}',
      "{bad",
      "",
      '[{"id":7,"country":"A","price":1.0},{"id":8}]',
      '{"id":5,"country":"ES","price":"1.5"}',
      '"text"',
      "",
    ].join("\n"),
  );
  const read = (mode: string, type = schema) => spark.read.schema(type).option("mode", mode).json(path);
  const permissive = [
    [1, "US", 2.5, null],
    [null, "DE", null, '{"id":"two","country":"DE"}'],
    [3, '{"a":1}', 1, null],
    [null, null, null, "{bad"],
    [7, "A", 1, null],
    [8, null, null, null],
    [5, "ES", null, '{"id":5,"country":"ES","price":"1.5"}'],
    [null, null, null, '"text"'],
  ];

  it("PERMISSIVE, with and without the corrupt record column", async () => {
    expect(valuesOf(await read("PERMISSIVE").collect(), 3)).toEqual(permissive.map((row) => row.slice(0, 3)));
    expect(valuesOf(await read("PERMISSIVE", withCorrupt()).collect(), 4)).toEqual(permissive);
  });

  it("DROPMALFORMED", async () => {
    const kept = permissive.filter((row) => row[3] === null).map((row) => row.slice(0, 3));
    expect(valuesOf(await read("DROPMALFORMED").collect(), 3)).toEqual(kept);
  });

  it("an inferred schema has a corrupt record column where there is such a record", async () => {
    expect(spark.read.json(path).columns).toEqual(["_corrupt_record", "country", "id", "price"]);
    const dropping = spark.read.option("mode", "DROPMALFORMED").json(path);
    expect(dropping.columns).toEqual(["country", "id", "price"]);
    expect((await spark.read.json(path).collect()).length).toBe(8);
    expect((await dropping.collect()).length).toBe(6);
  });

  it("FAILFAST fails where a record is read, and already while a schema is inferred", async () => {
    const error = await failure(() => read("FAILFAST").collect());
    expect(error.condition).toMatch(/FAILED_READ_FILE|MALFORMED_RECORD_IN_PARSING/);
    expect(`${error.message} ${error.nextStep}`).toContain("m.json");
    const inferring = await failure(async () => spark.read.option("mode", "FAILFAST").json(path));
    expect(inferring.condition).toBe("MALFORMED_RECORD_IN_PARSING.WITHOUT_SUGGESTION");
    await stillWorks();
  });
});

describe("Parquet read with another type", () => {
  const path = join(folder, "p");
  const made = spark
    .range(3)
    .selectExpr("id", "cast(id as string) s", "cast(id as double) d")
    .coalesce(1)
    .write.parquet(path);
  const read = async (column: string, type: string) => {
    await made;
    const wanted = spark.range(1).select(expr("id").cast(type).as(column)).schema.fields[0]!.dataType;
    return spark.read
      .schema(structType([structField(column, wanted)]))
      .parquet(path)
      .collect();
  };

  it.each([
    ["id", "string"],
    ["s", "bigint"],
    ["id", "timestamp"],
    ["id", "double"],
    ["id", "decimal(5,0)"],
    ["d", "string"],
  ])("%s as %s fails", async (column, type) => {
    const error = await failure(() => read(column, type));
    expect(error.condition).toBe("FAILED_READ_FILE.PARQUET_COLUMN_DATA_TYPE_MISMATCH");
    expect(error.message).toContain(`[${column}]`);
    await stillWorks();
  });

  it.each([
    ["nope", "int", [null, null, null]],
    ["ID", "bigint", [0, 1, 2]],
  ])("%s as %s reads", async (column, type, values) => {
    const rows = await read(column, type);
    expect(
      rows.map((row) => (typeof row.get(0) === "object" && row.get(0) !== null ? String(row.get(0)) : row.get(0))),
    ).toEqual(values);
  });
});

describe("analysis errors", () => {
  const orders = spark.createDataFrame(
    [[1, "US", 2.5, "a", 3, "z", 1]],
    ["order_id", "country", "price", "customer", "quantity", "county", "id"],
  );
  const one: DataFrame = spark.range(2).toDF("id");
  const two = spark.createDataFrame([[1, "x"]], ["id", "n"]);
  const text = spark.createDataFrame([["x"]], ["n"]);
  const joined: DataFrame = spark.range(2).alias("x").join(spark.range(2).alias("y"), expr("x.id = y.id"));

  it.each([
    ["contry", "`country`, `county`, `id`, `customer`, `price`"],
    ["prce", "`price`, `id`, `country`, `county`, `order_id`"],
    ["xyz", "`id`, `county`, `price`, `country`, `quantity`"],
    ["order", "`id`, `order_id`, `price`, `country`, `county`"],
    ["Customer_id", "`customer`, `order_id`, `country`, `county`, `id`"],
    ["o.country", "`country`, `county`, `customer`, `quantity`, `id`"],
    ["`a.b`", "`id`, `price`, `county`, `country`, `quantity`"],
    ["count", "`county`, `country`, `id`, `price`, `quantity`"],
    ["ordr.id", "`order_id`, `id`, `price`, `country`, `county`"],
  ])("%s: Spark's suggestions in Spark's order", async (name, suggestions) => {
    const error = await failure(async () => orders.select(name));
    expect(error.condition).toBe("UNRESOLVED_COLUMN.WITH_SUGGESTION");
    expect(`${error.message} ${error.nextStep}`).toContain(`[${suggestions}]`);
  });

  it.each([
    [
      "with qualifiers",
      "`o`.`country`, `o`.`county`, `o`.`id`, `o`.`customer`, `o`.`price`",
      () => orders.alias("o").select("o.contry"),
    ],
    ["of a join", "`x`.`id`, `y`.`id`", () => joined.select("x.idd")],
  ] as const)("suggestions %s", async (_, suggestions, make) => {
    const error = await failure(async () => make());
    expect(`${error.message} ${error.nextStep}`).toContain(`[${suggestions}]`);
  });

  it.each([
    ["NUM_COLUMNS_MISMATCH", () => one.union(two)],
    ["NUM_COLUMNS_MISMATCH", () => one.intersect(two)],
    ["INCOMPATIBLE_COLUMN_TYPE", () => one.selectExpr("true v").union(one)],
    ["INCOMPATIBLE_COLUMN_TYPE", () => one.selectExpr("array(id) v").union(text.selectExpr("named_struct('a', 1) v"))],
    ["UNRESOLVED_COLUMN_AMONG_FIELD_NAMES", () => one.unionByName(text)],
    ["AMBIGUOUS_REFERENCE", () => joined.select("id")],
    ["AMBIGUOUS_REFERENCE", () => joined.filter("id > 1")],
    ["DATATYPE_MISMATCH.FILTER_NOT_BOOLEAN", () => orders.filter("price + 1")],
    ["INVALID_WHERE_CONDITION", () => orders.filter("sum(price) > 1")],
    ["NESTED_AGGREGATE_FUNCTION", () => orders.selectExpr("sum(sum(price))")],
    ["UNRESOLVED_ROUTINE", () => orders.selectExpr("upperr(country)")],
    ["WRONG_NUM_ARGS.WITHOUT_SUGGESTION", () => orders.selectExpr("substring(country)")],
    ["UNSUPPORTED_DATATYPE", () => orders.selectExpr("cast(price as intt)")],
    ["INVALID_TYPED_LITERAL", () => orders.selectExpr("date'2024-13-01'")],
    ["INVALID_TYPED_LITERAL", () => orders.selectExpr("timestamp'x'")],
    ["PARSE_EMPTY_STATEMENT", () => orders.selectExpr("")],
    ["INVALID_NUMERIC_LITERAL_RANGE", () => orders.selectExpr("1e400")],
  ] as const)("%s", async (condition, make) => {
    expect((await failure(async () => make())).condition).toBe(condition);
    await stillWorks();
  });

  it("suggests the nearest function", async () => {
    const error = await failure(async () => orders.selectExpr("upperr(country)"));
    expect(error.nextStep).toContain("upper");
  });

  it.each([
    ["explode(", 8],
    ["price >", 7],
    ["(price", 6],
    ["price)", 5],
    ["price = = 1", 8],
    ["sum(price", 9],
    ["1 +", 3],
  ])("%j is no expression: position and caret", async (source, position) => {
    const error = await failure(async () => orders.selectExpr(source));
    expect(error.condition).toBe("PARSE_SYNTAX_ERROR");
    expect(error.message).toContain(source);
    expect(error.message).toMatch(new RegExp(`^[ -]{${position}}\\^+`, "m"));
  });

  it.each([
    ["cast(country as int)", "CAST_INVALID_INPUT"],
    ["cast('1.5' as int)", "CAST_INVALID_INPUT"],
    ["cast('abc' as date)", "CAST_INVALID_INPUT"],
    ["price / (quantity - 3)", "DIVIDE_BY_ZERO"],
    ["quantity div 0", "DIVIDE_BY_ZERO"],
    ["quantity % 0", "REMAINDER_BY_ZERO"],
    ["cast(2147483647 as int) + cast(id as int)", "ARITHMETIC_OVERFLOW"],
    ["9223372036854775807 + id", "ARITHMETIC_OVERFLOW"],
    ["9223372036854775807 * quantity", "ARITHMETIC_OVERFLOW"],
    ["cast(300 + id as byte)", "CAST_OVERFLOW"],
    ["cast(price * 1e20 as int)", "CAST_OVERFLOW"],
    ["cast(12345.678 as decimal(4,2))", "NUMERIC_VALUE_OUT_OF_RANGE.WITH_SUGGESTION"],
    ["element_at(array(1, 2), 5)", "INVALID_ARRAY_INDEX_IN_ELEMENT_AT"],
    ["array(1, 2)[5]", "INVALID_ARRAY_INDEX"],
    ["make_date(2024, 13, 1)", "DATETIME_FIELD_OUT_OF_BOUNDS.WITHOUT_SUGGESTION"],
    ["raise_error('boom')", "USER_RAISED_EXCEPTION"],
  ])("%s fails when it runs: %s", async (source, condition) => {
    const error = await failure(() => orders.selectExpr(`${source} AS v`).collect());
    expect(error.condition).toBe(condition);
    await stillWorks();
  });
});
