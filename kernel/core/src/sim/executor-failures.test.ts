import { expect, test } from "vitest";
import { tooManyExecutorFailures } from "../driver/driver-errors.js";
import { TaskContext } from "../dsl/task-context.js";
import type { SparkError } from "../errors/index.js";
import { createSession } from "../session.js";
import { testPorts } from "../testing/test-ports.js";

const YARN = { "spark.master": "yarn", "spark.executor.instances": "2", "spark.task.maxFailures": "100" };

async function crashing(conf: Readonly<Record<string, string>>): Promise<{ error: SparkError; losses: string[] }> {
  const session = createSession(testPorts(), { conf: { ...YARN, ...conf } });
  session.beginCell(1);
  const { sc } = session;
  const error = await sc
    .parallelize([1, 2], 2)
    .map((n) => (n === 2 ? TaskContext.get()!.executor.exit(1) : n))
    .count()
    .then(
      () => expect.unreachable(),
      (failure: unknown) => failure as SparkError,
    );
  await session.settle();
  const { executors } = session.endCell()!;
  const losses = executors.flatMap(({ removedReason }) => (removedReason === undefined ? [] : [removedReason]));
  expect(() => sc.parallelize([1])).toThrow(/the application failed/);
  return { error, losses };
}

test("an application that keeps losing executors is given up at the manager's limit (D5)", async () => {
  const { error, losses } = await crashing({ "spark.executor.maxNumFailures": "3" });
  expect(error.condition).toBe("TOO_MANY_EXECUTOR_FAILURES");
  expect(error.message).toMatch(/Max number of executor failures \(3\) reached/);
  expect(error.message).toMatch(/raise spark.executor.maxNumFailures/);
  expect(losses.filter((reason) => reason.includes("Exit status: 1."))).toHaveLength(3);
});

test("without a limit of its own it is twice the executors", async () => {
  const { error } = await crashing({});
  expect(error.message).toMatch(/Max number of executor failures \(4\) reached/);
});

test("heaps that were full are named, with what helps against that", () => {
  const reason = "Container from a bad node: on host: host-1. Exit status: 52.";
  const { message } = tooManyExecutorFailures(
    "Max number of executor failures (4) reached",
    { reason, exitCode: 52 },
    "k",
  )();
  expect(message).toContain("Exit status: 52. (java.lang.OutOfMemoryError: Java heap space)");
  expect(message).toContain("collect_list");
});
