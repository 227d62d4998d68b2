import { TASK_STATUSES } from "@stageplay/core";
import type { GanttModel } from "@stageplay/view";

/** `6.1:4 ↻1`: stage (and its attempt, when again), partition, the task's attempt when it is a retry, and `copy` when it is a speculative one. */
export function taskLabel(gantt: GanttModel, row: number): string {
  const stage = gantt.stages[gantt.stageIndex[row]!];
  const attempt = gantt.attempt[row]!;
  const copy = gantt.speculative[row] === 1 ? " copy" : "";
  return `${stage?.label ?? "?"}:${gantt.partition[row]}${attempt > 0 ? ` ↻${attempt}` : ""}${copy}`;
}

/** The label with what else the bar tells: `‖` for a barrier stage, and how the attempt ended, when not well. */
export function barLabel(gantt: GanttModel, row: number): string {
  const barrier = gantt.stages[gantt.stageIndex[row]!]?.barrier === true ? "‖ " : "";
  const label = barrier + taskLabel(gantt, row);
  if (!endedBadly(gantt, row)) return label;
  return gantt.status[row] === KILLED ? `${label} killed` : `✕ ${label}`;
}

const KILLED = TASK_STATUSES.indexOf("TaskKilled");
const SUCCESS = TASK_STATUSES.indexOf("Success");
const RUNNING = TASK_STATUSES.indexOf("Running");

/** True when the attempt ended in any other way than success: drawn hatched and outlined. */
export function endedBadly(gantt: GanttModel, row: number): boolean {
  return isBadEnd(gantt.status[row]!);
}

/** The same of a status's code. */
export function isBadEnd(status: number): boolean {
  return status !== SUCCESS && status !== RUNNING;
}

/** True while the attempt had not ended at the run's last event. */
export function isRunning(gantt: GanttModel, row: number): boolean {
  return gantt.status[row] === RUNNING;
}
