import { TASK_STATUSES, TaskTable } from "@stageplay/core";
import type { RunModel } from "@stageplay/view";
import { type Bar, ganttOf } from "./gantt-of.js";

/** As much of a run's model as the timeline asks for, with these bars; executor 0 is on `host-0`. Task ids begin at 100. */
export function modelOf(bars: readonly (Bar & { readonly reason?: string })[], laneCount = 2): RunModel {
  const gantt = ganttOf(bars, laneCount);
  const tasks = new TaskTable(Math.max(1, bars.length), 100);
  bars.forEach((bar, i) => {
    const row = tasks.append();
    const { columns } = tasks;
    columns.stageId[row] = 6;
    columns.stageAttempt[row] = 1;
    columns.partition[row] = i;
    columns.core[row] = bar.lane;
    columns.attempt[row] = bar.attempt ?? 0;
    columns.launchMs[row] = bar.startMs;
    columns.finishMs[row] = bar.startMs + bar.durationMs;
    columns.runMs[row] = bar.durationMs;
    columns.peakMemoryBytes[row] = 1024;
    columns.status[row] = TASK_STATUSES.indexOf(bar.status ?? "Success");
    if (bar.reason !== undefined) tasks.reasons.set(row, bar.reason);
  });
  const executors = [{ executorId: 0, host: "host-0", cores: laneCount, addedMs: 0 }];
  return { gantt, run: { tasks, executors, jobs: [], startMs: 0, endMs: gantt.makespanMs } } as unknown as RunModel;
}
