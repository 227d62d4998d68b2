export { AdaptiveExecution, type AdaptivePlanning } from "./adaptive-execution.js";
export { isAdaptive } from "./applies.js";
export { optimizeSkewedJoins } from "./stage-rules.js";
