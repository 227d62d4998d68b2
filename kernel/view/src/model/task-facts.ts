import type { RunDocument, TaskColumnName } from "@stageplay/core";
import { type Activity, activity } from "./activity.js";
import { carriedBy } from "./carried-run.js";
import { type CoreTimeFacts, coreTimeFacts } from "./core-time.js";
import { type CriticalStep, criticalSteps } from "./critical-steps.js";
import { quantiles } from "./quantiles.js";
import type { Quantiles, TaskCounts } from "./run-model-types.js";
import { stageKey } from "./stage-key.js";
import { TASK_METRICS } from "./task-metrics.js";

/** Exact facts about the task attempts of one stage attempt. */
export interface StageTaskFacts {
  readonly counts: TaskCounts;
  /** Launch to finish of the successful tasks. */
  readonly durations?: Quantiles;
  /** Quantiles over the successful tasks of each metric that is not zero throughout. */
  readonly metrics: Partial<Record<TaskColumnName, Quantiles>>;
}

/** What a saved bundle keeps exactly even when it cannot keep every task. */
export interface TaskFacts {
  /** By {@link stageKey}. */
  readonly stages: Readonly<Record<string, StageTaskFacts>>;
  readonly activity: Activity;
  readonly coreTime: CoreTimeFacts;
  readonly criticalPath: readonly CriticalStep[];
}

/** The facts of a run, from its tasks; from the bundle when that kept only some of them. */
export function taskFacts(run: RunDocument): TaskFacts {
  return carriedBy(run).facts ?? computeTaskFacts(run);
}

export function computeTaskFacts(run: RunDocument): TaskFacts {
  const rowsByStage = groupRows(run);
  const stages: Record<string, StageTaskFacts> = {};
  for (const [key, rows] of rowsByStage) stages[key] = factsOfRows(run, rows);
  return { stages, activity: activity(run), coreTime: coreTimeFacts(run), criticalPath: criticalSteps(run) };
}

function groupRows(run: RunDocument): Map<string, number[]> {
  const { stageId, stageAttempt } = run.tasks.columns;
  const groups = new Map<string, number[]>();
  let lastKey = "";
  let last: number[] = [];
  for (let row = 0; row < run.tasks.length; row++) {
    const key = stageKey(stageId[row]!, stageAttempt[row]!);
    if (key !== lastKey) {
      lastKey = key;
      last = groups.get(key) ?? [];
      groups.set(key, last);
    }
    last.push(row);
  }
  return groups;
}

function factsOfRows(run: RunDocument, rows: readonly number[]): StageTaskFacts {
  const columns = run.tasks.columns;
  const counts = { running: 0, succeeded: 0, failed: 0, killed: 0 };
  const successful: number[] = [];
  for (const row of rows) {
    const outcome = outcomeOf(columns.status[row]!);
    counts[outcome]++;
    if (outcome === "succeeded") successful.push(row);
  }
  const durations = quantiles(Float64Array.from(successful, (row) => columns.finishMs[row]! - columns.launchMs[row]!));
  const metrics: Partial<Record<TaskColumnName, Quantiles>> = {};
  for (const { name } of TASK_METRICS) {
    const values = quantiles(Float64Array.from(successful, (row) => columns[name][row]!));
    if (values !== undefined && (values.min !== 0 || values.max !== 0)) metrics[name] = values;
  }
  return { counts, ...(durations === undefined ? {} : { durations }), metrics };
}

export type TaskOutcome = keyof TaskCounts;

/** Success of a task by its code in the table; `Resubmitted` counts as failed: its output was lost. */
const OUTCOMES: readonly TaskOutcome[] = ["running", "succeeded", "failed", "killed", "failed", "failed", "failed"];

export function outcomeOf(status: number): TaskOutcome {
  return OUTCOMES[status] ?? "failed";
}
