import type { PredictionField, RecognisedMisconception } from "../../events/prediction-verdict.js";
import { type AnswerKind, FIELDS } from "../fields/index.js";
import type { PredictedField, Prediction } from "../prediction.js";
import type { ActionFacts } from "../run/action-facts.js";
import { READ } from "../run/field-values.js";
import { definiteAnswer } from "./definite-answer.js";
import type { WrongValues } from "./misconception.js";
import { MISCONCEPTIONS } from "./misconceptions.js";

/**
 * The misconceptions that give the answers that were given: all that they speak about, of which something is wrong. Those that explain most of
 * the wrong answers come first, then the more special ones; who explains nothing that those before did not is left out. A wide matcher fits what
 * a wrong rule says, and much else: it names nobody.
 */
export function recogniseMisconceptions(
  prediction: Prediction,
  action: ActionFacts,
  fields: readonly PredictionField[],
): readonly RecognisedMisconception[] {
  const missed = fields
    .filter(({ state }) => state === "wrong" || state === "partly")
    .map(({ name }) => name as PredictedField)
    .filter((name) => isWrong(name, definiteAnswer(prediction[name]), action));
  if (missed.length === 0) return [];
  const answered = fields.filter(({ state }) => state !== "open").map(({ name }) => name as PredictedField);
  const found = MISCONCEPTIONS.flatMap(({ id, name, wrong, tryThis, solve }): readonly RecognisedMisconception[] => {
    const explained = solve(action)
      .map((values) => explainedBy(values, prediction, answered, missed))
      .reduce((best, one) => (one.length > best.length ? one : best), []);
    return explained.length === 0 ? [] : [{ id, name, wrong, tryThis, fields: explained }];
  }).sort((a, b) => b.fields.length - a.fields.length);
  const explained = new Set<string>();
  return found.filter(({ fields: own }) => {
    const isNews = own.some((name) => !explained.has(name));
    for (const name of own) explained.add(name);
    return isNews;
  });
}

function isWrong(name: PredictedField, answer: unknown, action: ActionFacts): boolean {
  return (FIELDS[name] as AnswerKind<unknown>).judge(answer, READ[name](action)).score < 1;
}

/** The wrong answers that the wrong rule gives too; none when one of the answers that it speaks about is another. */
function explainedBy(
  values: WrongValues,
  prediction: Prediction,
  answered: readonly PredictedField[],
  missed: readonly PredictedField[],
): readonly string[] {
  const spoken = answered.filter((name) => values[name] !== undefined);
  const isSame = (name: PredictedField): boolean =>
    (FIELDS[name] as AnswerKind<unknown>).judge(prediction[name], values[name]).score === 1;
  return spoken.every(isSame) ? spoken.filter((name) => missed.includes(name)) : [];
}
