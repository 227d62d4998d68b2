import { expect, it } from "vitest";
import { createSession, TASK_STATUSES } from "../index.js";
import { testPorts } from "../testing/test-ports.js";

it("an interrupt stops a task between its rows; the session goes on", async () => {
  const ports = testPorts();
  let asked = false;
  let rows = 0;
  const interrupted = (): boolean => {
    const now = asked;
    asked = false;
    return now;
  };
  const session = createSession({ ...ports, host: { ...ports.host, interrupted } });
  session.beginCell(1);
  const endless = session.sc.range(0, Number.MAX_SAFE_INTEGER, 1, 2).map((n) => {
    if (++rows === 1_000) asked = true;
    return n;
  });
  await expect(endless.count()).rejects.toThrow(/SPARK_JOB_CANCELLED/);
  expect(rows).toBeLessThan(2_000);
  expect(session.endCell()!.jobs[0]!.failure).toMatch(/interrupted/);
  expect(await session.sc.range(0, 5).count()).toBe(5);
});

it("a loop of the user's own that notices the interrupt first ends its task, which is not tried again", async () => {
  const ports = testPorts();
  let asked = false;
  const interrupted = (): boolean => {
    const now = asked;
    asked = false;
    return now;
  };
  const session = createSession({ ...ports, host: { ...ports.host, interrupted } });
  session.beginCell(1);
  const stopped = session.sc.range(0, 40, 1, 40).map((n) => {
    if (n < 20) return n;
    asked = n === 20;
    throw new Error("the cell was interrupted");
  });
  await expect(stopped.count()).rejects.toThrow(/SPARK_JOB_CANCELLED/);
  const { jobs, tasks } = session.endCell()!;
  expect(jobs[0]!.failure).toMatch(/cancelled because the cell was interrupted/);
  const statuses = [...tasks.columns.status.subarray(0, tasks.length)].map((status) => TASK_STATUSES[status]);
  expect(statuses.filter((status) => status === "Success").length).toBeGreaterThan(0);
  expect(statuses).not.toContain("ExceptionFailure");
});
