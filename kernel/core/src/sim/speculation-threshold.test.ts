import { expect, test } from "vitest";
import { TaskContext, work } from "../dsl/task-context.js";
import { createSession } from "../session.js";
import { testPorts } from "../testing/test-ports.js";

/** One stage whose first attempts take 20 s, copies 1 s; gives each attempt as `partition.attempt status`. */
async function attempts(tasks: number, conf: Record<string, string>): Promise<string[]> {
  const session = createSession(testPorts(), {
    conf: { "spark.executor.instances": "4", "spark.speculation": "true", ...conf },
  });
  session.beginCell(1);
  await session.sc
    .range(0, tasks, 1, tasks)
    .map((n) => {
      work(TaskContext.get()!.attemptNumber() === 0 ? "20s" : "1s");
      return n;
    })
    .count();
  await session.settle();
  const run = session.endCell()!;
  return Array.from({ length: run.tasks.length }, (_, row) => run.tasks.record(row)).map(
    ({ partition, attempt, status, speculative, launchMs }) =>
      `${partition}.${attempt} ${status}${speculative ? ` copy at ${Math.round((launchMs - run.startMs) / 100) / 10} s` : ""}`,
  );
}

const THRESHOLD = "spark.speculation.task.duration.threshold";

test("the only task of a stage gets a copy after the given time (C10)", async () => {
  expect(await attempts(1, { [THRESHOLD]: "2s" })).toEqual(["0.0 TaskKilled", "0.1 Success copy at 2.1 s"]);
});

test("without the threshold it never does", async () => {
  expect(await attempts(1, {})).toEqual(["0.0 Success"]);
});

test("the threshold is for stages that one executor could run at once", async () => {
  const cores = { [THRESHOLD]: "2s", "spark.executor.cores": "2" };
  expect(await attempts(2, cores)).toHaveLength(4);
  expect(await attempts(3, cores)).toHaveLength(3);
});
