import { expect, test } from "vitest";
import { TaskContext, work } from "../../dsl/task-context.js";
import type { RunDocument } from "../../events/run.js";
import { cellSession, endCell } from "../../testing/cell-program.js";
import { advise } from "../advise.js";

const CONF = { "spark.executor.instances": "4", "spark.executor.cores": "2" };

async function findings(slow: (partition: number, host: string) => boolean): Promise<string[]> {
  const s = cellSession(CONF);
  await s.sc.range(0, 8, 1, 8).foreach(() => {
    const task = TaskContext.get()!;
    work(slow(task.partitionId(), task.executor.host) ? "4s" : "200ms");
  });
  const run: RunDocument = await endCell(s);
  return advise(run).map(({ id }) => id);
}

test("a machine whose two tasks are both slow is found", async () => {
  expect(await findings((_, host) => host === "host-2")).toContain("slow-node");
});

test("one late task of two says nothing about its machine", async () => {
  expect(await findings((partition) => partition === 5)).not.toContain("slow-node");
});
