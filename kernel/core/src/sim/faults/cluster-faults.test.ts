import { describe, expect, test } from "vitest";
import { SparkSession } from "../../dsl/spark-session.js";
import { work } from "../../dsl/task-context.js";
import type { RunDocument } from "../../events/run.js";
import type { Session } from "../../session.js";
import { cellSession, endCell, twoStages } from "../../testing/cell-program.js";
import { stage } from "./run-condition.js";

async function run(s: Session, program: (s: Session) => Promise<unknown> = twoStages): Promise<RunDocument> {
  await program(s);
  return endCell(s);
}

const statuses = (document: RunDocument): Set<string> =>
  new Set(Array.from({ length: document.tasks.length }, (_, row) => document.tasks.record(row).status));

describe("faults of the cluster", () => {
  test("an executor that is killed while maps run: its running tasks fail, its finished ones run again (B12)", async () => {
    const s = cellSession();
    s.cluster.executor(1).killAt("2s");
    const document = await run(s);
    expect([...statuses(document)].sort()).toEqual(["ExecutorLostFailure", "Resubmitted", "Success"]);
    expect(document.executors.find(({ executorId }) => executorId === 1)).toMatchObject({
      removedReason: "Command exited with code 137",
    });
    expect(document.faults[0]).toMatchObject({
      executorId: 1,
      description: 'Executor 1 was killed: injected by executor(1).killAt("2s")',
    });
    // A replacement registers.
    expect(document.executors.length).toBeGreaterThanOrEqual(3);
  });

  test("an executor that is killed when a stage has completed: a fetch fails, and the stage's lost part runs again (B11)", async () => {
    const s = cellSession();
    s.cluster.executor(1).kill().when(stage(0).completed);
    const document = await run(s);
    expect(statuses(document)).toContain("FetchFailed");
    const attempts = document.stages.map(({ stageId, attempt, numTasks }) => [stageId, attempt, numTasks]);
    expect(attempts).toEqual([
      [0, 0, 12],
      [0, 1, 4],
      [1, 0, 6],
      [1, 1, expect.any(Number)],
    ]);
    expect(document.faults[0]!.description).toContain("when(stage(0).completed)");
  });

  test("a preempted executor's tasks do not count as failures (C7)", async () => {
    const s = cellSession();
    for (let i = 1; i <= 6; i++) s.cluster.executor(0).preempt().after(`${i}s`);
    const document = await run(s);
    expect(document.jobs.at(-1)!.failure).toBeUndefined();
    expect(document.faults).toHaveLength(1);
  });

  test("a slow host makes its tasks take that many times as long", async () => {
    const s = cellSession();
    s.cluster.host(2).slow(5);
    const { tasks } = await run(s);
    const runMs = (executor: number): number[] =>
      Array.from({ length: tasks.length }, (_, row) => tasks.record(row))
        .filter((task) => task.executor === executor && task.stageId === 0)
        .map((task) => Math.round(task.runMs));
    expect(new Set(runMs(1))).toEqual(new Set([5000]));
    expect(new Set(runMs(0))).toEqual(new Set([1000]));
  });

  test("slow disks make shuffles slow", async () => {
    const slow = cellSession();
    slow.cluster.host(1).disk("1KB/s");
    const wrote = (document: RunDocument): number => Math.max(...document.tasks.columns.shuffleWriteMs);
    expect(wrote(await run(slow))).toBeGreaterThan(100 * wrote(await run(cellSession())));
  });

  test("an executor that is not heard of is given up after two minutes, at the driver's next look (C14)", async () => {
    const s = cellSession();
    s.cluster.executor(2).freezeHeartbeats().after("15s");
    const program = async ({ sc }: Session): Promise<unknown> =>
      sc.parallelize([...Array(6).keys()], 6).foreach(() => work("4min"));
    const document = await run(s, program);
    expect(document.executors.find(({ executorId }) => executorId === 2)).toMatchObject({
      removedMs: 180_000,
      removedReason: "Executor heartbeat timed out after 165881 ms",
    });
  });

  test("nobody fetches from a host that is cut off", async () => {
    const s = cellSession();
    s.cluster.host("host-2").disconnect().when(stage(0).completed);
    expect(statuses(await run(s))).toContain("FetchFailed");
  });

  test("a dropped block is computed again", async () => {
    const s = cellSession();
    let computed = 0;
    const cached = s.sc
      .parallelize([1, 2, 3, 4], 2)
      .map((n) => {
        computed++;
        return n;
      })
      .cache();
    await cached.count();
    s.cluster.dropBlock(cached, 1);
    await s.spark.sleep(1);
    await cached.count();
    expect(computed).toBe(6);
  });

  test("when the driver is killed everything ends", async () => {
    const s = cellSession();
    s.cluster.driver.kill().after("500ms");
    await expect(twoStages(s)).rejects.toThrow(/its process was killed/);
    expect(() => s.sc.parallelize([1])).toThrow(/SPARK_CONTEXT_STOPPED.*getOrCreate\(\)/s);
    SparkSession.builder().getOrCreate();
    expect(await s.sc.parallelize([1]).count()).toBe(1);
  });

  test.each([
    [(s: Session) => s.cluster.executor(7), /no executor 7.*Name one of 0, 1, 2/s],
    [(s: Session) => s.cluster.host("nowhere"), /No executor is on nowhere.*host-1/s],
    [(s: Session) => s.cluster.host(1).disk("fast"), /'fast' is no bandwidth/],
    [(s: Session) => s.cluster.host(1).slow(0), /slow\(0\) is no factor/],
    [(s: Session) => s.cluster.dropBlock(s.sc.parallelize([1], 1), 3), /no partition 3/],
  ])("what does not exist is named %#", (inject, message) => {
    expect(() => inject(cellSession())).toThrow(message);
  });
});
