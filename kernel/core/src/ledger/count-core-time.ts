import type { RunDocument, RunExecutor, RunStage } from "../events/run.js";
import { TASK_STATUSES } from "../events/task-table.js";
import { IdleReasons } from "./idle-reasons.js";
import { lanesOf } from "./lanes.js";
import { IDLE_REASONS, type IdleReason, RUN_PHASES } from "./ledger-names.js";
import { type Micros, overlap, toMicros } from "./micros.js";
import { type Moment, momentAt, moments } from "./moments.js";
import { RunPhases } from "./run-phases.js";
import { type StageSpan, stageSpans } from "./stage-spans.js";

const OTHER_WORK = RUN_PHASES.indexOf("other work");

/** Core time of a window by phase, reason and end of the attempts, in the orders of the names; all in microseconds of one core. */
export interface CoreTime {
  readonly phases: Float64Array;
  readonly idle: Float64Array;
  /** By {@link TASK_STATUSES}; without other work. */
  readonly outcomes: Float64Array;
  /** Cores × time, counted on its own: what the others must add up to. */
  readonly capacityUs: Micros;
  /** What of it belongs to a stage attempt. */
  readonly stages: readonly StageCoreTime[];
}

/** The core time of a stage attempt's tasks, and of the cores that had none because of it. */
export interface StageCoreTime {
  readonly stage: RunStage;
  readonly phases: Float64Array;
  readonly idle: Float64Array;
}

/** What is asked for: a stretch of the run, and whose tasks count as work of their own. */
export interface LedgerWindow {
  readonly fromUs: Micros;
  readonly toUs: Micros;
  /** Whether a stage belongs to what is asked for. */
  readonly includes: (stageId: number) => boolean;
}

/**
 * Goes over each slot of the cluster from the beginning of the window to its end: a stretch either belongs to the attempt that had the slot, or
 * to the one reason for which nobody had it.
 */
export function countCoreTime(run: RunDocument, { fromUs, toUs, includes }: LedgerWindow): CoreTime {
  const phases = new Float64Array(RUN_PHASES.length);
  const idle = new Float64Array(IDLE_REASONS.length);
  const outcomes = new Float64Array(TASK_STATUSES.length);
  const spans = stageSpans(run);
  const { lanes, rows, taskCpus } = lanesOf(run);
  const reasons = new IdleReasons(run, spans.spans);
  const all = moments(run, spans, reasons.cuts);
  const split = new RunPhases(run);
  const { status } = run.tasks.columns;
  const { launchUs, endUs } = spans;
  /** The lane that a stage attempt had a task on last: whether a slot has had one of it, while its lane is gone over. */
  const stamps = new Int32Array(spans.spans.length).fill(-1);
  const included = spans.spans.map(({ stage }) => includes(stage.stageId));
  const stages = spans.spans.map(
    ({ stage }): StageCoreTime => ({
      stage,
      phases: new Float64Array(RUN_PHASES.length),
      idle: new Float64Array(IDLE_REASONS.length),
    }),
  );
  const nextSpan = nextSpans(all, spans.spans);
  let capacityUs = 0;
  let moment = 0;

  const idleUs = (reason: IdleReason, us: Micros, span?: number): void => {
    const i = IDLE_REASONS.indexOf(reason);
    idle[i]! += us;
    const owner = span === undefined ? undefined : stages[span];
    if (owner !== undefined) owner.idle[i]! += us;
  };
  /** Attempts that lie in the window as a whole: their phases are added at the end, in the order in which they are in memory. */
  const whole = new Uint8Array(run.tasks.length);
  const work = (row: number, launch: Micros, finish: Micros, a: Micros, b: Micros): void => {
    const span = spans.ofRow[row]!;
    if (span < 0 || !included[span]) {
      phases[OTHER_WORK]! += (b - a) * taskCpus;
      return;
    }
    outcomes[status[row]!]! += (b - a) * taskCpus;
    if (a === launch && b === finish) whole[row] = 1;
    else split.addPart(row, launch, finish, a, b, stages[span]!.phases);
  };
  /** The slot has no task although it could take one. */
  const open = (executor: RunExecutor, lane: number, a: Micros, b: Micros): void => {
    moment = momentAt(all, a, all[moment]!.fromUs <= a ? moment : 0);
    for (let from = a; from < b; moment++) {
      const here = all[moment]!;
      const to = Math.min(b, all[moment + 1]?.fromUs ?? b);
      if (here.pending.length + here.retries.length > 0) {
        const waiting = here.pending[0] ?? here.retries[0]!.span;
        idleUs(reasons.whileTasksWait(executor, here), (to - from) * taskCpus, waiting);
      } else if (here.active.length > 0) {
        const had = here.active.find((span) => stamps[span] === lane);
        const reason = had === undefined ? "too few tasks" : "barrier tail";
        idleUs(reason, (to - from) * taskCpus, had ?? here.active[0]);
      } else idleUs(here.driver, (to - from) * taskCpus, nextSpan[moment]);
      from = to;
      if (from >= b) break;
    }
  };

  lanes.forEach(({ executor, first, end }, lane) => {
    const life = lifeOf(executor, fromUs, toUs);
    if (life === undefined) return;
    const { bornUs, openUntilUs, stoppedUs, goneUs } = life;
    capacityUs += (goneUs - bornUs) * taskCpus;
    const gap = (a: Micros, b: Micros): void => {
      const lastOpen = Math.min(b, openUntilUs);
      if (lastOpen > a) open(executor, lane, a, lastOpen);
      idleUs("decommissioned", overlap(a, b, openUntilUs, stoppedUs) * taskCpus);
      idleUs("failure detection", overlap(a, b, Math.max(stoppedUs, openUntilUs), goneUs) * taskCpus);
    };
    let cursor = bornUs;
    for (let at = first; at < end; at++) {
      const row = rows[at]!;
      const launch = launchUs[row]!;
      if (launch >= goneUs) break;
      const finish = endUs[row]!;
      const a = Math.max(launch, cursor);
      const b = Math.min(finish, goneUs);
      if (b > a) {
        if (a > cursor) gap(cursor, a);
        const worked = Math.min(b, Math.max(a, stoppedUs));
        if (worked > a) work(row, launch, finish, a, worked);
        idleUs("failure detection", (b - worked) * taskCpus);
        cursor = b;
      }
      const span = spans.ofRow[row]!;
      if (span >= 0) stamps[span] = lane;
    }
    if (cursor < goneUs) gap(cursor, goneUs);
  });
  for (let row = 0; row < whole.length; row++)
    if (whole[row] === 1) split.add(row, endUs[row]! - launchUs[row]!, stages[spans.ofRow[row]!]!.phases);
  for (const own of stages) {
    for (let i = 0; i < phases.length; i++) {
      own.phases[i]! *= taskCpus; // A task has all of its cores while it runs.
      phases[i]! += own.phases[i]!;
    }
  }

  for (const executor of run.executors) {
    const life = lifeOf(executor, fromUs, toUs);
    if (life !== undefined) {
      const leftOver = (executor.cores % taskCpus) * (life.goneUs - life.bornUs);
      capacityUs += leftOver;
      idleUs("task cpus", leftOver);
    }
    if (executor.requestedMs === undefined) continue;
    const waited = overlap(toMicros(executor.requestedMs), toMicros(executor.addedMs), fromUs, toUs) * executor.cores;
    capacityUs += waited;
    idleUs("allocation", waited);
  }
  for (const { requestedMs, droppedMs, cores } of run.requests ?? []) {
    const to = droppedMs === undefined ? toUs : toMicros(droppedMs);
    const waited = overlap(toMicros(requestedMs), to, fromUs, toUs) * cores;
    capacityUs += waited;
    idleUs("allocation", waited);
  }
  return { phases, idle, outcomes, capacityUs, stages };
}

/** The stage attempt that the driver submits next, moment by moment; −1 after the last. */
function nextSpans(all: readonly Moment[], spans: readonly StageSpan[]): Int32Array {
  const order = spans.map((_, i) => i).sort((a, b) => spans[a]!.submittedUs - spans[b]!.submittedUs);
  let next = 0;
  return Int32Array.from(all, ({ fromUs }) => {
    while (next < order.length && spans[order[next]!]!.submittedUs < fromUs) next++;
    return order[next] ?? -1;
  });
}

interface Life {
  readonly bornUs: Micros;
  /** Until then it took tasks. */
  readonly openUntilUs: Micros;
  readonly stoppedUs: Micros;
  readonly goneUs: Micros;
}

/** The part of an executor's life that lies in the window. */
function lifeOf(executor: RunExecutor, fromUs: Micros, toUs: Micros): Life | undefined {
  const { addedMs, removedMs, stoppedMs, decommissionedMs } = executor;
  const within = (ms: number | undefined): Micros =>
    ms === undefined ? toUs : Math.min(toUs, Math.max(fromUs, toMicros(ms)));
  const bornUs = within(addedMs);
  const goneUs = within(removedMs);
  if (goneUs <= bornUs) return undefined;
  const stoppedUs = Math.min(goneUs, within(stoppedMs));
  return { bornUs, goneUs, stoppedUs, openUntilUs: Math.min(stoppedUs, within(decommissionedMs)) };
}
