import { expect, it } from "vitest";
import { createSession, work } from "../index.js";
import { testPorts } from "../testing/test-ports.js";

it("a job group is cancelled together; other jobs go on", async () => {
  const { sc } = createSession(testPorts());
  sc.setJobGroup("slow", "the slow ones");
  const slow = [sc.range(0, 100).count(), sc.range(0, 10).sum()].map((action) =>
    action.catch((error: Error) => error.message),
  );
  sc.clearJobGroup();
  const other = sc.range(0, 7).count();
  sc.cancelJobGroup("slow");
  expect(await Promise.all(slow)).toEqual([
    expect.stringMatching(/SPARK_JOB_CANCELLED.*part of cancelled job group slow/s),
    expect.stringMatching(/SPARK_JOB_CANCELLED/),
  ]);
  expect(await other).toBe(7);
});

it("descriptions and groups stand on the jobs that follow", async () => {
  const session = createSession(testPorts());
  const { sc } = session;
  session.beginCell(1);
  sc.setJobGroup("etl", "load the numbers");
  await sc.range(0, 5).count();
  sc.setJobDescription("look at one");
  await sc.range(0, 5, 1, 1).first();
  sc.clearJobGroup();
  await sc.range(0, 5).count();
  expect(session.endCell()!.jobs.map(({ description }) => description)).toEqual([
    "load the numbers",
    "look at one",
    undefined,
  ]);
});

it("local properties can be read and removed", () => {
  const { sc } = createSession(testPorts());
  sc.setLocalProperty("spark.scheduler.pool", "fast");
  expect(sc.getLocalProperty("spark.scheduler.pool")).toBe("fast");
  sc.setLocalProperty("spark.scheduler.pool", null);
  expect(sc.getLocalProperty("spark.scheduler.pool")).toBeNull();
});

it.each([
  ["jobs of one pool run one after another", "slow", ["long", "short"]],
  ["jobs of two pools share the slots", "quick", ["short", "long"]],
])("the scheduler goes by the pool that is set: %s (C3)", async (_, pool, order) => {
  const { sc } = createSession(testPorts(), { conf: { "spark.master": "local[2]", "spark.scheduler.mode": "FAIR" } });
  const ended: string[] = [];
  const run = async (name: string, tasks: number): Promise<void> => {
    await sc
      .range(0, tasks, 1, tasks)
      .map(() => work("1s"))
      .count();
    ended.push(name);
  };
  sc.setLocalProperty("spark.scheduler.pool", "slow");
  const long = run("long", 8);
  sc.setLocalProperty("spark.scheduler.pool", pool);
  await Promise.all([long, run("short", 2)]);
  expect(ended).toEqual(order);
});

it("jobs of a group that read their data are not submitted once the group is cancelled", async () => {
  const { sc } = createSession(testPorts());
  sc.setJobGroup("mine");
  const first = sc.range(0, 4).count();
  sc.cancelJobGroup("mine");
  await expect(first).rejects.toThrow(/SPARK_JOB_CANCELLED.*job group mine/s);
  expect(await sc.range(0, 4).count()).toBe(4);
});
