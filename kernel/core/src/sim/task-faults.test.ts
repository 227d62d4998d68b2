import { expect, test } from "vitest";
import { TaskFaults } from "./task-faults.js";

test("a rule fails as many matching attempts as it was told, then is spent", () => {
  const faults = new TaskFaults();
  faults.task({ partition: 3 }).fail(2);
  expect(faults.verdict({ stage: 0, partition: 2, attempt: 0 })).toBeUndefined();
  expect(faults.verdict({ stage: 0, partition: 3, attempt: 0 })?.fail).toBe(
    "injected by task({ partition: 3 }).fail(2) (1 of 2)",
  );
  expect(faults.verdict({ stage: 0, partition: 3, attempt: 1 })?.fail).toMatch(/2 of 2/);
  expect(faults.verdict({ stage: 0, partition: 3, attempt: 2 })).toBeUndefined();
});

test("a rule that has begun dies with the job that it aborted; others wait for their task", () => {
  const faults = new TaskFaults();
  faults.task({ partition: 3 }).fail(4);
  faults.task({ partition: 1 }).fail(1);
  faults.verdict({ stage: 0, partition: 3, attempt: 0 });
  faults.jobFailed();
  expect(faults.verdict({ stage: 1, partition: 3, attempt: 0 })).toBeUndefined();
  expect(faults.verdict({ stage: 1, partition: 1, attempt: 0 })).toBeDefined();
});

test.each([[{}], [{ partition: -1 }], [{ stage: 1.5 }], [{ part: 3 } as never]])("task(%j) is refused", (selector) => {
  expect(() => new TaskFaults().task(selector)).toThrow(/INVALID_FAULT.*Next step/s);
});
