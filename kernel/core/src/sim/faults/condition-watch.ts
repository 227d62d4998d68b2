import type { Millis } from "../../base/brand.js";
import type { SparkListener } from "../../events/listener.js";
import type { ListenerBus } from "../../events/listener-bus.js";
import { TASK_STATUSES, type TaskTable } from "../../events/task-table.js";
import type { TaskSelector } from "../task-selector.js";
import { invalidFault } from "./invalid-fault.js";
import type { ConditionSpec, RunCondition, RunEvent, TaskMoment } from "./run-condition.js";

type EventOf<M extends keyof SparkListener> = Parameters<NonNullable<SparkListener[M]>>[0];

/** Takes back what was awaited. */
export type StopWaiting = () => void;

interface AwaitedEvent {
  readonly event: RunEvent;
  readonly id: number;
  readonly call: () => void;
}

interface AwaitedTask {
  readonly status: TaskMoment;
  readonly selector: TaskSelector;
  readonly call: () => void;
}

interface AwaitedMoment {
  readonly ms: Millis;
  readonly call: () => void;
  isOver: boolean;
}

export interface ConditionWatchOptions {
  readonly bus: ListenerBus;
  readonly now: () => Millis;
  /** Calls something at a virtual time. */
  readonly schedule: (timeMs: Millis, call: () => void) => void;
}

/** Follows what happens in a run and calls back when an awaited condition comes true, once. */
export class ConditionWatch implements SparkListener {
  private readonly options: ConditionWatchOptions;
  private readonly events: Set<AwaitedEvent> = new Set();
  private readonly tasks: Set<AwaitedTask> = new Set();
  private readonly moments: Set<AwaitedMoment> = new Set();
  private readonly taskWatch: SparkListener = {
    onTaskStart: (tasks, row) => this.tellTask("running", tasks, row),
    onTaskEnd: (tasks, row) =>
      this.tellTask(TASK_STATUSES[tasks.columns.status[row]!] === "Success" ? "succeeded" : "failed", tasks, row),
  };
  /** Zero of the run's timeline: its first job or query. */
  private zeroMs: Millis | undefined;
  /** What the run had, for words about what never happened: stages by id with their tasks, and jobs. */
  private stages: Map<number, number> = new Map();
  private jobs: number[] = [];

  constructor(options: ConditionWatchOptions) {
    this.options = options;
    options.bus.add(this);
  }

  /** A cell begins: its timeline has no zero yet. */
  beginRun(): void {
    this.zeroMs = undefined;
    this.stages = new Map();
    this.jobs = [];
  }

  /** @throws SparkError INVALID_FAULT for a moment that is over. */
  await({ spec, text }: RunCondition, call: () => void): StopWaiting {
    switch (spec.kind) {
      case "event":
        return entered(this.events, { event: spec.event, id: spec.id, call: () => call() });
      case "task":
        return this.awaitTask(spec, call);
      case "moment":
        return this.awaitMoment(spec.ms, text, call);
      case "all":
        return this.awaitAll(spec.parts, call);
      case "any":
        return this.awaitAny(spec.parts, call);
    }
  }

  /** The time at which a condition comes true, where that is known. */
  timeOf({ spec }: RunCondition): Millis | undefined {
    return spec.kind === "moment" && this.zeroMs !== undefined ? this.zeroMs + spec.ms : undefined;
  }

  /** Why a condition has not come true in the run that ends. */
  whyNot({ spec, text }: RunCondition): string {
    switch (spec.kind) {
      case "event":
        return this.whyNoEvent(spec.event, spec.id);
      case "task":
        return this.whyNoTask(spec.selector);
      case "moment":
        return this.zeroMs === undefined ? "no job ran in this cell" : "the cell ended before";
      default:
        return `${text} did not come true in this cell`;
    }
  }

  /** Why no attempt was there that a selector would have matched. */
  whyNoTask({ stage, partition }: TaskSelector): string {
    if (this.jobs.length === 0) return "no job ran in this cell";
    if (stage !== undefined && !this.stages.has(stage)) return this.whyNoEvent("stage submitted", stage);
    const most = stage === undefined ? Math.max(0, ...this.stages.values()) : this.stages.get(stage)!;
    const of = stage === undefined ? "its stages have" : `stage ${stage} has`;
    if (partition !== undefined && partition >= most) return `${of} partitions 0 … ${most - 1}`;
    return "no attempt in this cell was that one";
  }

  onSQLExecutionStart({ timeMs }: EventOf<"onSQLExecutionStart">): void {
    this.started(timeMs);
  }

  onJobStart({ jobId, timeMs }: EventOf<"onJobStart">): void {
    this.started(timeMs);
    this.jobs.push(jobId);
    this.tell("job started", jobId);
  }

  onJobEnd({ jobId }: EventOf<"onJobEnd">): void {
    this.tell("job ended", jobId);
  }

  onStageSubmitted({ stage: { stageId, numTasks } }: EventOf<"onStageSubmitted">): void {
    this.stages.set(stageId, Math.max(numTasks, this.stages.get(stageId) ?? 0));
    this.tell("stage submitted", stageId);
  }

  onStageCompleted({ stage, failureReason }: EventOf<"onStageCompleted">): void {
    this.tell(failureReason === undefined ? "stage completed" : "stage failed", stage.stageId);
  }

  onExecutorAdded({ executorId }: EventOf<"onExecutorAdded">): void {
    this.tell("executor registered", executorId);
  }

  onExecutorRemoved({ executorId }: EventOf<"onExecutorRemoved">): void {
    this.tell("executor lost", executorId);
  }

  private awaitTask({ status, selector }: Extract<ConditionSpec, { kind: "task" }>, call: () => void): StopWaiting {
    // Only as long as somebody waits for a task is every attempt told of.
    if (this.tasks.size === 0) this.options.bus.add(this.taskWatch);
    const stop = entered(this.tasks, { status, selector, call: () => call() });
    return () => {
      const before = this.tasks.size;
      stop();
      if (before > 0 && this.tasks.size === 0) this.options.bus.remove(this.taskWatch);
    };
  }

  private awaitMoment(ms: Millis, text: string, call: () => void): StopWaiting {
    const { zeroMs } = this;
    const moment: AwaitedMoment = { ms, call, isOver: false };
    if (zeroMs !== undefined && zeroMs + ms < this.options.now()) {
      const passed = Math.round(this.options.now() - zeroMs);
      throw invalidFault(
        `${text} is over: the run is ${passed / 1000} s old.`,
        'Moments count from the cell\'s first job; .after("3s") counts from now.',
      );
    }
    this.moments.add(moment);
    if (zeroMs !== undefined) this.schedule(moment, zeroMs);
    return () => {
      moment.isOver = true;
      this.moments.delete(moment);
    };
  }

  private awaitAll(parts: readonly RunCondition[], call: () => void): StopWaiting {
    const open = new Set(parts);
    const stops = parts.map((part) =>
      this.await(part, () => {
        open.delete(part);
        if (open.size === 0) call();
      }),
    );
    return () => {
      for (const stop of stops) stop();
    };
  }

  private awaitAny(parts: readonly RunCondition[], call: () => void): StopWaiting {
    const stops: StopWaiting[] = [];
    const stopAll = (): void => {
      for (const stop of stops) stop();
    };
    const first = (): void => {
      stopAll();
      call();
    };
    for (const part of parts) stops.push(this.await(part, first));
    return stopAll;
  }

  private started(timeMs: Millis): void {
    if (this.zeroMs !== undefined) return;
    this.zeroMs = timeMs;
    for (const moment of this.moments) this.schedule(moment, timeMs);
  }

  private schedule(moment: AwaitedMoment, zeroMs: Millis): void {
    this.options.schedule(zeroMs + moment.ms, () => {
      if (moment.isOver) return;
      moment.isOver = true;
      this.moments.delete(moment);
      moment.call();
    });
  }

  private tell(event: RunEvent, id: number): void {
    if (this.events.size === 0) return;
    for (const awaited of [...this.events]) {
      if (awaited.event !== event || awaited.id !== id || !this.events.delete(awaited)) continue;
      awaited.call();
    }
  }

  /** Called for every attempt: it makes nothing before a condition comes true. */
  private tellTask(status: TaskMoment, { columns }: TaskTable, row: number): void {
    let met: AwaitedTask[] | undefined;
    for (const awaited of this.tasks) {
      if (awaited.status !== status) continue;
      const { stage, partition, attempt } = awaited.selector;
      if (stage !== undefined && stage !== columns.stageId[row]) continue;
      if (partition !== undefined && partition !== columns.partition[row]) continue;
      if (attempt !== undefined && attempt !== columns.attempt[row]) continue;
      met = [...(met ?? []), awaited];
    }
    if (met === undefined) return;
    for (const awaited of met) if (this.tasks.delete(awaited)) awaited.call();
    if (this.tasks.size === 0) this.options.bus.remove(this.taskWatch);
  }

  private whyNoEvent(event: RunEvent, id: number): string {
    const [what, happens] = event.split(" ") as [string, string];
    const had = what === "stage" ? [...this.stages.keys()] : what === "job" ? this.jobs : undefined;
    if (had === undefined) return `executor ${id} was not ${happens} in this cell`;
    if (this.jobs.length === 0) return "no job ran in this cell";
    if (!had.includes(id)) return `no ${what} ${id} ran in this cell, which had ${what}s ${had.join(", ")}`;
    return `${what} ${id} did not get there after the fault was armed`;
  }
}

function entered<T>(set: Set<T>, entry: T): StopWaiting {
  set.add(entry);
  return () => void set.delete(entry);
}
