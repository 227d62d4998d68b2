import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { createSession, type RunDocument, type SparkPlanInfo } from "@stageplay/core";
import { describe, expect, it } from "vitest";
import { kernelPorts } from "./ports.js";
import { METRIC_PROGRAMS, type Program } from "./programs/sql-metrics.js";

/** A node of a recorded plan: its name, and of each metric the type and the total. */
type RecordedNode = readonly [string, Readonly<Record<string, readonly [type: string, value: number | null]>>];

const folder = (name: string) => fileURLToPath(new URL(name, import.meta.url));
/** Added up from an event log of Spark 4.3.0: what the tasks of the execution added, or what its driver said; times are left out. */
const RECORDS = JSON.parse(readFileSync(folder("records/sql-metrics.json"), "utf8")) as Record<
  string,
  readonly RecordedNode[]
>;

/** What does not depend on the machine, nor on how bytes are compressed. */
const EXACT = new Set([
  "number of output rows",
  "shuffle records written",
  "records read",
  "data size",
  "number of partitions",
  "number of files read",
  "size of files read",
  "number of input batches",
  "number of coalesced partitions",
  "number of empty partitions",
  "spill size",
  "peak memory",
  "number of written files",
]);

const runs = new Map<string, Promise<RunDocument>>();

async function runOf(id: string, program?: Program): Promise<RunDocument> {
  const [name, aqe] = id.split("@aqe-") as [string, string];
  const conf = {
    "spark.master": "local[2]",
    "spark.default.parallelism": "4",
    "spark.sql.shuffle.partitions": "8",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.adaptive.enabled": String(aqe === "on"),
  };
  const session = createSession(kernelPorts(), { appName: id, conf });
  session.beginCell(1);
  const tmp = mkdtempSync(path.join(tmpdir(), "stageplay-metrics-"));
  try {
    await (program ?? METRIC_PROGRAMS[name]!)({ spark: session.spark, data: folder("../../notebooks/data"), tmp });
    await session.settle();
    return session.endCell()!;
  } finally {
    rmSync(tmp, { recursive: true, force: true });
  }
}

function run(id: string): Promise<RunDocument> {
  let known = runs.get(id);
  if (known === undefined) {
    known = runOf(id);
    runs.set(id, known);
  }
  return known;
}

function nodes(plan: SparkPlanInfo): readonly SparkPlanInfo[] {
  return [plan, ...plan.children.flatMap(nodes)];
}

/**
 * Where totals differ: a list of a partial collect_list is 16 bytes longer in Spark, which keeps it as the bytes of a row; and a group with a
 * null in its key never goes to the first of an aggregation's two maps.
 */
const DIFFERENT: readonly (readonly [program: string, metric: string])[] = [
  ["collect-list", "data size"],
  ["rollup", "peak memory"],
];

function isExact(id: string, metric: string): boolean {
  return EXACT.has(metric) && !DIFFERENT.some(([program, name]) => id.startsWith(program) && name === metric);
}

const ids = Object.keys(RECORDS);

describe("SQL metrics like real Spark's (I7)", () => {
  it.each(ids)("%s: names and types on each node, rows, records, files and sizes", async (id) => {
    const { planInfo, metrics } = (await run(id)).sqlExecutions.at(-1)!;
    const ours = nodes(planInfo);
    const types = (named: readonly (readonly [string, string])[]) => Object.fromEntries(named);
    expect(
      ours.map(({ nodeName, metrics: infos }) => [
        nodeName.trim(),
        types(infos.map(({ name, metricType }) => [name, metricType])),
      ]),
    ).toEqual(
      RECORDS[id]!.map(([name, infos]) => [
        name,
        types(Object.entries(infos).map(([metric, [type]]) => [metric, type])),
      ]),
    );
    const totals = (named: readonly (readonly [string, number | null | undefined])[]) =>
      Object.fromEntries(named.flatMap(([name, total]) => (isExact(id, name) ? [[name, total ?? 0]] : [])));
    expect(ours.map((node) => totals(node.metrics.map((one) => [one.name, metrics[one.accumulatorId]])))).toEqual(
      RECORDS[id]!.map(([, infos]) => totals(Object.entries(infos).map(([metric, [, total]]) => [metric, total]))),
    );
  });

  it.each(ids)("%s: operators together take no longer than the tasks", async (id) => {
    const { sqlExecutions, tasks } = await run(id);
    const { planInfo, metrics } = sqlExecutions.at(-1)!;
    const times = nodes(planInfo)
      // What the driver builds is no task's.
      .filter(({ nodeName }) => nodeName !== "BroadcastExchange")
      .flatMap(({ ownTime = [] }) => ownTime.map((time) => metrics[time] ?? 0));
    const runMs = Array.from(tasks.columns.runMs.subarray(0, tasks.length)).reduce((sum, ms) => sum + ms, 0);
    const all = times.reduce((sum, ms) => sum + ms, 0);
    expect(all).toBeGreaterThan(0);
    expect(all).toBeLessThanOrEqual(runMs);
  });
});

it("each run of a query counts for itself; what it finds done it does not count again", async () => {
  const { sqlExecutions } = await runOf("twice@aqe-off", async ({ spark, data }) => {
    const counts = spark.read.parquet(`${data}/orders.parquet`).groupBy("status").count();
    await counts.collect();
    await counts.collect();
  });
  const totals = sqlExecutions
    .slice(-2)
    .map(({ planInfo, metrics }) =>
      nodes(planInfo).flatMap(({ nodeName, metrics: infos }) =>
        infos
          .filter(({ name }) => name === "number of output rows" || name === "records read")
          .map(({ name, accumulatorId }) => [nodeName.trim(), name, metrics[accumulatorId]]),
      ),
    );
  expect(totals).toEqual([
    [
      ["HashAggregate", "number of output rows", 3],
      ["Exchange", "records read", 12],
      ["HashAggregate", "number of output rows", 12],
      ["ColumnarToRow", "number of output rows", 10_000],
      ["Scan parquet", "number of output rows", 10_000],
    ],
    [
      ["HashAggregate", "number of output rows", 3],
      ["Exchange", "records read", 12],
      // Its stage is skipped.
      ["HashAggregate", "number of output rows", undefined],
      ["ColumnarToRow", "number of output rows", undefined],
      ["Scan parquet", "number of output rows", undefined],
    ],
  ]);
});
