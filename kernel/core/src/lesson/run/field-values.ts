import { TASK_LOCALITIES } from "../../events/task-table.js";
import type { FieldValues } from "../fields/index.js";
import type { PredictedField } from "../prediction.js";
import type { ActionFacts } from "./action-facts.js";
import { outcomeOf } from "./outcome.js";
import { stragglerOf } from "./straggler.js";
import { wavesOf } from "./waves.js";

/** How each field is read from a run. */
export const READ: { readonly [F in PredictedField]: (action: ActionFacts) => FieldValues[F] } = {
  jobs: ({ jobs }) => jobs.length,
  stages: ({ stages }) => stages.length,
  tasks: ({ stages }) => stages.map((stage) => stage.numTasks),
  skipped: ({ stages }) => stages.filter((stage) => stage.status === "skipped").length,
  waves: (action) => action.stages.map((stage) => wavesOf(action, stage)),
  attempts: ({ ran }) => ran.reduce((sum, stage) => sum + stage.attempts.length, 0),
  locality: localityOf,
  shuffleBytes: ({ ran }) => ran.reduce((sum, stage) => sum + stage.sum("shuffleWriteBytes"), 0),
  straggler: (action) => stragglerOf(action)?.partition ?? false,
  outcome: outcomeOf,
  exchanges: exchangesOf,
  makespan: makespanOf,
};

function localityOf({ run, ran }: ActionFacts): FieldValues["locality"] {
  const counts = TASK_LOCALITIES.map(() => 0);
  for (const stage of ran) {
    for (const row of stage.attempts) {
      const level = run.tasks.columns.locality[row]!;
      counts[level] = (counts[level] ?? 0) + 1;
    }
  }
  return Object.fromEntries(
    TASK_LOCALITIES.flatMap((level, i) => (counts[i] === 0 ? [] : [[level, counts[i]!] as const])),
  );
}

/** A query's plan says; an RDD's job cuts at each of its shuffles. */
function exchangesOf({ execution, operators, stages }: ActionFacts): number {
  if (execution !== undefined) return operators.filter((operator) => operator.isExchange).length;
  return stages.filter((stage) => stage.kind === "ShuffleMapTask").length;
}

/** From the first job or query to the end of the last, whatever else ran meanwhile. */
function makespanOf({ run, jobs, executions }: ActionFacts): number {
  const spans = [...jobs, ...executions];
  if (spans.length === 0) return 0;
  const starts = spans.map(({ startMs }) => startMs);
  const ends = spans.map(({ endMs }) => endMs ?? run.endMs);
  return Math.max(...ends) - Math.min(...starts);
}
