export { AdaptiveExecution, type AdaptivePlanning } from "./adaptive-execution.js";
export { isAdaptive } from "./applies.js";
export { optimizeSkewedJoins } from "./optimize-skewed-joins.js";
export { requiredDistributionOf } from "./required-distribution.js";
