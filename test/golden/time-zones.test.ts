import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  createSession,
  type DataFrame,
  Row,
  type Session,
  structField,
  structType,
  TimestampType,
} from "@stageplay/core";
import { afterAll, describe, expect, it } from "vitest";
import { kernelPorts } from "./ports.js";

/** An expression, its value as a string, and of a timestamp the microseconds, as Spark 4.3.0 has them in a session time zone. */
type ZoneRecord = readonly [expression: string, text: string | null, micros?: string | null];

const file = fileURLToPath(new URL("records/frames/time-zones.json", import.meta.url));
const records = JSON.parse(readFileSync(file, "utf8")) as Readonly<Record<string, readonly ZoneRecord[]>>;

const conf = { "spark.master": "local[2]", "spark.default.parallelism": "2", "spark.sql.adaptive.enabled": "false" };

describe.each(Object.entries(records))("in %s", (zone, expressions) => {
  const session = started(zone);
  afterAll(() => session.settle());

  it.each(expressions)("%s", async (expression, text, micros) => {
    const columns = [`cast(${expression} as string)`, ...(micros === undefined ? [] : [`unix_micros(${expression})`])];
    const row = await session.spark
      .range(1)
      .selectExpr(...columns)
      .first();
    expect([...Row.values(row)].map((value) => (value === null ? null : String(value)))).toEqual(
      micros === undefined ? [text] : [text, micros],
    );
  });
});

describe("a session time zone", () => {
  /** Over rows: what cannot be folded runs in generated functions, or row by row without them. */
  const columns = [
    "cast(ts as string)",
    "cast(ts as date)",
    "cast(d as timestamp)",
    "hour(ts)",
    "date_trunc('DAY', ts)",
    "date_format(ts, 'yyyy-MM-dd HH:mm XXX')",
    "to_timestamp(st)",
    "ts + interval '1' day",
    "ts",
  ];
  const rowsOf = async (zone: string, wholeStage: boolean) => {
    const session = started(zone, { "spark.sql.codegen.wholeStage": String(wholeStage) });
    const rows = await session.spark
      .range(3)
      .selectExpr("timestamp_seconds(1711756800 + id * 43200) ts", "date_add(date'2024-03-30', cast(id as int)) d")
      .selectExpr("*", "concat('2024-03-', cast(29 + day(d) % 3 as string), ' 02:30:00') st")
      .selectExpr(...columns)
      .collect();
    await session.settle();
    return rows.map((row) => [...Row.values(row)]);
  };

  it.each(["America/New_York", "Europe/Berlin", "Asia/Kolkata"])(
    "gives the same with and without codegen: %s",
    async (zone) => {
      const generated = await rowsOf(zone, true);
      expect(generated).toEqual(await rowsOf(zone, false));
      expect(generated).not.toEqual(await rowsOf("UTC", true));
    },
  );

  it("is that of the moment when a query was analyzed", async () => {
    const { spark } = started("Europe/Berlin");
    const berlin = spark.range(1).selectExpr("cast(timestamp_seconds(id) as string) as at");
    spark.conf.set("spark.sql.session.timeZone", "Asia/Kolkata");
    const kolkata = spark.range(1).selectExpr("cast(timestamp_seconds(id) as string) as at");
    const rows = await berlin.union(kolkata).collect();
    expect(rows.map((row) => row.get(0))).toEqual(["1970-01-01 01:00:00", "1970-01-01 05:30:00"]);
  });

  it("is what rows of the driver are given in and shown in", async () => {
    const { spark } = started("Europe/Berlin");
    const df = spark.sql("SELECT timestamp'2024-07-01 12:00:00' AS ts");
    expect(df.columns).toEqual(["ts"]);
    expect((await df.first()).get(0)).toBe("2024-07-01 12:00:00");
    const given = spark.createDataFrame([["2024-07-01 12:00:00"], [new Date(Date.UTC(2024, 6, 1, 10))]], df.schema);
    expect((await given.selectExpr("unix_seconds(ts)").collect()).map((row) => row.get(0))).toEqual([
      1_719_828_000, 1_719_828_000,
    ]);
  });

  it.each([" UTC ", "", "utc", "europe/berlin", "Nowhere/City", "+25:00"])("%j is none", (zone) => {
    const { spark } = started("UTC");
    expect(() => spark.conf.set("spark.sql.session.timeZone", zone)).toThrow(
      expect.objectContaining({ condition: "INVALID_CONF_VALUE.TIME_ZONE" }),
    );
  });

  it.each([
    ["+2", "02:00:00"],
    ["UTC+3", "03:00:00"],
    ["+02:30:30", "02:30:30"],
    ["+0200", "02:00:00"],
    ["CET", "01:00:00"],
    ["UT+1", "01:00:00"],
    ["Etc/GMT-3", "03:00:00"],
  ])("%s is one", async (zone, time) => {
    const { spark } = started(zone);
    const row = await spark.sql("SELECT current_timezone(), cast(timestamp_seconds(0) AS string)").first();
    expect([...Row.values(row)]).toEqual([zone, `1970-01-01 ${time}`]);
  });
});

describe("files", () => {
  const folder = mkdtempSync(join(tmpdir(), "time-zones-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const texts = (path: string): string =>
    readdirSync(path)
      .filter((name) => name.startsWith("part-"))
      .map((name) => readFileSync(join(path, name), "utf8"))
      .join("");
  const ts = structType([structField("ts", TimestampType)]);

  it("have the offset of the session's zone, or of the option timeZone", async () => {
    const { spark } = started("Europe/Berlin");
    const df = spark
      .range(1)
      .selectExpr("timestamp_micros(1720000000123456) as ts", "timestamp_seconds(1704067200) as w")
      .coalesce(1);
    await df.write.csv(join(folder, "csv"));
    await df.write.json(join(folder, "json"));
    await df.write.option("timeZone", "Asia/Tokyo").csv(join(folder, "tokyo"));
    expect(texts(join(folder, "csv"))).toBe("2024-07-03T11:46:40.123+02:00,2024-01-01T01:00:00.000+01:00\n");
    expect(texts(join(folder, "json"))).toBe(
      '{"ts":"2024-07-03T11:46:40.123+02:00","w":"2024-01-01T01:00:00.000+01:00"}\n',
    );
    expect(texts(join(folder, "tokyo"))).toBe("2024-07-03T18:46:40.123+09:00,2024-01-01T09:00:00.000+09:00\n");
  });

  it("are read on the session's clocks", async () => {
    const { spark } = started("Europe/Berlin");
    const csv = file("a.csv", "ts\n2024-03-31 02:30:00\n2024-10-27 02:30:00\n2024-07-01T12:00:00\n");
    const json = file("a.json", '{"ts":"2024-03-31 02:30:00"}\n{"ts":"2024-07-01T12:00:00.000+05:00"}\n');
    const pattern = file("b.csv", "31.03.2024 02:30\n");
    const micros = async (df: DataFrame) => (await df.selectExpr("unix_micros(ts)").collect()).map((row) => row.get(0));
    expect(await micros(spark.read.option("header", true).option("inferSchema", true).csv(csv))).toEqual([
      1711848600000000, 1729989000000000, 1719828000000000,
    ]);
    expect(await micros(spark.read.schema(ts).json(json))).toEqual([1711848600000000, 1719817200000000]);
    expect(await micros(spark.read.schema(ts).option("timestampFormat", "dd.MM.yyyy HH:mm").csv(pattern))).toEqual([
      1711848600000000,
    ]);
  });
});

describe("the current time", () => {
  it("is the application's own, and one for a whole query", async () => {
    const { spark } = started("Asia/Kolkata");
    const times = spark.range(2).selectExpr("current_timestamp() as a", "now() as b", "current_date() as d");
    const [first, second] = await times.collect();
    expect([first!.a, first!.d]).toEqual([second!.a, second!.d]);
    expect(first!.a).toBe(first!.b);
    expect(first!.d).toBe("2026-01-01");
    expect(String(first!.a)).toMatch(/^2026-01-01 05:30:/);
    await spark.sleep("2m");
    const later = await spark.range(1).selectExpr("current_timestamp() > timestamp'2026-01-01 05:32:00'").first();
    expect(later.get(0)).toBe(true);
  });
});

function started(zone: string, more: Readonly<Record<string, string>> = {}): Session {
  const session = createSession(kernelPorts(), { conf: { ...conf, "spark.sql.session.timeZone": zone, ...more } });
  session.beginCell(1);
  return session;
}
