import { nearestNames } from "../base/nearest-name.js";
import { SparkError } from "../errors/spark-error.js";
import { FIELDS } from "./fields/index.js";
import { PREDICTED_FIELDS, PREDICTION_KEYS, type PredictedField, type Prediction } from "./prediction.js";
import { isOpen } from "./todo.js";

const isText = (value: unknown): boolean => typeof value === "string";

/** Fields beside the answers: what each takes. */
const OTHERS: Readonly<Record<string, { readonly fits: (value: unknown) => boolean; readonly takes: string }>> = {
  id: { fits: isText, takes: 'a text: "L02.3"' },
  claims: { fits: (value) => Array.isArray(value) && value.every(isText), takes: 'a list of ids: ["C012"]' },
  scope: { fits: (value) => value === "finalJob" || value === "all", takes: '"finalJob" or "all"' },
  why: { fits: isText, takes: "a text" },
};

/**
 * Refuses a prediction that nobody can judge, at the line where it is made.
 *
 * @throws SparkError UNRESOLVED_FIELD.WITH_SUGGESTION for an unknown field; INVALID_PREDICTION for an unknown scope, an answer that its field does
 * not take, or no field at all.
 */
export function checkPrediction(prediction: Prediction): void {
  if (typeof prediction !== "object" || prediction === null || Array.isArray(prediction)) {
    throw invalid("A prediction is an object of fields.", "Write predict({ stages: 2 }), for instance.");
  }
  const names = Object.keys(prediction);
  const unknown = names.find((name) => !PREDICTION_KEYS.includes(name));
  if (unknown !== undefined) throw unknownPredictionField(unknown);
  for (const [name, { fits, takes }] of Object.entries(OTHERS)) {
    const value: unknown = prediction[name as keyof Prediction];
    if (!isOpen(value) && !fits(value)) throw invalid(`The \`${name}\` of a prediction is not so.`, `Give ${takes}.`);
  }
  const given = PREDICTED_FIELDS.filter((name) => names.includes(name));
  if (given.length === 0) throw emptyPrediction();
  for (const name of given) {
    const answer: unknown = prediction[name];
    if (!isOpen(answer) && FIELDS[name].refuses(answer) !== undefined) throw refusedAnswer(name, answer);
  }
}

/** The error for a prediction without any answer. */
export function emptyPrediction(): SparkError {
  return invalid("The prediction says nothing to judge.", `Give at least one of ${PREDICTED_FIELDS.join(", ")}.`);
}

/** The error for an answer that its field does not take, with what it takes. */
export function refusedAnswer(name: PredictedField, answer: unknown): SparkError {
  return invalid(`\`${name}\` cannot be judged as it is written.`, `Give ${FIELDS[name].refuses(answer)}.`);
}

/** The error for a field that predictions do not have, with the nearest that they have. */
export function unknownPredictionField(unknown: string): SparkError {
  const [nearest = "stages"] = nearestNames(unknown, PREDICTION_KEYS, 1);
  return new SparkError({
    condition: "UNRESOLVED_FIELD.WITH_SUGGESTION",
    message: `A prediction has no field \`${unknown}\`. Did you mean \`${nearest}\`?`,
    nextStep: `Use one of ${PREDICTION_KEYS.join(", ")}.`,
    parameters: { fieldName: unknown, proposal: nearest },
  });
}

function invalid(message: string, nextStep: string): SparkError {
  return new SparkError({ condition: "INVALID_PREDICTION", message, nextStep });
}
