import { formatCount, formatMillis } from "../../base/format.js";
import type { PredictedField } from "../prediction.js";
import type { ActionFacts } from "./action-facts.js";
import { stragglerOf } from "./straggler.js";
import { wavesOf } from "./waves.js";

/** How a number was taken from the run, where the name of the field does not say. */
export function noteOn(field: PredictedField, action: ActionFacts): string | undefined {
  switch (field) {
    case "waves":
      return wavesNote(action);
    case "straggler":
      return stragglerNote(action);
    case "makespan":
      return "virtual time, modelled";
    case "shuffleBytes":
      return "compressed, modelled";
    case "exchanges":
      return action.execution === undefined ? "there is no query: shuffles of the job" : undefined;
    default:
      return undefined;
  }
}

/** The arithmetic beside what was measured: the two differ when tasks are not alike. */
function wavesNote(action: ActionFacts): string | undefined {
  const [widest] = action.stages
    .filter((stage) => stage.status !== "skipped")
    .map((stage) => ({ stage, waves: wavesOf(action, stage), slots: action.slotsOf(stage) }))
    .sort((a, b) => b.waves - a.waves);
  if (widest === undefined || widest.slots === 0) return undefined;
  const { stage, waves, slots } = widest;
  const byArithmetic = Math.ceil(stage.numTasks / slots);
  const sum = `${formatCount(stage.numTasks)} tasks ÷ ${formatCount(slots)} slots, rounded up: ${byArithmetic}`;
  return byArithmetic === waves ? sum : `a slot ran ${waves} one after the other, as tasks were not alike; ${sum}`;
}

function stragglerNote(action: ActionFacts): string | undefined {
  const straggler = stragglerOf(action);
  if (straggler === undefined) return undefined;
  return `it ran ${formatMillis(straggler.runMs)}, the median task ${formatMillis(straggler.medianMs)}; modelled`;
}
