import { expect, it } from "vitest";
import { createSession } from "../index.js";
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
