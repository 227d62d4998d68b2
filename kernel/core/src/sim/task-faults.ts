import type { StageId } from "../base/brand.js";
import { selects, type TaskAttempt, type TaskSelector } from "./task-selector.js";

/** Told by a rule: the attempt shall fail with this text. */
export interface TaskVerdict {
  readonly fail: string;
}

/** Attempts that shall fail. */
export interface TaskFailureRule {
  readonly selector: TaskSelector;
  /** How many attempts fail. */
  readonly times: number;
  /** How many are still to fail. */
  left: number;
  /** As the user wrote it. */
  readonly text: () => string;
}

/**
 * The failures that a user injected, asked once for every attempt. Each rule is spent after its number of failures, or when a job that it
 * struck is aborted: what it has left is not for later jobs.
 */
export class TaskFaults {
  private rules: TaskFailureRule[] = [];

  add(rule: TaskFailureRule): void {
    this.rules.push(rule);
  }

  remove(rule: TaskFailureRule): void {
    this.rules = this.rules.filter((other) => other !== rule);
  }

  /** True when nothing can go wrong. */
  get isEmpty(): boolean {
    return this.rules.length === 0;
  }

  /** Whether a first attempt of a stage's tasks may be made to fail. */
  mayStrike(stageId: StageId): boolean {
    return this.rules.some(
      ({ selector: { stage, attempt } }) => (stage ?? stageId) === stageId && (attempt === undefined || attempt === 0),
    );
  }

  /** Forgets the rules that have begun: a job was aborted. */
  jobFailed(): void {
    for (const rule of this.rules) if (rule.left < rule.times) rule.left = 0;
    this.rules = this.rules.filter(({ left }) => left > 0);
  }

  /** The verdict on an attempt; undefined when it may run undisturbed. */
  verdict(attempt: TaskAttempt): TaskVerdict | undefined {
    const rule = this.rules.find(({ selector }) => selects(selector, attempt));
    if (rule === undefined) return undefined;
    rule.left--;
    if (rule.left === 0) this.remove(rule);
    return { fail: `injected by ${rule.text()} (${rule.times - rule.left} of ${rule.times})` };
  }
}
