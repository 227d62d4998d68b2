import { expect, test } from "vitest";
import { SparkSession } from "./dsl/spark-session.js";
import type { RunDocument } from "./events/run.js";
import { createSession, type Session, type SessionOptions } from "./session.js";
import { testPorts } from "./testing/test-ports.js";

function session(files: Record<string, string> = {}, options: SessionOptions = {}): Session & { printed: string[] } {
  const printed: string[] = [];
  const ports = testPorts(files);
  const made = createSession({ ...ports, host: { ...ports.host, print: (text) => printed.push(text) } }, options);
  return Object.assign(made, { printed });
}

async function countIn(s: Session): Promise<RunDocument> {
  s.beginCell(1);
  await s.sc.parallelize([1, 2, 3, 4], 4).count();
  await s.settle();
  return s.endCell()!;
}

test("spark.submit starts a new application with the executors that the command asks for", async () => {
  const s = session();
  const spark = s.spark.submit("spark-submit --num-executors 3 --executor-cores 4 --executor-memory 2g job.py a b");
  expect(spark).toBe(s.spark);
  expect([s.cluster.executors.length, s.cluster.slots, s.cluster.executors[0]!.memoryBytes]).toEqual([
    3, 12, 1099746508,
  ]);
  expect(s.printed).toEqual([
    "No --master: spark-submit would take local[*]; here the notebook's cluster is used.",
    "Not run: job.py a b. The cells of this notebook are the program.",
  ]);
  expect(String(spark)).toBe("SparkSession - app job.py, Spark 4.3.0, 3 executors × 4 cores");
  expect((await countIn(s)).executors.length).toBe(3);
});

test("that there is no --master is said once", () => {
  const s = session();
  s.spark.submit("--num-executors 2");
  s.spark.submit("--num-executors 3 job.py");
  expect(s.printed.filter((line) => line.startsWith("No --master"))).toHaveLength(1);
  expect(s.printed.at(-1)).toMatch(/^Not run: job\.py/);
});

test("a tagged template keeps the backslashes of a pasted command", () => {
  const s = session();
  s.spark.submit`spark-submit \
    --num-executors 3 \
    # of four cores \
    --executor-cores 4`;
  expect([s.cluster.executors.length, s.cluster.slots]).toEqual([3, 12]);
});

test("on YARN the driver waits for 80% of its executors, and the others come while it works", async () => {
  const s = session();
  s.spark.submit("--master yarn --num-executors 20 --executor-cores 4");
  const there = s.cluster.executors.length;
  expect(there).toBe(16);
  const added = (await countIn(s)).executors.map(({ addedMs }) => addedMs);
  await s.spark.sleep("30s");
  const run = await countIn(s);
  expect(run.executors.length).toBe(20);
  expect(run.executors.slice(0, added.length).map(({ addedMs }) => addedMs)).toEqual(added);
  expect(s.sc.defaultParallelism).toBe(80);
});

test("on a standalone cluster the first stage waits for the first executor", async () => {
  const s = session();
  s.spark.submit("--master spark://master:7077 --total-executor-cores 8 --executor-cores 2");
  expect([s.cluster.executors.length, s.sc.defaultParallelism, String(s.cluster)]).toEqual([0, 2, "no executors"]);
  const run = await countIn(s);
  const first = Math.min(...run.executors.map(({ addedMs }) => addedMs));
  expect(first).toBeGreaterThan(2000);
  expect(run.stages[0]!.submittedMs).toBeLessThan(first);
  expect(run.tasks.record(0).launchMs).toBeGreaterThanOrEqual(first);
  await s.spark.sleep("30s");
  expect(s.sc.defaultParallelism).toBe(8);
});

test("what the program sets wins over flags, and a later submit starts afresh", () => {
  const s = session({}, { conf: { "spark.sql.shuffle.partitions": "7" } });
  SparkSession.builder().submit("--num-executors 2").config("spark.executor.instances", 3).getOrCreate();
  expect(s.cluster.executors.length).toBe(3);
  expect(s.spark.conf.explain("spark.executor.instances").layers.map(({ value }) => value)).toEqual([
    undefined,
    "3",
    "2",
    undefined,
    undefined,
    "4",
    undefined,
  ]);
  s.spark.submit("--num-executors 5");
  expect(s.cluster.executors.length).toBe(5);
  expect(s.spark.conf.get("spark.sql.shuffle.partitions")).toBe("7");
});

test("a builder's settings win over what the session set before, which else stays", () => {
  const s = session();
  s.spark.conf.set("spark.sql.shuffle.partitions", 8);
  s.spark.conf.set("spark.sql.ansi.enabled", false);
  SparkSession.builder().config("spark.sql.shuffle.partitions", 4).config("spark.executor.instances", 2).getOrCreate();
  expect(["shuffle.partitions", "ansi.enabled"].map((key) => s.spark.conf.get(`spark.sql.${key}`))).toEqual([
    "4",
    "false",
  ]);
});

test("a builder after spark.submit keeps the flags", () => {
  const s = session();
  s.spark.submit("--num-executors 5 --executor-memory 2g");
  SparkSession.builder().config("spark.executor.cores", 1).getOrCreate();
  expect([s.cluster.executors.length, s.cluster.slots, s.spark.conf.get("spark.executor.memory")]).toEqual([
    5,
    5,
    "2g",
  ]);
});

test("conf/spark-defaults.conf beside the notebook counts from the start; a wrong one is left out and named", () => {
  const file = "conf/spark-defaults.conf";
  const good = session({ [file]: "spark.executor.instances 2\n" });
  expect(good.cluster.executors.length).toBe(2);
  expect(good.spark.conf.explain("spark.executor.instances").winner?.origin).toBe(`${file} line 1`);
  const bad = session({ [file]: "spark.executor.instances many\n" });
  expect(bad.cluster.executors.length).toBe(4);
  expect(bad.printed[0]).toMatch(/spark-defaults\.conf is left out: \[INVALID_CONF_VALUE/);
});

test("an impossible cluster leaves the running application as it is", async () => {
  const s = session();
  const rdd = s.sc.parallelize([1, 2], 2);
  expect(() => s.spark.submit("--executor-memory 100m")).toThrow(/INVALID_EXECUTOR_MEMORY.*Next step/s);
  expect(() => s.spark.submit("--master yarn --total-executor-cores 3")).toThrow(/INVALID_SUBMIT\.CONTRADICTION/);
  expect(await rdd.count()).toBe(2);
});

test("Spark 3.5's defaults can be chosen", () => {
  const s = session();
  s.spark.submit("--conf spark.stageplay.sparkVersion=3.5");
  expect([s.spark.version, s.spark.conf.get("spark.sql.ansi.enabled")]).toEqual(["3.5.6", "false"]);
  expect(s.spark.conf.explain("spark.sql.ansi.enabled").winner?.origin).toBe("Spark 3.5");
});

test("the driver is where the deploy mode puts it", () => {
  const s = session();
  expect([s.cluster.driver.deployMode, s.cluster.driver.laptopLost.applicationEnds]).toEqual(["client", true]);
  s.spark.submit("--master yarn --deploy-mode cluster --driver-memory 2g --driver-cores 2");
  expect(s.cluster.driver).toMatchObject({
    deployMode: "cluster",
    heapBytes: 2 ** 31,
    laptopLost: { applicationEnds: false },
  });
});

test("the driver's memory is settled when spark-submit starts it: what the program sets comes too late (L)", () => {
  const s = session();
  s.spark.submit("--driver-memory 4g");
  SparkSession.builder().config("spark.driver.memory", "12g").getOrCreate();
  expect([s.spark.conf.get("spark.driver.memory"), s.cluster.driver.heapBytes]).toEqual(["12g", 4 * 1024 ** 3]);
  const own = session();
  SparkSession.builder().config("spark.driver.memory", "12g").getOrCreate();
  expect(own.cluster.driver.heapBytes).toBe(12 * 1024 ** 3);
});
