import { expect, it } from "vitest";
import { createSession, type RDD, type SparkContext } from "../../index.js";
import { testPorts } from "../../testing/test-ports.js";

const numbers = (sc: SparkContext): RDD<number> => sc.parallelize([1, 2, 3, 4], 2);
/** As a cell may call it, whatever the types say. */
const pairs = (sc: SparkContext): RDD<[number, number]> => numbers(sc) as unknown as RDD<[number, number]>;
const late = async (n: number): Promise<number> => n;

it.each<[string, (sc: SparkContext) => Promise<unknown>, RegExp]>([
  [
    "reduceByKey of numbers",
    (sc) =>
      pairs(sc)
        .reduceByKey((a) => a)
        .collect(),
    /NOT_A_PAIR.*the element \d,.*keyBy/s,
  ],
  [
    "mapValues of numbers",
    (sc) =>
      pairs(sc)
        .mapValues((v) => v)
        .collect(),
    /NOT_A_PAIR/,
  ],
  [
    "keys of triples",
    (sc) => (sc.parallelize([[1, 2, 3]]) as never as RDD<[number, number]>).keys().collect(),
    /NOT_A_PAIR/,
  ],
  ["join with numbers", (sc) => pairs(sc).join(pairs(sc)).collect(), /NOT_A_PAIR/],
  [
    "countByKey of words",
    (sc) => (sc.parallelize(["ab"]) as never as RDD<[string, string]>).countByKey(),
    /NOT_A_PAIR.*"ab"/,
  ],
  ["map to a promise", (sc) => numbers(sc).map(late).collect(), /ASYNC_FUNCTION.*given to map.*on the driver/s],
  [
    "filter by a promise",
    (sc) =>
      numbers(sc)
        .filter(late as never)
        .collect(),
    /ASYNC_FUNCTION/,
  ],
  ["reduce to a promise", (sc) => numbers(sc).reduce(late as never), /ASYNC_FUNCTION/],
  ["foreach with a promise", (sc) => numbers(sc).foreach(late as never), /ASYNC_FUNCTION/],
  [
    "mapPartitions to a promise",
    (sc) =>
      numbers(sc)
        .mapPartitions((async () => [1]) as never)
        .collect(),
    /ASYNC_FUNCTION/,
  ],
  [
    "reduceByKey to a promise",
    (sc) =>
      sc
        .parallelize(
          [
            ["a", 1],
            ["a", 2],
          ],
          1,
        )
        .reduceByKey(late as never)
        .collect(),
    /ASYNC_FUNCTION/,
  ],
  [
    "flatMap to a number",
    (sc) =>
      numbers(sc)
        .flatMap(((n: number) => n) as never)
        .collect(),
    /NOT_ITERABLE.*returned \d/s,
  ],
])("%s is refused by name", async (_, action, message) => {
  await expect(action(createSession(testPorts()).sc)).rejects.toThrow(message);
});

it("what Spark has and the simulation has not is named", () => {
  const { sc } = createSession(testPorts());
  expect(() => numbers(sc).pipe("grep 1")).toThrow(/UNSUPPORTED_FEATURE\.PIPE.*mapPartitions/s);
});

it("a barrier stage with more tasks than slots is refused after 40 looks, 15 s apart (B14)", async () => {
  const session = createSession(testPorts(), { conf: { "spark.master": "local[2]" } });
  const { sc } = session;
  session.beginCell(1);
  const barrier = (tasks: number) =>
    sc
      .range(0, 9, 1, tasks)
      .barrier()
      .mapPartitions((rows) => rows);
  expect(await barrier(2).count()).toBe(9);
  await expect(barrier(3).count()).rejects.toThrow(/SPARK-24819.*3 tasks.*2 slots/s);
  await sc.range(0, 1).count();
  const { jobs } = session.endCell()!;
  // The refused job has used up its number, and no more: it never started.
  expect(jobs.map(({ jobId }) => jobId)).toEqual([0, 2]);
  expect(jobs[1]!.startMs - jobs[0]!.endMs!).toBeGreaterThan(600_000);
  await expect(barrier(2).take(1)).rejects.toThrow(/BARRIER_JOB_UNSUPPORTED_RDD_CHAIN/);
  const dynamic = createSession(testPorts(), { conf: { "spark.dynamicAllocation.enabled": "true" } });
  const refused = dynamic.sc
    .range(0, 9, 1, 2)
    .barrier()
    .mapPartitions((rows) => rows);
  await expect(refused.count()).rejects.toThrow(/SPARK-24942.*dynamicAllocation.enabled/s);
});

it("a lineage of thousands of steps is too deep for a task, and says what to do", async () => {
  let rdd = numbers(createSession(testPorts()).sc);
  for (let i = 0; i < 6_000; i++) rdd = rdd.map((n) => n + 1);
  await expect(rdd.collect()).rejects.toThrow(/LINEAGE_TOO_DEEP.*600\d narrow steps.*localCheckpoint/s);
});

it("a function that calls itself without end is not blamed on the lineage", async () => {
  const endless = (n: number): number => endless(n) + 1;
  await expect(numbers(createSession(testPorts()).sc).map(endless).collect()).rejects.toThrow(/call stack/);
});
