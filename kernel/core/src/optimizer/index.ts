export { adaptiveBatches, optimizerBatches } from "./batches.js";
export { excludableRules, withoutExcludedRules } from "./excluded-rules.js";
export type { ExpressionEvaluator } from "./expression-evaluator.js";
export type { Batch, Rule } from "./rule.js";
export { executeBatches, type Optimized, type RuleApplication } from "./rule-executor.js";
export { sameResult } from "./same-result.js";
