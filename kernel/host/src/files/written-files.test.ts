import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSession, type SparkSession } from "@stageplay/core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createSqlParser } from "../sql/index.js";
import { createNodeFiles } from "./index.js";

let folder = "";
let spark: SparkSession;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stageplay-"));
  const host = {
    breathe: () => new Promise<void>((resolve) => setImmediate(resolve)),
    interrupted: () => false,
    userFrame: () => undefined,
    print: () => {},
  };
  spark = createSession({ files: createNodeFiles(() => folder), sql: createSqlParser(), host }).spark;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("what was cached of files is read again after they were overwritten or joined by others", async () => {
  await spark.range(3).write.parquet("t");
  expect(await spark.read.parquet("t").cache().count()).toBe(3);
  await spark.range(10).write.mode("overwrite").parquet("t");
  expect(await spark.read.parquet("t").count()).toBe(10);
  expect(await spark.read.parquet("t").cache().count()).toBe(10);
  await spark.range(5).write.mode("append").parquet("t");
  expect(await spark.read.parquet("t").count()).toBe(15);
});

test("a query cannot overwrite what it reads", async () => {
  await spark.range(3).write.parquet("t");
  const table = spark.read.parquet("t");
  await expect(table.write.mode("overwrite").parquet("t")).rejects.toThrow(/UNSUPPORTED_OVERWRITE\.PATH.*Next step/s);
  expect(await table.count()).toBe(3);
});

test.each([["."], [".."], ["lessons"]])(
  "overwriting %s, which would take notebooks along, is refused",
  async (path) => {
    mkdirSync(join(folder, "lessons"));
    writeFileSync(join(folder, "lessons", "a.ipynb"), "{}");
    await expect(spark.range(1).write.mode("overwrite").parquet(path)).rejects.toThrow(/UNSUPPORTED_OVERWRITE\.PATH/);
    expect(readdirSync(join(folder, "lessons"))).toEqual(["a.ipynb"]);
  },
);
