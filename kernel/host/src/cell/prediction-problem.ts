import {
  emptyPrediction,
  isPredictedField,
  refusedAnswer,
  type SparkError,
  unknownPredictionField,
} from "@stageplay/core";

/**
 * What TypeScript has against a prediction, in the words in which the kernel would refuse it; undefined when it is about something else.
 *
 * @param messages of one problem, from the outermost to the innermost
 * @param before the source up to the problem, and `at` what stands there
 */
export function predictionProblem(messages: readonly string[], before: string, at: string): SparkError | undefined {
  if (!before.includes("predict(")) return undefined;
  const text = messages.join("\n");
  const unknown = /'([^']+)' does not exist in type 'Prediction'/.exec(text)?.[1];
  if (unknown !== undefined) return unknownPredictionField(unknown);
  if (text.includes("has no properties in common with type 'Prediction'")) return emptyPrediction();
  const field = isPredictedField(at) ? at : (/(\w+)\s*:[^:]*$/.exec(before)?.[1] ?? "");
  const isAnswer = /\bPredicted[A-Z]\w+|\bnumber \| boolean\b/.test(messages[0] ?? "");
  return isAnswer && isPredictedField(field) ? refusedAnswer(field, {}) : undefined;
}
