import { TASK_STATUSES } from "@stageplay/core";
import type { RunModel } from "./run-model-types.js";
import { outcomeOf, type TaskOutcome } from "./task-facts.js";
import type { TaskMetric } from "./task-metrics.js";

/** Which task attempts a table shows; what is left out does not restrict. */
export interface TaskFilter {
  /** Index into `gantt.stages`. */
  readonly stageIndex?: number;
  readonly outcome?: TaskOutcome | "speculative";
  /** Part of the host's name, of `executor N`, of the status or of the failure's text, in any case. */
  readonly text?: string;
}

/** What a table of tasks can be ordered by. */
export type TaskOrder = "task" | "duration" | "launch" | "executor" | TaskMetric["name"];

/**
 * Rows of the run's task table that pass the filter, in order; equal ones stay in order of launch, and what is not known comes last.
 *
 * @example
 * taskRows(model, { outcome: "failed" }, "duration", true); // the failed attempts, longest first
 */
export function taskRows(
  model: RunModel,
  filter: TaskFilter,
  order: TaskOrder = "task",
  descending = false,
): Uint32Array {
  const passes = passesOf(model, filter);
  const rows = new Uint32Array(model.gantt.count);
  let count = 0;
  for (let row = 0; row < rows.length; row++) if (passes(row)) rows[count++] = row;
  const found = rows.subarray(0, count);
  if (order === "task") return descending ? found.reverse() : found;
  const value = columnOf(model, order);
  const sign = descending ? -1 : 1;
  const known = (row: number): number => {
    const number = value[row]!;
    return Number.isNaN(number) ? Number.POSITIVE_INFINITY : sign * number;
  };
  const keys = Float64Array.from(found, known);
  const places = Uint32Array.from(found, (_, i) => i).sort((a, b) =>
    keys[a]! === keys[b]! ? a - b : keys[a]! - keys[b]!,
  );
  return Uint32Array.from(places, (i) => found[i]!);
}

function columnOf({ run, gantt }: RunModel, order: Exclude<TaskOrder, "task">): ArrayLike<number> {
  switch (order) {
    case "duration":
      return gantt.durationMs;
    case "launch":
      return gantt.startMs;
    default:
      return run.tasks.columns[order];
  }
}

function passesOf(model: RunModel, { stageIndex, outcome, text = "" }: TaskFilter): (row: number) => boolean {
  const { gantt, run } = model;
  const tests: ((row: number) => boolean)[] = [];
  if (stageIndex !== undefined) tests.push((row) => gantt.stageIndex[row] === stageIndex);
  if (outcome === "speculative") tests.push((row) => run.tasks.columns.speculative[row] === 1);
  else if (outcome !== undefined) tests.push((row) => outcomeOf(gantt.status[row]!) === outcome);
  const wanted = text.trim().toLowerCase();
  if (wanted !== "") tests.push(contains(model, wanted));
  return (row) => tests.every((test) => test(row));
}

/** Executors and statuses are looked through once, not once a task. */
function contains({ gantt, run }: RunModel, wanted: string): (row: number) => boolean {
  const has = (text: string): boolean => text.toLowerCase().includes(wanted);
  const executors = new Set(
    gantt.executors
      .filter(({ executorId, host }) => has(host) || has(`executor ${executorId}`))
      .map((e) => e.executorId),
  );
  const statuses = TASK_STATUSES.map(has);
  const { executor, status } = run.tasks.columns;
  return (row) =>
    executors.has(executor[row]!) || statuses[status[row]!] === true || has(run.tasks.reasons.get(row) ?? "");
}
