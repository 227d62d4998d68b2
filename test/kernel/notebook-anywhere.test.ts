import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSession, type Session } from "@stageplay/core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createNodeFiles } from "../../kernel/host/src/files/index.js";
import { kernelClassroom } from "../../kernel/host/src/lesson/kernel-classroom.js";
import { cellScope } from "../../kernel/host/src/scope.js";
import { createSqlParser } from "../../kernel/host/src/sql/index.js";
import { CellEngine, type CellOutcome } from "../../kernel/host/src/tslab/cell-engine.js";

/**
 * A cell declares names; TypeScript writes down their types for the next cell. Outside of the installation it can only name types
 * that are in scope.
 */
let engine: CellEngine;
let session: Session;
let cells = 0;
const before = process.cwd();
const elsewhere = mkdtempSync(join(tmpdir(), "stageplay-notebook-"));

beforeAll(() => {
  process.chdir(elsewhere);
  const host = {
    breathe: () => new Promise<void>((resolve) => setImmediate(resolve)),
    interrupted: () => false,
    userFrame: () => undefined,
    print() {},
  };
  session = createSession({ files: createNodeFiles(() => process.cwd()), sql: createSqlParser(), host });
  engine = new CellEngine({
    ...cellScope(
      session,
      kernelClassroom(session, () => {}),
    ),
    loopGuard: () => {},
  });
}, 60_000);
afterAll(() => {
  engine.close();
  process.chdir(before);
  rmSync(elsewhere, { recursive: true });
});

async function run(text: string): Promise<CellOutcome> {
  cells += 1;
  session.beginCell(cells);
  const outcome = await engine.run({ id: cells, file: `cell [${cells}]`, text });
  await session.settle();
  session.endCell();
  return outcome;
}

it("cells keep what they are given, wherever the notebook lies", async () => {
  expect(await run("const n = await sc.range(0, 24, 1, 24).map((x) => (work('1s'), x)).count();")).toMatchObject({
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
    expect(await run(declared), declared).toMatchObject({ kind: "done" });
  }
  expect(await run("[run.tasks.length, fit.attempts, n]")).toMatchObject({ kind: "done", value: [24, 24, 24] });
});
