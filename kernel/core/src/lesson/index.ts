export { checkPrediction, emptyPrediction, refusedAnswer, unknownPredictionField } from "./check-prediction.js";
export { judge } from "./judge.js";
export * from "./matchers/index.js";
export { MISCONCEPTIONS } from "./misconceptions/index.js";
export {
  isPredictedField,
  type PredictedCount,
  type PredictedField,
  type PredictedLocality,
  type PredictedOutcome,
  type PredictedSize,
  type PredictedTime,
  type Prediction,
} from "./prediction.js";
export type { ActionFacts, EndedAction } from "./run/action-facts.js";
export { TODO } from "./todo.js";
