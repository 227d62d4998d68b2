import { expect, test } from "vitest";
import { RuntimeConfig } from "./conf/runtime-config.js";
import { SparkError } from "./errors/index.js";
import { createApplication, type LocalApplication } from "./local.js";
import { testPorts } from "./testing/test-ports.js";

const numbers = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);

function application(conf: Record<string, string> = {}, files: Record<string, string> = {}): LocalApplication {
  const observer = { actionStarted: () => {}, actionEnded: () => {} };
  return createApplication(testPorts(files), new RuntimeConfig(conf), observer);
}

/** Stages of the run as `[id, tasks, status]`. */
function stages({ store }: LocalApplication): [number, number, string][] {
  const profile = {} as never;
  return store.document(profile).stages.map(({ stageId, numTasks, status }) => [stageId, numTasks, status]);
}

test("word count: two stages, every line read once, counts right", async () => {
  const app = application({ "spark.default.parallelism": "4" }, { "words.txt": "a b a\nb\na c\n" });
  const words = app.sc.textFile("words.txt", 2).flatMap((line) => line.split(" "));
  const counts = await words
    .map((word) => [word, 1])
    .reduceByKey((a, b) => a + b)
    .collect();
  expect(Object.fromEntries(counts)).toEqual({ a: 3, b: 2, c: 1 });
  expect(stages(app)).toEqual([
    [0, 2, "complete"],
    [1, 4, "complete"],
  ]);
});

test("a cached RDD is computed once; its ancestors are skipped afterwards (B5)", async () => {
  const app = application();
  let computed = 0;
  const rdd = app.sc
    .parallelize(numbers(100), 4)
    .map((x) => {
      computed++;
      return [x % 10, x];
    })
    .reduceByKey((a, b) => a + b, 5)
    .cache();
  expect(await rdd.count()).toBe(10);
  expect(await rdd.map(([, sum]) => sum).reduce((a, b) => a + b)).toBe(5050);
  expect(computed).toBe(100);
  expect(stages(app)).toEqual([
    [0, 4, "complete"],
    [1, 5, "complete"],
    [2, 4, "skipped"],
    [3, 5, "complete"],
  ]);
});

test("take widens round by round: 1, 4 and 15 partitions (A9)", async () => {
  const app = application();
  const taken = await app.sc
    .parallelize(numbers(1000), 20)
    .filter((x) => x > 900)
    .take(5);
  expect(taken).toEqual([901, 902, 903, 904, 905]);
  expect(stages(app).map(([, tasks]) => tasks)).toEqual([1, 4, 15]);
});

test("sortByKey samples at once, before any action (A8)", async () => {
  const app = application();
  const sorted = app.sc
    .parallelize(
      numbers(50).map((x) => [(x * 37) % 51, x]),
      3,
    )
    .sortByKey(true, 4);
  expect(stages(app)).toEqual([[0, 3, "complete"]]);
  const keys = (await sorted.collect()).map(([key]) => key);
  expect(keys).toEqual([...keys].sort((a, b) => a - b));
});

test("join matches keys, and a co-partitioned side is not shuffled again (A5)", async () => {
  const app = application();
  const left = app.sc
    .parallelize<number, string>(
      [
        [1, "a"],
        [2, "b"],
        [1, "c"],
      ],
      2,
    )
    .reduceByKey((a, b) => a + b, 3);
  const right = app.sc.parallelize<number, number>(
    [
      [1, 10],
      [3, 30],
    ],
    2,
  );
  expect(await left.join(right).collect()).toEqual([[1, ["ac", 10]]]);
  expect(stages(app).map(([, tasks]) => tasks)).toEqual([2, 2, 3]);
});

test("an injected fault is retried alone: ten attempts for eight tasks (C094)", async () => {
  const app = application();
  app.clusterFaults.task({ partition: 3 }).fail(2);
  expect(await app.sc.parallelize(numbers(8), 8).count()).toBe(8);
  const { tasks, stages: ran } = app.store.document({} as never);
  expect(tasks.length).toBe(10);
  expect(ran).toHaveLength(1);
  const attempts = Array.from({ length: 10 }, (_, row) => tasks.record(row)).filter((task) => task.partition === 3);
  expect(attempts.map((task) => [task.attempt, task.status])).toEqual([
    [0, "ExceptionFailure"],
    [1, "ExceptionFailure"],
    [2, "Success"],
  ]);
});

test("a throwing function aborts the job after four attempts; the application lives on", async () => {
  const app = application();
  let runs = 0;
  const broken = app.sc.parallelize([1], 1).map(() => {
    runs++;
    throw new TypeError("no such thing");
  });
  await expect(broken.collect()).rejects.toThrow(/SPARK_JOB_ABORTED.*failed 4 times.*TypeError: no such thing/s);
  expect(runs).toBe(4);
  expect(await app.sc.parallelize([1, 2], 2).count()).toBe(2);
});

test("actions that are not awaited are jobs that share the slots", async () => {
  const app = application();
  const rdd = app.sc.parallelize(numbers(4), 4);
  const both = await Promise.all([rdd.count(), rdd.collect()]);
  expect(both).toEqual([4, [1, 2, 3, 4]]);
  const { jobs } = app.store.document({} as never);
  expect(jobs[1]!.startMs).toBeLessThan(jobs[0]!.endMs!);
});

test("cancelling rejects the running action and keeps what was cached", async () => {
  const app = application();
  const rdd = app.sc.parallelize(numbers(10), 2).cache();
  await rdd.count();
  const running = rdd.collect();
  await Promise.resolve();
  app.jobs.cancelAll("by a test");
  await expect(running).rejects.toThrow(/SPARK_JOB_CANCELLED/);
  expect(await rdd.count()).toBe(10);
});

test("an action inside a task is refused", async () => {
  const app = application();
  const inner = app.sc.parallelize([1], 1);
  for (const nested of [() => inner.count(), () => inner.sparkContext.jobs.runJobNow({} as never)]) {
    const outer = app.sc.parallelize([1], 1).map((): unknown => nested());
    await expect(outer.collect()).rejects.toThrow(
      /CONTEXT_ONLY_VALID_ON_DRIVER.*Next step: Run the inner action first/s,
    );
  }
  expect(await inner.count()).toBe(1);
});

test("a reduce of nothing names its condition; one of undefined values is a reduce like any other", async () => {
  const { sc } = application();
  await expect(sc.parallelize<number>([], 2).reduce((a, b) => a + b)).rejects.toThrow(/EMPTY_COLLECTION.*Next step:/s);
  expect(await sc.parallelize([undefined, undefined], 2).reduce((a) => a)).toBe(undefined);
});

test("a missing file is named when the partitions are first asked for", () => {
  const { sc } = application();
  const lines = sc.textFile("nowhere.txt");
  expect(() => lines.getNumPartitions()).toThrow(SparkError);
});
