import type { PredictionPlace } from "../events/prediction-verdict.js";
import type { RunStage } from "../events/run.js";
import type { Judgement } from "./fields/index.js";
import type { PredictedField } from "./prediction.js";
import type { ActionFacts } from "./run/action-facts.js";
import { exchangeOf } from "./run/exchange-of.js";
import { stragglerOf } from "./run/straggler.js";

/** Places that a miss names; more are no help. */
const MOST_PLACES = 4;

/** Where in the run a miss shows, best first: stages, edges of the stage graph, tasks, and the lines that they come from. */
export function placesOf(field: PredictedField, judged: Judgement, action: ActionFacts): readonly PredictionPlace[] {
  return found(field, judged, action).slice(0, MOST_PLACES);
}

function found(field: PredictedField, judged: Judgement, action: ActionFacts): readonly PredictionPlace[] {
  const { stages, run } = action;
  switch (field) {
    case "jobs":
      return action.extraJobs.map(({ jobId, cause, callSite }) => ({
        text: `job ${jobId}: ${cause}`,
        jobId,
        callSite,
      }));
    case "stages":
    case "exchanges":
    case "shuffleBytes":
      return stages.flatMap((stage) => edgesInto(stage, action));
    case "tasks":
    case "waves":
      return missedStages(judged, action).flatMap((stage) => [stagePlace(stage), ...edgesInto(stage, action)]);
    case "skipped": {
      const skipped = stages.filter((stage) => stage.status === "skipped");
      return (skipped.length > 0 ? skipped : stages).map(stagePlace);
    }
    case "attempts":
      return retriedTasks(action);
    case "straggler": {
      const straggler = stragglerOf(action);
      if (straggler === undefined) return [];
      const { stage, row, partition } = straggler;
      return [
        {
          ...stage.place(row),
          text: `task ${partition} of stage ${stage.stage.stageId}`,
          callSite: stage.stage.callSite,
        },
      ];
    }
    case "outcome":
      return run.stages
        .filter((stage) => stage.failureReason !== undefined && stages.some((one) => one.stageId === stage.stageId))
        .map(stagePlace);
    case "locality":
    case "makespan":
      return stages.filter((stage) => stage.status !== "skipped").map(stagePlace);
  }
}

function missedStages({ parts }: Judgement, { stages }: ActionFacts): readonly RunStage[] {
  if (parts === undefined) return stages.filter((stage) => stage.status !== "skipped");
  return parts.flatMap(({ correct, index }) => (correct || index === undefined ? [] : (stages[index] ?? [])));
}

function stagePlace({ jobId, stageId, attempt, name, callSite }: RunStage): PredictionPlace {
  return { text: `stage ${stageId}: ${name}`, jobId, stageId, stageAttempt: attempt, callSite };
}

/** The edges that end in a stage, each with the step that cuts there. */
function edgesInto(stage: RunStage, action: ActionFacts): readonly PredictionPlace[] {
  const { stages, execution } = action;
  const { jobId, stageId, attempt, callSite } = stage;
  return stage.parentIds.flatMap((parentId): readonly PredictionPlace[] => {
    const parent = stages.find((one) => one.stageId === parentId);
    if (parent === undefined) return [];
    const edge = { jobId, stageId, stageAttempt: attempt, parentId };
    const text = `stage ${parentId} → stage ${stageId}: `;
    if (execution !== undefined) {
      const exchange = exchangeOf(parent, action);
      return [{ ...edge, text: `${text}${exchange?.label ?? callSite.short}`, ...exchange?.place, callSite }];
    }
    const cut = readerOf(stage, parent);
    return [{ ...edge, text: `${text}${cut ?? callSite.short}`, callSite: lineOf(cut) ?? callSite }];
  });
}

/** The call that reads the parent's shuffle: `reduceByKey at cell [3]:2`. */
function readerOf({ rdds }: RunStage, parent: RunStage): string | undefined {
  const written = new Set<number>(parent.rdds.map(({ id }) => id));
  return rdds.find(({ id, parentIds }) => !written.has(id) && parentIds.some((one) => written.has(one)))?.callSite;
}

function lineOf(short: string | undefined): PredictionPlace["callSite"] {
  const [, method, file, line] = /^(\S+) at (.*):(\d+)$/.exec(short ?? "") ?? [];
  if (short === undefined || method === undefined || file === undefined) return undefined;
  return { short, method, file, line: Number(line) };
}

/** Attempts that were not the first, and copies: each is one more than there are tasks. */
function retriedTasks({ ran, run }: ActionFacts): readonly PredictionPlace[] {
  const { attempt, speculative, partition } = run.tasks.columns;
  return ran.flatMap((stage) =>
    Array.from(
      stage.attempts.filter((row) => attempt[row]! > 0 || speculative[row] === 1 || stage.stage.attempt > 0),
    ).map(
      (row): PredictionPlace => ({
        ...stage.place(row),
        text: `task ${partition[row]} of ${stage.label.toLowerCase()}, attempt ${attempt[row]}`,
        callSite: stage.stage.callSite,
      }),
    ),
  );
}
