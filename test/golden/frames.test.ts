import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createSession, Row } from "@stageplay/core";
import { describe, expect, it } from "vitest";
import { normalizedPlan } from "./normalized-plan.js";
import { kernelPorts } from "./ports.js";
import { FRAMES } from "./programs/frames.js";

/** What Spark 4.3.0 did for one DataFrame, without adaptive execution. */
interface FrameRecord {
  readonly id: string;
  readonly python: string;
  readonly conf?: Readonly<Record<string, string>>;
  readonly plan: readonly string[];
  /** Tasks of each stage of each job; skipped stages count as well. */
  readonly jobs: readonly (readonly number[])[];
  /** Sorted by their JSON text. */
  readonly rows: readonly (readonly unknown[])[];
  /** Only the first rows are recorded. */
  readonly truncated: boolean;
}

const folder = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const records = JSON.parse(readFileSync(folder("records/frames/frames.json"), "utf8")) as readonly FrameRecord[];
const CONF = {
  "spark.master": "local[2]",
  "spark.default.parallelism": "4",
  "spark.sql.shuffle.partitions": "8",
  "spark.sql.adaptive.enabled": "false",
};

describe("DataFrames have Spark's plans, jobs and rows", () => {
  it.each(records.map((record) => [record.id, record] as const))("%s", async (id, record) => {
    let printed = "";
    const ports = kernelPorts((text) => {
      printed = text;
    });
    const session = createSession(ports, { conf: { ...CONF, ...record.conf } });
    const { spark } = session;
    const table = (name: string) => spark.read.parquet(folder(`../../notebooks/data/${name}.parquet`));
    const df = FRAMES[id]!({
      spark,
      orders: table("orders"),
      products: table("products"),
      sessions: table("sessions"),
      types: spark.read.parquet(folder("records/frames/types.parquet")),
    });
    session.beginCell(1);
    const rows = (await df.collect()).map((row) => Row.values(row).map(plain)).map((row) => JSON.stringify(row));
    await session.settle();
    const run = session.endCell();
    df.explain(true);
    const [, physical] = printed.split("== Physical Plan ==\n");
    expect(normalizedPlan(physical!)).toEqual(record.plan.join("\n"));
    const jobs = run?.jobs.map(({ stageIds }) => tasksOf(stageIds, run.stages)) ?? [];
    expect(jobs).toEqual(record.jobs.map(sorted));
    const expected = record.rows.map((row) => JSON.stringify(row));
    if (record.truncated) expect(rows).toEqual(expect.arrayContaining(expected));
    else expect(rows.sort()).toEqual(expected.sort());
  });

  it("and every program has a record", () => {
    expect(Object.keys(FRAMES).sort()).toEqual(records.map(({ id }) => id).sort());
  });
});

const sorted = (numbers: readonly number[]): number[] => [...numbers].sort((a, b) => a - b);

function tasksOf(stageIds: readonly number[], stages: readonly { stageId: number; numTasks: number }[]): number[] {
  return sorted(stageIds.map((id) => stages.find((stage) => stage.stageId === id)?.numTasks ?? -1));
}

/** Doubles to ten digits: the order of a sum is not Spark's to promise. */
function plain(value: unknown): unknown {
  if (value instanceof Row) return Row.values(value).map(plain);
  if (value instanceof Map) return Object.fromEntries([...value].map(([k, v]) => [String(k), plain(v)]));
  return Array.isArray(value) ? value.map(plain) : value;
}
