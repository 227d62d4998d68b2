import type { GanttModel } from "@stageplay/view";
import { isBadEnd } from "./task-label.js";
import type { TimeWindow } from "./time-window.js";

const NO_ROWS = new Int32Array(0);

/** Rows of each lane in order of launch, for painting a window of time and for finding the task under the pointer. */
export class TaskFinder {
  private readonly gantt: GanttModel;
  private readonly lanes: readonly Int32Array[];
  private readonly bad: readonly Int32Array[];

  constructor(gantt: GanttModel) {
    this.gantt = gantt;
    this.lanes = rowsByLane(gantt);
    const bad = new Set(badRows(gantt));
    this.bad = bad.size === 0 ? [] : this.lanes.map((rows) => rows.filter((row) => bad.has(row)));
  }

  /** The rows of a lane, by start. */
  rows(lane: number): Int32Array {
    return this.lanes[lane] ?? NO_ROWS;
  }

  /** Those of them that did not succeed: a picture of many tasks must not lose the few that matter. */
  badRows(lane: number): Int32Array {
    return this.bad[lane] ?? NO_ROWS;
  }

  /** How many tasks of a lane a window shows: exact, without looking at each. */
  countWithin(lane: number, { fromMs, toMs }: TimeWindow): number {
    const rows = this.rows(lane);
    const from = this.firstEndingAfter(rows, fromMs);
    let low = from;
    let high = rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.gantt.startMs[rows[middle]!]! <= toMs) low = middle + 1;
      else high = middle;
    }
    return low - from;
  }

  /** Index of the first of a lane's rows, from `low` on, that ends at or after `timeMs`. */
  firstEndingAfter(rows: Int32Array, timeMs: number, low = 0): number {
    let high = rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.endMs(rows[middle]!) < timeMs) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The row whose bar covers a time on a lane; a bar counts as at least `slackMs` wide on both sides. */
  find(lane: number, timeMs: number, slackMs = 0): number | undefined {
    const rows = this.rows(lane);
    let best: number | undefined;
    let bestDistance = slackMs;
    for (let i = this.firstEndingAfter(rows, timeMs - slackMs); i < rows.length; i++) {
      const row = rows[i]!;
      const start = this.gantt.startMs[row]!;
      if (start > timeMs + slackMs) break;
      const distance = Math.max(start - timeMs, timeMs - this.endMs(row), 0);
      if (distance <= bestDistance) {
        best = row;
        bestDistance = distance;
      }
      if (distance === 0) break;
    }
    return best;
  }

  private endMs(row: number): number {
    return this.gantt.startMs[row]! + this.gantt.durationMs[row]!;
  }
}

/** All rows that did not succeed: mostly none. */
function badRows({ status, count }: GanttModel): readonly number[] {
  const rows: number[] = [];
  for (let row = 0; row < count; row++) if (isBadEnd(status[row]!)) rows.push(row);
  return rows;
}

/** Rows are in order of launch already, so each lane's list is too. A row on no lane of the cluster is left out. */
function rowsByLane({ lane, laneCount, count }: GanttModel): readonly Int32Array[] {
  const sizes = new Int32Array(laneCount);
  for (let row = 0; row < count; row++) sizes[lane[row]!]!++;
  const lanes = Array.from(sizes, (size) => new Int32Array(size));
  sizes.fill(0);
  for (let row = 0; row < count; row++) {
    const rows = lanes[lane[row]!];
    if (rows !== undefined) rows[sizes[lane[row]!]!++] = row;
  }
  return lanes;
}
