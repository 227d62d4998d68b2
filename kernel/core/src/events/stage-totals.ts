import { NO_TOTALS, type StageTotals } from "./run.js";
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
  private settled: Map<string, Sums> = new Map();
  /** All rows before this one have ended and are in `settled`. */
  private settledRows = 0;
  /** When the last of them ended. */
  private lastFinishMs = Number.NEGATIVE_INFINITY;

  /** Totals so far by `stageId.attempt`, and the time of the last end. */
  totals(tasks: TaskTable): { readonly byStage: ReadonlyMap<string, StageTotals>; readonly lastFinishMs: number } {
    const { status } = tasks.columns;
    let end = this.settledRows;
    while (end < tasks.length && status[end] !== RUNNING) end++;
    this.lastFinishMs = Math.max(this.lastFinishMs, addRows(this.settled, tasks, this.settledRows, end));
    this.settledRows = end;
    const byStage = new Map([...this.settled].map(([key, sums]) => [key, { ...sums }]));
    const lastFinishMs = Math.max(this.lastFinishMs, addRows(byStage, tasks, end, tasks.length));
    return { byStage, lastFinishMs };
  }
}

/** Adds the rows' successes to their stages, and gives the last end among all of them. */
function addRows(into: Map<string, Sums>, tasks: TaskTable, start: number, end: number): number {
  const { columns } = tasks;
  const names = TOTAL_NAMES.filter((name) => tasks.isUsed(name));
  let stage = -1;
  let attempt = -1;
  let sums: Sums | undefined;
  let lastFinishMs = Number.NEGATIVE_INFINITY;
  for (let row = start; row < end; row++) {
    if (columns.finishMs[row]! > lastFinishMs) lastFinishMs = columns.finishMs[row]!;
    if (columns.status[row] !== SUCCESS) continue;
    if (columns.stageId[row] !== stage || columns.stageAttempt[row] !== attempt) {
      stage = columns.stageId[row]!;
      attempt = columns.stageAttempt[row]!;
      const key = `${stage}.${attempt}`;
      sums = into.get(key);
      if (sums === undefined) {
        sums = { ...NO_TOTALS };
        into.set(key, sums);
      }
    }
    for (let i = 0; i < names.length; i++) sums![names[i]!] += columns[names[i]!][row]!;
  }
  return lastFinishMs;
}
