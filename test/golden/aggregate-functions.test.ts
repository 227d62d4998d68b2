import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createSession, functions, type SparkError } from "@stageplay/core";
import { afterAll, describe, expect, it } from "vitest";
import { checkField, type FieldRecord } from "./check-field.js";
import { normalizedPlan } from "./normalized-plan.js";
import { plainValue } from "./plain-value.js";
import { kernelPorts } from "./ports.js";

/** What Spark 4.3.0 gave for an aggregate: of three groups, of all rows, of none; and the lines of its operators. */
type AggregateRecord =
  | { readonly text: string; readonly error: string }
  | (FieldRecord & {
      readonly text: string;
      readonly error?: undefined;
      readonly plan?: readonly string[];
      readonly groups: readonly unknown[];
      readonly all: unknown;
      readonly none: unknown;
    });

const file = fileURLToPath(new URL("records/frames/aggregate-functions.json", import.meta.url));
const records = JSON.parse(readFileSync(file, "utf8")) as readonly AggregateRecord[];
const COLUMNS = [
  "id",
  "id % 3 as k",
  "cast(id % 7 as int) as i",
  "cast(id * 37 % 101 as double) / 7 as d",
  "if(id % 5 = 0, null, id % 11) as n",
  "concat('s', id % 13) as s",
  "id % 2 = 0 as b",
  "cast(id % 17 as decimal(8,2)) as dec",
  "date_add(date'2024-01-01', cast(id % 40 as int)) as dt",
  "array(id % 4, id) as arr",
  "map(id, id) as m",
];

describe("aggregates give Spark's values and operators", () => {
  let printed = "";
  const ports = kernelPorts((text) => {
    printed = text;
  });
  const conf = {
    "spark.master": "local[2]",
    "spark.default.parallelism": "4",
    "spark.sql.shuffle.partitions": "8",
    "spark.sql.adaptive.enabled": "false",
  };
  const session = createSession(ports, { conf });
  const base = session.spark.range(0, 200, 1, 3).selectExpr(...COLUMNS);
  session.beginCell(1);
  afterAll(() => session.settle());

  it.each(records.map((record) => [record.text, record] as const))("%s", async (text, record) => {
    const aggregate = functions.expr(text);
    if (record.error !== undefined) {
      expect(() => base.groupBy("k").agg(aggregate)).toThrow(
        expect.objectContaining<Partial<SparkError>>({ condition: record.error }),
      );
      return;
    }
    const grouped = base.groupBy("k").agg(aggregate);
    checkField(grouped.schema, 1, record);
    grouped.explain();
    const lines = normalizedPlan(printed)
      .split("\n")
      .filter((line) => line.includes("Aggregate"));
    if (record.plan !== undefined)
      expect(lines.map((line) => line.replace(/^[ :+\-*()0-9]*/, ""))).toEqual(record.plan);
    const values = async (df: typeof grouped, at: number) => (await df.collect()).map((row) => plainValue(row.get(at)));
    isClose(await values(grouped.orderBy("k"), 1), record.groups);
    isClose(await values(base.agg(aggregate), 0), [record.all]);
    isClose(await values(base.filter("id < 0").agg(aggregate), 0), [record.none]);
  });
});

/** The order of a sum, and so its last digits, is not Spark's to promise. */
function isClose(found: readonly unknown[], expected: readonly unknown[]): void {
  expect(found.length).toBe(expected.length);
  expected.forEach((value, i) => {
    if (typeof value === "number" && typeof found[i] === "number") expect(found[i]).toBeCloseTo(value, 9);
    else expect(found[i]).toEqual(value);
  });
}
