export { canonicalKey } from "./canonical-key.js";
export * from "./execution/index.js";
export { planQuery } from "./plan-query.js";
export type { PlanningContext } from "./planning-context.js";
export { prepareForExecution } from "./preparation/index.js";
