import { expect, test } from "vitest";
import { type TaskFailureRule, TaskFaults } from "./task-faults.js";
import { selectorText, type TaskSelector } from "./task-selector.js";

function failing(selector: TaskSelector, times: number): TaskFailureRule {
  return { selector, times, left: times, text: () => `${selectorText(selector)}.fail(${times})` };
}

test("a rule fails as many matching attempts as it was told, then is spent", () => {
  const faults = new TaskFaults();
  faults.add(failing({ partition: 3 }, 2));
  expect(faults.verdict({ stage: 0, partition: 2, attempt: 0 })).toBeUndefined();
  expect(faults.verdict({ stage: 0, partition: 3, attempt: 0 })?.fail).toBe(
    "injected by task({ partition: 3 }).fail(2) (1 of 2)",
  );
  expect(faults.verdict({ stage: 0, partition: 3, attempt: 1 })?.fail).toMatch(/2 of 2/);
  expect(faults.verdict({ stage: 0, partition: 3, attempt: 2 })).toBeUndefined();
  expect(faults.isEmpty).toBe(true);
});

test("a rule that has begun dies with the job that it aborted; others wait for their task", () => {
  const faults = new TaskFaults();
  faults.add(failing({ partition: 3 }, 4));
  faults.add(failing({ partition: 1 }, 1));
  faults.verdict({ stage: 0, partition: 3, attempt: 0 });
  faults.jobFailed();
  expect(faults.verdict({ stage: 1, partition: 3, attempt: 0 })).toBeUndefined();
  expect(faults.verdict({ stage: 1, partition: 1, attempt: 0 })).toBeDefined();
});
