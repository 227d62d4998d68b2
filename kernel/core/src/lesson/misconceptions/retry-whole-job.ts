import { TASK_STATUSES } from "../../events/task-table.js";
import type { ActionFacts } from "../run/action-facts.js";
import { READ } from "../run/field-values.js";
import type { Misconception, WrongValues } from "./misconception.js";

const FAILED = ["ExceptionFailure", "ExecutorLostFailure", "TaskResultLost"].map((name) =>
  (TASK_STATUSES as readonly string[]).indexOf(name),
);

/** M16. A failed task, or a failed fetch, starts the stage or the whole job anew (C6, C7, B11). */
export const retryWholeJob: Misconception = {
  id: "M16",
  name: "retry-whole-job",
  wrong:
    "You ran more again than Spark does. A failed task is tried again alone; after a failed fetch only what was lost of the parent stage runs again, and what had not finished of the child.",
  tryThis: "Let one task fail twice, and count the attempts: tasks + 2.",
  solve: (action) => [...afterFailedTasks(action), ...afterFailedFetch(action)],
};

function afterFailedTasks({ ran, run, jobs }: ActionFacts): readonly WrongValues[] {
  const { status } = run.tasks.columns;
  const stages = ran.map(({ stage, attempts }) => {
    const failures = attempts.filter((row) => FAILED.includes(status[row]!)).length;
    return { tasks: stage.numTasks, failures };
  });
  const failures = stages.reduce((sum, stage) => sum + stage.failures, 0);
  if (failures === 0) return [];
  const tasks = stages.reduce((sum, stage) => sum + stage.tasks, 0);
  const stagesAnew = stages.reduce((sum, stage) => sum + stage.tasks * (1 + stage.failures), 0);
  return [{ attempts: stagesAnew }, { attempts: tasks * (1 + failures) }, { jobs: jobs.length + failures }];
}

/** Each further attempt of a stage taken for a whole one. */
function afterFailedFetch(action: ActionFacts): readonly WrongValues[] {
  const { ran, stages } = action;
  if (ran.every(({ stage }) => stage.attempt === 0)) return [];
  const whole = new Map<number, number>(stages.map(({ stageId, numTasks }) => [stageId, numTasks]));
  const attempts = ran.reduce((sum, { stage }) => sum + (whole.get(stage.stageId) ?? 0), 0);
  return attempts === READ.attempts(action) ? [] : [{ attempts }];
}
