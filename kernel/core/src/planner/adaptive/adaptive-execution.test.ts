import { expect, it } from "vitest";
import { createSession } from "../../session.js";
import { testPorts } from "../../testing/test-ports.js";

it("when one query stage fails, those beside it are cancelled", async () => {
  const session = createSession(testPorts(), {
    conf: {
      "spark.master": "local[2]",
      "spark.sql.autoBroadcastJoinThreshold": "-1",
      "spark.sql.shuffle.partitions": "2",
    },
  });
  const { spark } = session;
  session.beginCell(1);
  session.task({ stage: 0, partition: 0 }).fail(1);
  const joined = spark.range(0, 10, 1, 2).join(spark.range(0, 100_000, 1, 8), ["id"]);
  await expect(joined.collect()).rejects.toThrow("Job aborted due to stage failure");
  await session.settle();
  const run = session.endCell()!;
  expect(run.jobs.map((job) => job.failure)).toEqual([
    expect.stringContaining("Job aborted due to stage failure"),
    expect.stringContaining("another stage of its query failed"),
  ]);
  // Its later tasks were never launched.
  expect(run.tasks.length).toBeLessThan(10);
});
