import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Cells } from "./cells.js";

/**
 * A cell declares names; TypeScript writes down their types for the next cell. Outside of the installation it can only name types
 * that are in scope.
 */
let cells: Cells;
const before = process.cwd();
const elsewhere = mkdtempSync(join(tmpdir(), "stageplay-notebook-"));

beforeAll(() => {
  process.chdir(elsewhere);
  cells = new Cells();
}, 60_000);
afterAll(() => {
  cells.close();
  process.chdir(before);
  rmSync(elsewhere, { recursive: true });
});

it("cells keep what they are given, wherever the notebook lies", async () => {
  expect(await cells.run("const n = await sc.range(0, 24, 1, 24).map((x) => (work('1s'), x)).count();")).toMatchObject({
    kind: "done",
  });
  for (const declared of [
    "const run = spark.lastRun, trace = run.trace(), ledger = run.ledger(), path = run.criticalPath(), why = run.whyJobs();",
    "const fit = calibrate(run), record = run.tasks[0]!, cached = run.cachedBlocks(), stages = run.stages;",
    "const reader = spark.read, writer = spark.range(3).write, builder = SparkSession.builder(), why2 = spark.conf.explain('spark.app.name');",
    "const sum = sc.longAccumulator('sum'), value = sc.broadcast([1]), groups = spark.range(3).groupBy('id'), na = spark.range(3).na;",
    "const e = cluster.executor(1), h = host(1), net = network, d = driver, when = stage(1).completed, t = task({ partition: 3 }), f = executor(1).kill();",
    "const clicks = modelled.hot({ US: 1 }), pairs = sc.modelled({ rows: 10, partitions: 2, key: modelled.zipf(1.1, 5) });",
  ]) {
    expect(await cells.run(declared), declared).toMatchObject({ kind: "done" });
  }
  expect(await cells.run("[run.tasks.length, fit.attempts, n]")).toMatchObject({ kind: "done", value: [24, 24, 24] });
});
