import type { RunDocument } from "@stageplay/core";
import { stageKey } from "./stage-key.js";
import { timeOrder } from "./time-order.js";

/** How many tasks ran at which time, and where the time of the cores went. Times since the run's start. */
export interface Activity {
  readonly timeMs: readonly number[];
  /** `count[i]` holds from `timeMs[i]` on. */
  readonly count: readonly number[];
  /** Core time spent in tasks. */
  readonly busyMs: number;
  /** Core time that passed unused, by its cause. */
  readonly idle: IdleTime;
}

export interface IdleTime {
  /** No task ran at all: the driver was at work or waited. */
  readonly noTaskMs: number;
  /** The running stages have fewer tasks than there are slots. */
  readonly fewTasksMs: number;
  /** The running stages had enough tasks, but only their last ones were left. */
  readonly tailMs: number;
}

/** Sweeps once over all starts and ends of tasks. */
export function activity(run: RunDocument): Activity {
  const sweep = new Sweep(run);
  const { launchMs, finishMs } = run.tasks.columns;
  const rows = run.tasks.length;
  const starts = timeOrder(Float64Array.from(launchMs.subarray(0, rows)));
  const ends = timeOrder(Float64Array.from(finishMs.subarray(0, rows), (ms) => endOf(ms, run.endMs)));
  let s = 0;
  let e = 0;
  while (e < rows) {
    const end = endOf(finishMs[ends[e]!]!, run.endMs);
    const start = s < rows ? launchMs[starts[s]!]! : Number.POSITIVE_INFINITY;
    if (start <= end) sweep.change(start - run.startMs, starts[s++]!, 1);
    else sweep.change(end - run.startMs, ends[e++]!, -1);
  }
  sweep.finish(run.endMs - run.startMs);
  const { busyMs, noTaskMs, fewTasksMs, tailMs } = sweep;
  return { timeMs: sweep.timeMs, count: sweep.count, busyMs, idle: { noTaskMs, fewTasksMs, tailMs } };
}

function endOf(finishMs: number, runEndMs: number): number {
  return Number.isNaN(finishMs) ? runEndMs : finishMs;
}

class Sweep {
  readonly timeMs: number[] = [0];
  readonly count: number[] = [0];
  busyMs = 0;
  noTaskMs = 0;
  fewTasksMs = 0;
  tailMs = 0;
  private readonly run: RunDocument;
  private readonly tasksOf: Map<string, number> = new Map();
  /** Running tasks by stage attempt, and the sum of all tasks of those stages. */
  private readonly running: Map<string, number> = new Map();
  private stageTasks = 0;
  private active = 0;
  private now = 0;
  /** All cores, when no executor came or went during the run. */
  private readonly steadySlots: number | undefined;

  constructor(run: RunDocument) {
    this.run = run;
    const steady = run.executors.every(({ addedMs, removedMs }) => addedMs <= run.startMs && removedMs === undefined);
    this.steadySlots = steady ? run.executors.reduce((sum, { cores }) => sum + cores, 0) : undefined;
    for (const stage of run.stages) this.tasksOf.set(stageKey(stage.stageId, stage.attempt), stage.numTasks);
  }

  change(timeMs: number, row: number, by: 1 | -1): void {
    this.advance(timeMs);
    const { stageId, stageAttempt } = this.run.tasks.columns;
    const key = stageKey(stageId[row]!, stageAttempt[row]!);
    const before = this.running.get(key) ?? 0;
    if (before === 0) this.stageTasks += this.tasksOf.get(key) ?? 0;
    if (before + by === 0) {
      this.running.delete(key);
      this.stageTasks -= this.tasksOf.get(key) ?? 0;
    } else this.running.set(key, before + by);
    this.active += by;
    if (this.timeMs.at(-1) === timeMs) this.count[this.count.length - 1] = this.active;
    else {
      this.timeMs.push(timeMs);
      this.count.push(this.active);
    }
  }

  finish(timeMs: number): void {
    this.advance(timeMs);
    if (this.timeMs.at(-1)! < timeMs) {
      this.timeMs.push(timeMs);
      this.count.push(this.active);
    }
  }

  private advance(timeMs: number): void {
    const from = this.now;
    const span = timeMs - from;
    if (span <= 0) return;
    this.now = timeMs;
    const slotMs = this.steadySlots === undefined ? slotTime(this.run, from, timeMs) : this.steadySlots * span;
    const busyMs = this.active * span;
    const idleMs = Math.max(0, slotMs - busyMs);
    this.busyMs += busyMs;
    if (this.active === 0) this.noTaskMs += idleMs;
    else if (this.stageTasks * span < slotMs) this.fewTasksMs += idleMs;
    else this.tailMs += idleMs;
  }
}

/** Core time that living executors offered between two times of the run. */
function slotTime(run: RunDocument, fromMs: number, toMs: number): number {
  let sum = 0;
  for (const executor of run.executors) {
    const from = Math.max(fromMs, executor.addedMs - run.startMs);
    const to = Math.min(toMs, (executor.removedMs ?? Number.POSITIVE_INFINITY) - run.startMs);
    if (to > from) sum += (to - from) * executor.cores;
  }
  return sum;
}
