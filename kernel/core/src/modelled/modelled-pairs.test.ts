import { expect, test } from "vitest";
import * as modelled from "../dsl/modelled.js";
import type { SparkContext } from "../dsl/spark-context.js";
import type { SparkError } from "../errors/index.js";
import { createSession } from "../session.js";
import { testPorts } from "../testing/test-ports.js";

function contextWith(memory = "8g"): SparkContext {
  const conf = { "spark.executor.instances": "10", "spark.executor.cores": "4", "spark.executor.memory": memory };
  return createSession(testPorts(), { conf }).sc;
}

function visits(sc: SparkContext) {
  const key = modelled.hot({ US: 0.4 }, modelled.tail(200, "country"));
  return sc.modelled({ rows: 2e9, partitions: 400, key, value: modelled.uniform(1, 9) });
}

async function failure(action: () => Promise<unknown>): Promise<SparkError> {
  return action().then(
    () => {
      throw new Error("nothing failed");
    },
    (error: unknown) => error as SparkError,
  );
}

test("modelled pairs are counted, combined by key, mapped and filtered", async () => {
  const rdd = visits(contextWith());
  expect(await rdd.count()).toBe(2e9);
  const sums = new Map(await rdd.reduceByKey((a, b) => a + b, 100).collect());
  expect([sums.size, sums.get("US"), sums.get("country-7")]).toEqual([201, 8e8 * 5, 6e6 * 5]);
  expect(new Map(await rdd.reduceByKey((a, b) => Math.max(a, b), 100).collect()).get("US")).toBe(9);
  expect(
    (
      await rdd
        .mapValues(() => 1)
        .reduceByKey((a, b) => a + b, 10)
        .collect()
    ).find(([k]) => k === "US"),
  ).toEqual(["US", 8e8]);
  const both = rdd.aggregateByKey(
    [0, 0],
    ([sum, n], value) => [sum! + value, n! + 1],
    (a, b) => [a[0]! + b[0]!, a[1]! + b[1]!],
    10,
  );
  const [sum, n] = new Map(await both.collect()).get("US")!;
  expect([sum! / 4e9, n]).toEqual([expect.closeTo(1, 5), 8e8]);
  expect(await rdd.filter(([k]) => k === "US").count()).toBe(8e8);
});

test("reduceByKey sends one record for each key of a map task, groupByKey all of them (A2)", async () => {
  const { sc, spark } = createSession(testPorts(), { conf: { "spark.executor.instances": "10" } });
  const rdd = sc.modelled({ rows: 1e6, partitions: 4, key: modelled.tail(50) });
  await rdd.reduceByKey((a, b) => a + b, 8).count();
  await rdd.groupByKey(8).count();
  const written = spark.lastRun.stages
    .map((stage) => stage.totals.shuffleWriteRecords)
    .filter((records) => records > 0);
  expect(written).toEqual([200, 1e6]);
});

test.each(["4g", "8g", "12g"])(
  "groupByKey dies of one hot key with %s, as its values cannot be spilled (C084)",
  async (memory) => {
    const rdd = visits(contextWith(memory));
    expect((await failure(() => rdd.groupByKey(100).count())).condition).toBe("SPARK_JOB_ABORTED");
    expect(await rdd.reduceByKey((a, b) => a + b, 100).count()).toBe(201);
  },
);

test("groupByKey of keys without a hot one gives lists that are as long as they would be", async () => {
  const rdd = contextWith().modelled({ rows: 1e6, partitions: 4, key: modelled.tail(1000) });
  const [pair] = await rdd
    .groupByKey(8)
    .mapValues((list) => list.length)
    .take(1);
  expect(pair![1]).toBe(1000);
});

test("what needs every element says so, and what to use", async () => {
  const rdd = visits(contextWith());
  const joined = await failure(() => rdd.join(rdd).count());
  expect(joined.message).toContain("spark.read.modelled");
  const mapped = await failure(() => rdd.map(([k]) => k).count());
  expect(mapped.message).toContain("rows are modelled");
  expect(() => contextWith().modelled({ rows: -1, partitions: 4, key: modelled.tail(2) })).toThrow(
    "INVALID_MODELLED_TABLE",
  );
  expect(() => contextWith().modelled({ rows: 1, partitions: 0, key: modelled.tail(2) })).toThrow(
    "INVALID_MODELLED_TABLE",
  );
});
