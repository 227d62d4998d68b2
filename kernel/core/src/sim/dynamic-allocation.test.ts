import { expect, test } from "vitest";
import { work } from "../dsl/task-context.js";
import type { RunDocument, RunExecutor } from "../events/run.js";
import type { Session } from "../session.js";
import { cellSession, endCell, secondTasks } from "../testing/cell-program.js";

const DYNAMIC = {
  "spark.dynamicAllocation.enabled": "true",
  "spark.executor.cores": "1",
  "spark.executor.instances": "1",
};

const session = (conf: Readonly<Record<string, string>> = {}): Session => cellSession({ ...DYNAMIC, ...conf });

const seconds = (ms: number | undefined): number => Math.round((ms ?? Number.NaN) / 1000);
const comings = (executors: readonly RunExecutor[]): number[] => executors.map(({ addedMs }) => seconds(addedMs));
const goings = (executors: readonly RunExecutor[]): number[] => executors.map(({ removedMs }) => seconds(removedMs));

test("executors come in powers of two, after the time that they take to start, and go when they are idle (D2, D3)", async () => {
  const s = session({ "spark.dynamicAllocation.minExecutors": "1" });
  await secondTasks(s, 60);
  await s.spark.sleep("100s");
  const { executors } = await endCell(s);
  // 1, 2, 4, 8 … after each second of backlog, and 4 s until they register.
  const expected = [0, 5, 6, 6, ...Array(4).fill(7), ...Array(8).fill(8), ...Array(16).fill(9)];
  expect(comings(executors).slice(0, 32)).toEqual(expected);
  expect(new Set(executors.map(({ removedReason }) => removedReason))).toEqual(
    new Set(["Executor killed by driver.", undefined]),
  );
  const last = goings(executors).filter((s) => !Number.isNaN(s));
  expect(last).toHaveLength(executors.length - 1);
  expect(Math.max(...last)).toBeLessThanOrEqual(72);
  expect(s.cluster.executors).toHaveLength(1);
});

test("a program that sleeps needs no executor; one that goes on gets them again", async () => {
  const s = session({ "spark.dynamicAllocation.executorIdleTimeout": "4s" });
  await secondTasks(s, 2);
  await s.spark.sleep("20s");
  expect(s.cluster.executors).toEqual([]);
  expect(await secondTasks(s, 2)).toBe(2);
  const { jobs } = await endCell(s);
  // A second of backlog and four until the executor is there.
  expect(jobs[1]!.endMs! - jobs[1]!.startMs).toBeGreaterThan(5000);
});

test("an application that starts with none waits for its first", async () => {
  const s = session({ "spark.master": "spark://a:7077", "spark.executor.instances": "1" });
  expect(await secondTasks(s, 3)).toBe(3);
  expect((await endCell(s)).executors.length).toBeGreaterThan(0);
});

test("shuffle files keep executors for good; with a timeout they go, and their files are made anew", async () => {
  const program = async (s: Session): Promise<RunDocument> => {
    const counted = s.sc
      .parallelize([...Array(12).keys()], 12)
      .map((n): [number, number] => {
        work("1s");
        return [n % 3, n];
      })
      .reduceByKey((a, b) => a + b, 3);
    await counted.count();
    await s.spark.sleep("3min");
    await counted.count();
    return endCell(s);
  };
  const conf = { "spark.executor.instances": "4", "spark.dynamicAllocation.executorIdleTimeout": "10s" };
  const kept = await program(session(conf));
  expect(kept.executors.filter(({ executorId }) => executorId < 4).every((e) => e.removedMs === undefined)).toBe(true);
  expect(kept.stages.map(({ status }) => status)).toEqual(["complete", "complete", "skipped", "complete"]);
  const lost = await program(session({ ...conf, "spark.dynamicAllocation.shuffleTracking.timeout": "20s" }));
  expect(lost.stages.map(({ status }) => status)).toEqual(["complete", "complete", "complete", "complete"]);
  const served = await program(session({ ...conf, "spark.shuffle.service.enabled": "true" }));
  expect(served.executors.slice(0, 4).every((e) => seconds(e.removedMs) < 60)).toBe(true);
  expect(served.stages.map(({ status }) => status)).toEqual(["complete", "complete", "skipped", "complete"]);
});

test("cached blocks keep executors", async () => {
  const s = session({ "spark.executor.instances": "3", "spark.dynamicAllocation.executorIdleTimeout": "5s" });
  const cached = s.sc.parallelize([1, 2], 2).cache();
  await cached.count();
  await s.spark.sleep("1min");
  expect(s.cluster.executors).toHaveLength(2);
  cached.unpersist();
  await s.spark.sleep("1min");
  expect(s.cluster.executors).toEqual([]);
});

test("no more executors are asked for than the cluster has room for; a lost one is replaced", async () => {
  const s = session({ "spark.stageplay.cluster.hosts": "3" });
  s.cluster.executor(0).killAt("10s");
  await secondTasks(s, 60);
  const { executors } = await endCell(s);
  expect(comings(executors)).toEqual([0, 5, 6, 14]);
  expect(executors[3]!.host).toBe("host-1");
});

test.each([
  ["yarn", "yarn"],
  ["Kubernetes", "k8s://https://a:443"],
  ["Standalone", "spark://a:7077"],
])("%s gives and takes executors", async (_, master) => {
  const s = session({ "spark.master": master, "spark.dynamicAllocation.maxExecutors": "6" });
  expect(await secondTasks(s, 60)).toBe(60);
  await s.spark.sleep("2min");
  const { executors } = await endCell(s);
  expect(executors).toHaveLength(6);
  expect(executors.every(({ removedMs }) => removedMs !== undefined)).toBe(true);
});

test("pods that were not yet asked for are taken back when the load is gone", async () => {
  const s = session({
    "spark.master": "k8s://https://a:443",
    "spark.kubernetes.allocation.batch.size": "1",
    "spark.dynamicAllocation.executorAllocationRatio": "1.0",
  });
  await secondTasks(s, 40);
  const { executors, requests } = await endCell(s);
  await s.settle();
  expect(requests?.some(({ droppedMs }) => droppedMs !== undefined)).toBe(true);
  expect(executors.length).toBeLessThan(40);
});

test("a program that can never get an executor is told so, and nothing spins", async () => {
  const s = session({ "spark.stageplay.cluster.hosts": "1" });
  s.cluster.host(1).kill();
  await expect(secondTasks(s, 3)).rejects.toThrow(/no executor is left/);
  await endCell(s);
});
