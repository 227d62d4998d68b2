export { judge } from "./judge.js";
export { checkPrediction, type Prediction } from "./prediction.js";
export { PredictionDesk, type PredictionSource } from "./prediction-desk.js";
