import type { RunDocument } from "../events/run.js";
import { TASK_STATUSES } from "../events/task-table.js";
import { RUN_PHASES } from "./ledger-names.js";
import { type Micros, overlap } from "./micros.js";

const NOT_REPORTED = RUN_PHASES.indexOf("not reported");
/** Phases of an attempt that reported: all before `not reported`. */
const PHASES = NOT_REPORTED;
/** By status: 1 for attempts whose metrics the driver never got. */
const WITHOUT_METRICS: Uint8Array = Uint8Array.from(TASK_STATUSES, (status) =>
  ["Running", "FetchFailed", "ExecutorLostFailure", "TaskResultLost"].includes(status) ? 1 : 0,
);

/** Splits attempts into their phases: the parts of one attempt add up to its time exactly. */
export class RunPhases {
  private readonly columns: RunDocument["tasks"]["columns"];
  private readonly parts: Float64Array = new Float64Array(PHASES);

  constructor(run: RunDocument) {
    this.columns = run.tasks.columns;
  }

  /** Adds a whole attempt, of which `total` is the time, to the sums, which are in the order of {@link RUN_PHASES}. */
  add(row: number, total: Micros, sums: Float64Array): void {
    if (WITHOUT_METRICS[this.columns.status[row]!] === 1) {
      sums[NOT_REPORTED]! += total;
      return;
    }
    this.split(row, total);
    for (let i = 0; i < PHASES; i++) sums[i]! += this.parts[i]!;
  }

  /** Adds what an attempt did in `[a, b)` of its time `[from, to)`: its phases followed one another. */
  addPart(row: number, from: Micros, to: Micros, a: Micros, b: Micros, sums: Float64Array): void {
    if (WITHOUT_METRICS[this.columns.status[row]!] === 1) {
      sums[NOT_REPORTED]! += b - a;
      return;
    }
    this.split(row, to - from);
    let begin = from;
    for (let i = 0; i < PHASES; i++) {
      const end = begin + this.parts[i]!;
      sums[i]! += overlap(begin, end, a, b);
      begin = end;
    }
  }

  /** Each phase takes what is left at most, so that metrics that claim too much cannot make the sum wrong; the delay is what remains. */
  private split(row: number, total: Micros): void {
    const { deserializeMs, runMs, fetchWaitMs, gcMs, shuffleWriteMs, resultSerializeMs } = this.columns;
    const { parts } = this;
    let left = total;
    const deserialize = atMost(left, deserializeMs[row]!);
    left -= deserialize;
    const run = atMost(left, runMs[row]!);
    left -= run;
    const result = atMost(left, resultSerializeMs[row]!);
    left -= result;
    let inRun = run;
    const fetch = atMost(inRun, fetchWaitMs[row]!);
    inRun -= fetch;
    const gc = atMost(inRun, gcMs[row]!);
    inRun -= gc;
    const write = atMost(inRun, shuffleWriteMs[row]!);
    inRun -= write;
    parts[0] = left;
    parts[1] = deserialize;
    parts[2] = fetch;
    parts[3] = inRun;
    parts[4] = gc;
    parts[5] = write;
    parts[6] = result;
  }
}

function atMost(most: Micros, ms: number): Micros {
  const us = Math.round(ms * 1000);
  return us < most ? us : most;
}
