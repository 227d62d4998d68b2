import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createSession, type SparkError, type SparkException } from "@stageplay/core";
import { afterAll, describe, expect, it } from "vitest";
import { checkField, type FieldRecord } from "./check-field.js";
import { normalizedPlan } from "./normalized-plan.js";
import { plainValue } from "./plain-value.js";
import { kernelPorts } from "./ports.js";

/** What Spark 4.3.0 made of an expression over the columns of `types.parquet`. */
interface ColumnRecord extends FieldRecord {
  readonly text: string;
  /** The list of the Project that computes it, without ids. */
  readonly plan: string;
  readonly values?: readonly unknown[];
  /** The condition of the error, where a row has no value. */
  readonly runtime?: string;
}

const path = (name: string): string => fileURLToPath(new URL(`records/frames/${name}`, import.meta.url));
const records = JSON.parse(readFileSync(path("column-functions.json"), "utf8")) as readonly ColumnRecord[];

describe("functions of columns give Spark's values and plans", () => {
  let printed = "";
  const ports = kernelPorts((text) => {
    printed = text;
  });
  const conf = { "spark.master": "local[2]", "spark.default.parallelism": "4", "spark.sql.shuffle.partitions": "8" };
  const session = createSession(ports, { conf });
  const types = session.spark.read.parquet(path("types.parquet"));
  session.beginCell(1);
  afterAll(() => session.settle());

  it.each(records.map((record) => [record.text, record] as const))("%s", async (text, record) => {
    const df = types.selectExpr(text);
    checkField(df.schema, 0, record);
    df.explain();
    const line = normalizedPlan(printed)
      .split("\n")
      .find((l) => l.includes("Project "));
    expect(line?.split("Project ")[1]).toBe(record.plan);
    const rows = await df.collect().catch((error: unknown) => error as SparkException);
    if (rows instanceof Error) {
      expect((rows.cause as SparkError | undefined)?.condition).toBe(record.runtime);
      return;
    }
    const values = rows.map((row) => plainValue(row.get(0)));
    record.values!.forEach((value, i) => {
      if (typeof value === "number" && !Number.isInteger(value)) expect(values[i]).toBeCloseTo(value, 9);
      else expect(sorted(values[i], record.type)).toEqual(sorted(value, record.type));
    });
  });
});

/** Maps come from Spark's driver in the order of Java's hash map. */
function sorted(value: unknown, type: string): unknown {
  if (!type.startsWith("map") || !Array.isArray(value)) return value;
  return value.map((pair) => JSON.stringify(pair)).sort();
}
