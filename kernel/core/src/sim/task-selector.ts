import { invalidFault } from "./faults/invalid-fault.js";

/** Which task attempts a fault is for; what is left out matches any. Ids as the pictures show them. */
export interface TaskSelector {
  readonly stage?: number;
  readonly partition?: number;
  readonly attempt?: number;
}

/** An attempt as faults see it. */
export interface TaskAttempt {
  readonly stage: number;
  readonly partition: number;
  readonly attempt: number;
}

const SELECTOR_KEYS: readonly (keyof TaskSelector)[] = ["stage", "partition", "attempt"];

export function selects(selector: TaskSelector, attempt: TaskAttempt): boolean {
  return SELECTOR_KEYS.every((key) => selector[key] === undefined || selector[key] === attempt[key]);
}

/** `task({ stage: 2, partition: 7 })`, as the user wrote it. */
export function selectorText(selector: TaskSelector): string {
  const parts = SELECTOR_KEYS.filter((key) => selector[key] !== undefined).map((key) => `${key}: ${selector[key]}`);
  return `task({ ${parts.join(", ")} })`;
}

/** @throws SparkError INVALID_FAULT for a selector that names nothing or something unknown. */
export function checkSelector(selector: TaskSelector): void {
  const keys = Object.keys(selector);
  const unknown = keys.find((key) => !SELECTOR_KEYS.includes(key as keyof TaskSelector));
  if (unknown !== undefined) throw invalidTask(`A task has no '${unknown}'.`);
  if (keys.length === 0) throw invalidTask("task({}) names no task.");
  for (const key of SELECTOR_KEYS) {
    const value = selector[key];
    if (value !== undefined && (!Number.isInteger(value) || value < 0)) {
      throw invalidTask(`'${key}: ${value}' is no index.`);
    }
  }
}

/** The error of a selector that is wrong. */
export function invalidTask(message: string): Error {
  return invalidFault(
    message,
    "Name the task by stage, partition or attempt (whole numbers from 0), as in task({ partition: 3 }).fail(2).",
  );
}
