import { TASK_STATUSES, type TaskStatus } from "@stageplay/core";
import type { GanttModel } from "@stageplay/view";

/** One bar of a chart made by hand. */
export interface Bar {
  readonly lane: number;
  readonly startMs: number;
  readonly durationMs: number;
  readonly status?: TaskStatus;
  readonly attempt?: number;
  readonly speculative?: boolean;
}

/** A chart of one stage on one executor with these bars, in order of launch. */
export function ganttOf(bars: readonly Bar[], laneCount = 2): GanttModel {
  return {
    count: bars.length,
    lane: Int32Array.from(bars, (bar) => bar.lane),
    startMs: Float64Array.from(bars, (bar) => bar.startMs),
    durationMs: Float64Array.from(bars, (bar) => bar.durationMs),
    stageIndex: new Int32Array(bars.length),
    status: Uint8Array.from(bars, (bar) => TASK_STATUSES.indexOf(bar.status ?? "Success")),
    partition: Int32Array.from(bars, (_, i) => i),
    attempt: Int32Array.from(bars, (bar) => bar.attempt ?? 0),
    speculative: Uint8Array.from(bars, (bar) => (bar.speculative === true ? 1 : 0)),
    locality: new Uint8Array(bars.length),
    stages: [{ stageId: 6, attempt: 1, label: "6.1", name: "count", colorIndex: 0, failed: false, barrier: false }],
    executors: [{ executorId: 0, host: "host-0", cores: laneCount, firstLane: 0, addedMs: 0 }],
    laneCount,
    makespanMs: Math.max(0, ...bars.map((bar) => bar.startMs + bar.durationMs)),
    live: false,
    slots: laneCount,
    active: { timeMs: new Float64Array([0]), count: new Int32Array([0]) },
    marks: [],
  };
}
