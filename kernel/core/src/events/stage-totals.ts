import { NO_TOTALS, type StageTotals } from "./run.js";
import { stageKey } from "./stage-key.js";
import type { TaskColumn } from "./task-columns.js";
import { TASK_STATUSES, type TaskTable } from "./task-table.js";

const RUNNING = TASK_STATUSES.indexOf("Running");
const SUCCESS = TASK_STATUSES.indexOf("Success");
const TOTAL_NAMES = Object.keys(NO_TOTALS) as (keyof StageTotals)[];

type Sums = { -readonly [K in keyof StageTotals]: number };

/**
 * Sums of the successful attempts by stage attempt. Rows are added when somebody asks, each once when it has ended; those that still
 * run, or come after one that does, are looked at again the next time. So no attempt costs anything when it ends.
 */
export class StageTotalsFold {
  private settled: Map<number, Sums> = new Map();
  /** All rows before this one have ended and are in `settled`. */
  private settledRows = 0;
  /** When the last of them ended. */
  private lastFinishMs = Number.NEGATIVE_INFINITY;

  /** Totals so far by {@link stageKey}, and the time of the last end. */
  totals(tasks: TaskTable): { readonly byStage: ReadonlyMap<number, StageTotals>; readonly lastFinishMs: number } {
    const { status } = tasks.columns;
    let end = this.settledRows;
    while (end < tasks.length && status[end] !== RUNNING) end++;
    this.lastFinishMs = Math.max(this.lastFinishMs, addRows(this.settled, tasks, this.settledRows, end));
    this.settledRows = end;
    const byStage = new Map([...this.settled].map(([key, sums]) => [key, { ...sums }]));
    const lastFinishMs = Math.max(this.lastFinishMs, addRows(byStage, tasks, end, tasks.length));
    for (const sums of byStage.values()) sums.gcMs = toNanos(sums.gcMs);
    return { byStage, lastFinishMs };
  }
}

/** Fractions add up differently by where the fold was interrupted, which is a matter of real time; to the nanosecond they do not. */
function toNanos(ms: number): number {
  return Math.round(ms * 1e6) / 1e6;
}

/** Adds the rows' successes to their stages, and gives the last end among all of them. */
function addRows(into: Map<number, Sums>, tasks: TaskTable, start: number, end: number): number {
  const { columns } = tasks;
  const names = TOTAL_NAMES.filter((name) => tasks.isUsed(name));
  let from = start;
  while (from < end) {
    const to = Math.min(end, stageEnd(tasks, from));
    const stage = tasks.segmentAt("stageId", from)?.values.rest ?? columns.stageId[from]!;
    const sums = sumsOf(into, stageKey(stage, columns.stageAttempt[from]!));
    const allSucceeded = isAll(SUCCESS, columns.status, from, to);
    for (const name of names) {
      const known = allSucceeded ? tasks.segmentAt(name, from) : undefined;
      if (known?.start === from && known.count === to - from) sums[name] += known.values.sum(known.count);
      else sums[name] += sumOfSuccesses(columns[name], columns.status, from, to);
    }
    from = to;
  }
  return largest(columns.finishMs, start, end);
}

/** First row after this one, or the table's end, that is of another stage attempt. */
function stageEnd(tasks: TaskTable, row: number): number {
  const known = tasks.segmentAt("stageId", row);
  if (known !== undefined) return known.start + known.count;
  const { stageId, stageAttempt } = tasks.columns;
  let end = row + 1;
  while (end < tasks.length && stageId[end] === stageId[row] && stageAttempt[end] === stageAttempt[row]) end++;
  return end;
}

function isAll(value: number, column: TaskColumn, from: number, to: number): boolean {
  for (let row = from; row < to; row++) if (column[row] !== value) return false;
  return true;
}

function sumsOf(into: Map<number, Sums>, key: number): Sums {
  let sums = into.get(key);
  if (sums === undefined) {
    sums = { ...NO_TOTALS };
    into.set(key, sums);
  }
  return sums;
}

/** One column at a time: a loop over two arrays is the fastest there is. */
function sumOfSuccesses(column: TaskColumn, status: TaskColumn, from: number, to: number): number {
  let sum = 0;
  for (let row = from; row < to; row++) if (status[row] === SUCCESS) sum += column[row]!;
  return sum;
}

function largest(column: TaskColumn, from: number, to: number): number {
  let most = Number.NEGATIVE_INFINITY;
  for (let row = from; row < to; row++) if (column[row]! > most) most = column[row]!;
  return most;
}
