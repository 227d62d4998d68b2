import { SparkError } from "../errors/spark-error.js";

/** Which task attempts a fault is for; what is left out matches any. Ids as the pictures show them. */
export interface TaskSelector {
  readonly stage?: number;
  readonly partition?: number;
  readonly attempt?: number;
}

/** An attempt as the rules see it before it starts. */
export interface TaskAttempt {
  readonly stage: number;
  readonly partition: number;
  readonly attempt: number;
}

/** Told by a rule: the attempt shall fail with this text. */
export interface TaskVerdict {
  readonly fail: string;
}

/**
 * What `task({ partition: 3 })` gives: the ways in which the chosen tasks can go wrong.
 * @example
 * task({ partition: 3 }).fail(2);
 * await sc.range(0, 8, 1, 8).count();
 * spark.lastRun.tasks.filter((attempt) => attempt.partition === 3).length; // 3
 */
export interface TaskFault {
  /** The next `times` attempts that match fail after their work, with an exception. */
  fail(times?: number): void;
}

const SELECTOR_KEYS: readonly (keyof TaskSelector)[] = ["stage", "partition", "attempt"];

/**
 * The faults that a user injected, asked once for every attempt. Each rule is spent after its number of failures, or when a job that it
 * struck is aborted: what it has left is not for the jobs of later cells.
 */
export class TaskFaults {
  private rules: { readonly selector: TaskSelector; readonly text: string; readonly times: number; left: number }[] =
    [];

  /**
   * @throws SparkError INVALID_FAULT for a selector that names nothing or something unknown.
   */
  task(selector: TaskSelector): TaskFault {
    checkSelector(selector);
    return {
      fail: (times = 1) => {
        if (!Number.isInteger(times) || times < 1) throw invalid(`fail(${times}) needs a whole number of at least 1.`);
        this.rules.push({ selector, text: `task(${selectorText(selector)}).fail(${times})`, times, left: times });
      },
    };
  }

  /** True when nothing can go wrong. */
  get isEmpty(): boolean {
    return this.rules.length === 0;
  }

  /** Forgets the rules that have begun: a job was aborted. */
  jobFailed(): void {
    this.rules = this.rules.filter(({ left, times }) => left === times);
  }

  /** The verdict on an attempt; undefined when it may run undisturbed. */
  verdict(attempt: TaskAttempt): TaskVerdict | undefined {
    const rule = this.rules.find(({ selector }) => matches(selector, attempt));
    if (rule === undefined) return undefined;
    rule.left--;
    if (rule.left === 0) this.rules = this.rules.filter((other) => other !== rule);
    return { fail: `injected by ${rule.text} (${rule.times - rule.left} of ${rule.times})` };
  }
}

function matches(selector: TaskSelector, attempt: TaskAttempt): boolean {
  return SELECTOR_KEYS.every((key) => selector[key] === undefined || selector[key] === attempt[key]);
}

function selectorText(selector: TaskSelector): string {
  const parts = SELECTOR_KEYS.filter((key) => selector[key] !== undefined).map((key) => `${key}: ${selector[key]}`);
  return `{ ${parts.join(", ")} }`;
}

function checkSelector(selector: TaskSelector): void {
  const keys = Object.keys(selector);
  const unknown = keys.find((key) => !SELECTOR_KEYS.includes(key as keyof TaskSelector));
  if (unknown !== undefined) throw invalid(`A task has no '${unknown}'.`);
  if (keys.length === 0) throw invalid("task({}) names no task.");
  for (const key of SELECTOR_KEYS) {
    const value = selector[key];
    if (value !== undefined && (!Number.isInteger(value) || value < 0))
      throw invalid(`'${key}: ${value}' is no index.`);
  }
}

function invalid(message: string): SparkError {
  return new SparkError({
    condition: "INVALID_FAULT",
    message,
    nextStep:
      "Name the task by stage, partition or attempt (whole numbers from 0), as in task({ partition: 3 }).fail(2).",
  });
}
