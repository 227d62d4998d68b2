import { expect, test } from "vitest";
import { SparkSession } from "./dsl/spark-session.js";
import type { RunDocument } from "./events/run.js";
import { createSession, type Session } from "./session.js";
import { testPorts } from "./testing/test-ports.js";

function session(print: (text: string) => void = () => {}): Session {
  const ports = testPorts();
  return createSession({ ...ports, host: { ...ports.host, print } });
}

test("a cell's run is its own; ids go on from cell to cell", async () => {
  const s = session();
  s.beginCell(1);
  await s.sc.parallelize([1, 2], 2).count();
  expect(s.endCell()?.jobs.map((job) => job.jobId)).toEqual([0]);
  s.beginCell(2);
  expect(s.currentRun()).toBeUndefined();
  await s.sc.parallelize([1, 2], 2).count();
  const run = s.endCell()!;
  expect(run.cell).toBe(2);
  expect(run.jobs.map((job) => job.jobId)).toEqual([1]);
  expect([run.tasks.length, run.tasks.record(0).taskId]).toEqual([2, 2]);
});

test("a cell that runs nothing keeps the last run", async () => {
  const s = session();
  s.beginCell(1);
  await s.sc.parallelize([1], 1).count();
  s.endCell();
  s.beginCell(2);
  expect(s.endCell()).toBeUndefined();
  expect(s.spark.lastRun.document.cell).toBe(1);
});

test("settle waits for actions that nobody awaits", async () => {
  const s = session();
  s.beginCell(1);
  void s.sc.parallelize([1, 2, 3], 3).count();
  await s.settle();
  expect(s.endCell()?.jobs[0]?.endMs).toBeGreaterThan(0);
});

test("a builder that changes the cluster starts a new application and hands over what the old one ran", async () => {
  const s = session();
  const ended: RunDocument[] = [];
  s.onApplicationEnd = (run) => ended.push(run);
  s.beginCell(1);
  await s.sc.parallelize([1, 2], 2).count();
  expect(SparkSession.builder().config("spark.executor.instances", 8).getOrCreate()).toBe(s.spark);
  expect(ended.map((run) => run.executors.length)).toEqual([4]);
  await s.sc.parallelize([1, 2, 3], 3).count();
  const run = s.endCell()!;
  expect([run.executors.length, run.jobs.length, run.tasks.length]).toEqual([8, 1, 3]);
});

test("what the old application made is refused afterwards, with the next step", async () => {
  const s = session();
  const old = s.sc.parallelize([1, 2], 2);
  SparkSession.builder().config("spark.executor.instances", 8).getOrCreate();
  await expect(old.count()).rejects.toThrow(/SPARK_CONTEXT_STOPPED.*Next step: Make the RDD/s);
});

test("settings that make no cluster leave the running application as it is", async () => {
  const s = session();
  const rdd = s.sc.parallelize([1, 2], 2);
  expect(() => SparkSession.builder().config("spark.executor.memory", "lots").getOrCreate()).toThrow(
    /INVALID_CONF_VALUE/,
  );
  expect(await rdd.count()).toBe(2);
});

test("two actions at once share a running stage: it ran once, as attempt 0 (B4)", async () => {
  const s = session();
  s.beginCell(1);
  const shared = s.sc
    .parallelize([1, 2, 3, 4], 4)
    .map((x) => [x % 2, x])
    .reduceByKey((a, b) => a + b, 2);
  await Promise.all([shared.count(), shared.collect()]);
  const run = s.endCell()!;
  expect(run.tasks.length).toBe(8);
  expect(run.stages.map(({ stageId, attempt, status }) => [stageId, attempt, status])).toEqual([
    [0, 0, "complete"],
    [1, 0, "complete"],
    [2, 0, "complete"],
  ]);
});

test("a prediction is judged by the action after it, in its own cell only", async () => {
  const printed: string[] = [];
  const s = session((text) => printed.push(text));
  s.beginCell(1);
  s.predict({ stages: 1, tasks: [2] });
  await s.sc.parallelize([1, 2], 2).count();
  expect(s.endCell()?.predictions.map((verdict) => verdict.correct)).toEqual([true]);
  s.beginCell(2);
  s.predict({ stages: 7 });
  s.endCell();
  expect(printed).toEqual([
    "The prediction was not judged: no action followed it in this cell. Put it right before the action.",
  ]);
  s.beginCell(3);
  await s.sc.parallelize([1], 1).count();
  expect(s.endCell()?.predictions).toEqual([]);
});
