import type { RunDocument } from "@stageplay/core";
import { timeOrder } from "./time-order.js";

/** How many tasks ran at which time. Times since the run's start. */
export interface Activity {
  readonly timeMs: readonly number[];
  /** `count[i]` holds from `timeMs[i]` on. */
  readonly count: readonly number[];
}

/** Sweeps once over all starts and ends of tasks. */
export function activity(run: RunDocument): Activity {
  const timeMs = [0];
  const count = [0];
  let active = 0;
  const step = (ms: number): void => {
    if (timeMs.at(-1) === ms) count[count.length - 1] = active;
    else {
      timeMs.push(ms);
      count.push(active);
    }
  };
  const { launchMs, finishMs } = run.tasks.columns;
  const rows = run.tasks.length;
  const starts = timeOrder(Float64Array.from(launchMs.subarray(0, rows)));
  const ends = timeOrder(Float64Array.from(finishMs.subarray(0, rows), (ms) => endOf(ms, run.endMs)));
  let s = 0;
  let e = 0;
  while (e < rows) {
    const end = endOf(finishMs[ends[e]!]!, run.endMs);
    const start = s < rows ? launchMs[starts[s]!]! : Number.POSITIVE_INFINITY;
    const starting = start <= end;
    active += starting ? 1 : -1;
    if (starting) s++;
    else e++;
    step((starting ? start : end) - run.startMs);
  }
  const wholeMs = run.endMs - run.startMs;
  if (timeMs.at(-1)! < wholeMs) step(wholeMs);
  return { timeMs, count };
}

function endOf(finishMs: number, runEndMs: number): number {
  return Number.isNaN(finishMs) ? runEndMs : finishMs;
}
