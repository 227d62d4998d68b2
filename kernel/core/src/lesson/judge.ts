import type { PredictionField, PredictionPart, PredictionVerdict } from "../events/prediction-verdict.js";
import { explain, extraJobs } from "./explain.js";
import { ruleFor } from "./explain-miss.js";
import { type AnswerKind, FIELDS, type JudgedPart, QUESTIONS } from "./fields/index.js";
import { recogniseMisconceptions } from "./misconceptions/index.js";
import { placesOf } from "./places.js";
import { PREDICTED_FIELDS, type PredictedField, type Prediction } from "./prediction.js";
import { ActionFacts, type EndedAction } from "./run/action-facts.js";
import { READ } from "./run/field-values.js";
import { noteOn } from "./run/notes.js";
import { type Sealed, sealPrediction } from "./seal.js";

/** Parts that a verdict carries; a list of more says nothing part by part. */
const MOST_PARTS = 100;

/**
 * Holds a prediction against what an action really ran. A pure function of the run's data.
 *
 * @param action the run, and which jobs of it are the action's: sampling, broadcast and schema jobs included.
 * @example
 * await spark.range(0, 1000, 1, 4).groupBy(col("id").mod(10)).count().collect();
 * const action = { run: spark.lastRun.document, jobIds: [0, 1], outcome: {} };
 * judge({ stages: 2, tasks: [4, 1] }, action).correct; // true
 * judge({ stages: 2, tasks: [4, 200] }, action).score; // 0.75
 */
export function judge(prediction: Prediction, action: EndedAction): PredictionVerdict {
  return judgeSealed(sealPrediction(prediction), action);
}

/** The same for answers that were sealed before the action ran. */
export function judgeSealed({ prediction, seal }: Sealed, action: EndedAction): PredictionVerdict {
  const facts = new ActionFacts(action, prediction.scope);
  const fields = PREDICTED_FIELDS.flatMap((name) => (name in prediction ? [judgeField(name, prediction, facts)] : []));
  const explanation = explain(prediction, facts, fields);
  const { id, claims } = prediction;
  return {
    ...(id === undefined ? {} : { id }),
    ...(claims === undefined ? {} : { claims }),
    jobId: facts.finalJob?.jobId ?? -1,
    ...(action.callSite === undefined ? {} : { callSite: action.callSite }),
    seal,
    fields,
    correct: fields.every((field) => field.correct),
    score: fields.reduce((sum, field) => sum + field.score, 0) / fields.length,
    ...(explanation === "" ? {} : { explanation }),
    extraJobs: extraJobs(facts),
    misconceptions: recogniseMisconceptions(prediction, facts, fields),
  };
}

function judgeField(name: PredictedField, prediction: Prediction, action: ActionFacts): PredictionField {
  const answer: unknown = prediction[name];
  const kind = FIELDS[name] as AnswerKind<unknown>;
  if (kind.hasOpen(answer)) {
    return { name, expected: "TODO", actual: "", correct: false, state: "open", score: 0, note: QUESTIONS[name] };
  }
  const value = READ[name](action);
  const judged = kind.judge(answer, value);
  const note = noteOn(name, action);
  const common = {
    name,
    expected: kind.answerText(answer),
    actual: kind.valueText(value, answer),
    score: judged.score,
    ...(note === undefined ? {} : { note }),
  };
  if (judged.score === 1) return { ...common, correct: true, state: "right" };
  return {
    ...common,
    correct: false,
    state: judged.score > 0 ? "partly" : "wrong",
    ...(judged.parts === undefined || judged.parts.length > MOST_PARTS
      ? {}
      : { parts: judged.parts.map((part) => namedPart(part, action)) }),
    rule: ruleFor(name, answer, judged, action),
    places: placesOf(name, judged, action),
  };
}

/** Entries of a list are those of the stages. */
function namedPart({ index, label, ...part }: JudgedPart, { stages }: ActionFacts): PredictionPart {
  const stageId = index === undefined ? undefined : stages[index]?.stageId;
  if (label !== undefined) return { ...part, label };
  if (stageId === undefined) return { ...part, label: "no such stage" };
  return { ...part, label: `stage ${stageId}`, stageId };
}
