import type { ExecutorId, Millis } from "../../base/brand.js";
import { parseDuration } from "../../base/duration.js";
import { formatMillis } from "../../base/format.js";
import type { Duration } from "../../rdd/task-context.js";
import type { ConditionWatch, StopWaiting } from "./condition-watch.js";
import type { FaultState, FaultView, LastingFault } from "./fault.js";
import { invalidFault } from "./invalid-fault.js";
import { at, RunCondition } from "./run-condition.js";

/** What a fault did, for the timeline. */
export interface FaultEffect {
  /** `Executor 1 was killed`. */
  readonly happened: string;
  readonly executorId?: ExecutorId;
}

/** What a fault does, in words for the timeline. */
export interface FaultAction {
  /** As the user wrote it: `executor(1).kill()`. */
  readonly text: string;
  /**
   * Does it; a text says why there was nothing left to do it to, undefined that there is nothing to tell yet.
   * @param untilMs when it will be over, where that is known
   */
  readonly act: (untilMs: Millis | undefined) => FaultEffect | string | undefined;
  /** Ends what lasts. Gives the words for the timeline, if there are any. */
  readonly undo?: () => string | undefined;
  /** For a fault that others carry out: how often it has struck, and why not more often. */
  readonly progress?: () => { readonly struck: number; readonly wanted: number; readonly why: string };
}

/** What a rule needs of the desk that it lies on. */
export interface FaultDeskPort {
  readonly watch: ConditionWatch;
  readonly now: () => Millis;
  /** Calls something at a virtual time. */
  readonly schedule: (timeMs: Millis, call: () => void) => void;
  /** Tells the timeline what happened, and the cause as the user wrote it. */
  readonly tell: (effect: FaultEffect, cause: string) => void;
}

/** One fault from its arming to its end. */
export class FaultRule implements LastingFault, FaultView {
  text: string;
  state: FaultState = "armed";
  kept = false;
  readonly happenedMs: Millis[] = [];
  private readonly action: FaultAction;
  private readonly desk: FaultDeskPort;
  private condition: RunCondition | undefined;
  private delayMs: Millis | undefined;
  private end: RunCondition | undefined;
  private lastsMs: Millis | undefined;
  private left = 1;
  /** Its condition has come true, and its delay is running. */
  private isDue = false;
  /** Why it did nothing when its moment came. */
  private missed: string | undefined;
  /** What was scheduled before is void. */
  private generation = 0;
  private stopWaiting: StopWaiting | undefined;
  private stopLasting: StopWaiting | undefined;

  constructor(action: FaultAction, desk: FaultDeskPort) {
    this.action = action;
    this.desk = desk;
    this.text = action.text;
    this.arm();
  }

  /** Named as the user wrote it, where a short form stands for several calls. */
  named(text: string): this {
    this.text = text;
    return this;
  }

  after(delay: Duration): this {
    this.delayMs = this.given(() => parseDuration(delay));
    return this.changed(`after(${JSON.stringify(delay)})`);
  }

  when(condition: RunCondition): this {
    this.given(() => checkCondition(condition, "when"));
    this.condition = condition;
    return this.changed(`when(${condition.text})`);
  }

  from(moment: Duration): this {
    this.condition = this.given(() => at(moment));
    return this.changed(`from(${JSON.stringify(moment)})`);
  }

  to(moment: Duration): this {
    this.end = this.given(() => at(moment));
    return this.changed(`to(${JSON.stringify(moment)})`);
  }

  until(end: RunCondition | Duration): this {
    const isMoment = typeof end === "string" || typeof end === "number";
    if (!isMoment) this.given(() => checkCondition(end, "until"));
    this.end = isMoment ? this.given(() => at(end)) : end;
    return this.changed(`until(${isMoment ? JSON.stringify(end) : end.text})`);
  }

  for(duration: Duration): this {
    this.lastsMs = this.given(() => parseDuration(duration));
    return this.changed(`for(${JSON.stringify(duration)})`);
  }

  times(count: number): this {
    if (!Number.isInteger(count) || count < 1) {
      this.cancel();
      throw invalidFault(
        `times(${count}) is no number of times.`,
        'Give a whole number of at least 1, as in kill().after("5s").times(2).',
      );
    }
    this.left = count;
    return this.changed(`times(${count})`);
  }

  keep(): this {
    this.kept = true;
    this.text += ".keep()";
    return this;
  }

  cancel(): void {
    this.finish("over");
  }

  /** Nothing more will come of it. */
  get isDone(): boolean {
    return this.state !== "armed" && this.state !== "in force";
  }

  /** The cell ends. Gives words for the user about what did not happen. */
  endRun(): string | undefined {
    if (this.isDone) return this.missedNote();
    if (this.kept) {
      if (this.state === "armed") this.arm();
      return undefined;
    }
    const note = this.state === "armed" ? this.whyNot() : this.progressNote();
    this.finish(this.happenedMs.length > 0 ? "over" : "did not happen");
    return note;
  }

  toString(): string {
    return `${this.text}: ${this.state}`;
  }

  /** A fault whose "when" is refused must not happen at once instead. */
  private given<T>(value: () => T): T {
    try {
      return value();
    } catch (error) {
      this.cancel();
      throw error;
    }
  }

  private changed(call: string): this {
    this.text += `.${call}`;
    if (this.state === "armed") this.arm();
    return this;
  }

  private arm(): void {
    this.stopWaiting?.();
    const generation = ++this.generation;
    const strike = (): void => {
      if (generation === this.generation) this.strike();
    };
    // Never in the midst of what is being told: the next thing that happens.
    const soon = (): void => {
      this.isDue = true;
      this.desk.schedule(this.desk.now() + (this.delayMs ?? 0), strike);
    };
    this.isDue = false;
    if (this.condition === undefined) soon();
    else this.stopWaiting = this.desk.watch.await(this.condition, soon);
  }

  private strike(): void {
    const effect = this.action.act(this.knownEndMs());
    if (typeof effect === "string") this.missed = effect;
    else {
      this.happenedMs.push(this.desk.now());
      if (effect !== undefined) this.desk.tell(effect, this.text);
    }
    this.left--;
    if (this.action.undo !== undefined && typeof effect !== "string") this.last();
    else this.next();
  }

  /** In force from now on. */
  private last(): void {
    this.state = "in force";
    const generation = ++this.generation;
    const over = (): void => {
      if (generation === this.generation) this.stopNow();
    };
    const soon = (): void => this.desk.schedule(this.desk.now(), over);
    if (this.lastsMs !== undefined) this.desk.schedule(this.desk.now() + this.lastsMs, over);
    if (this.end !== undefined) this.stopLasting = this.desk.watch.await(this.end, soon);
  }

  private stopNow(): void {
    const words = this.undo();
    if (words !== undefined) this.desk.tell({ happened: words }, this.text);
    this.next();
  }

  /** Waits for its next time, or is over. */
  private next(): void {
    const canComeAgain = this.condition !== undefined || this.delayMs !== undefined;
    if (this.left > 0 && canComeAgain) {
      this.state = "armed";
      this.arm();
    } else if (this.action.undo !== undefined && this.happenedMs.length > 0) this.state = "over";
    else this.state = this.happenedMs.length > 0 ? "happened" : "did not happen";
  }

  private knownEndMs(): Millis | undefined {
    const { end, lastsMs, desk } = this;
    const momentMs = end === undefined ? undefined : desk.watch.timeOf(end);
    return lastsMs === undefined ? momentMs : Math.min(desk.now() + lastsMs, momentMs ?? Number.POSITIVE_INFINITY);
  }

  private undo(): string | undefined {
    this.stopLasting?.();
    this.stopLasting = undefined;
    return this.action.undo?.();
  }

  private finish(state: FaultState): void {
    if (this.isDone) return;
    this.generation++;
    this.stopWaiting?.();
    if (this.state === "in force") this.undo();
    this.state = state;
  }

  private whyNot(): string {
    const why = this.isDue || this.condition === undefined ? this.whyLate() : this.desk.watch.whyNot(this.condition);
    const done = this.happenedMs.length;
    if (done > 0) return `${this.text} happened ${done} of ${done + this.left} times: ${why}`;
    return `${this.text} did not happen: ${why}`;
  }

  private whyLate(): string {
    if (this.condition === undefined) return "the cell ended before";
    return `the cell ended less than ${formatMillis(this.delayMs ?? 0)} after ${this.condition.text}`;
  }

  private missedNote(): string | undefined {
    const { missed } = this;
    this.missed = undefined;
    return missed === undefined ? undefined : `${this.text} did nothing: ${missed}`;
  }

  private progressNote(): string | undefined {
    const progress = this.action.progress?.();
    if (progress === undefined || progress.struck >= progress.wanted) return undefined;
    if (progress.struck === 0) return `${this.text} did not happen: ${progress.why}`;
    return `${this.text} happened ${progress.struck} of ${progress.wanted} times`;
  }
}

function checkCondition(condition: unknown, method: string): void {
  if (condition instanceof RunCondition) return;
  throw invalidFault(
    `${method}(${typeof condition === "string" ? JSON.stringify(condition) : String(condition)}) is no condition.`,
    `Give one such as stage(1).completed, job(0).started, executor(1).lost or at("12s"), as in ${method}(stage(1).completed).`,
  );
}
