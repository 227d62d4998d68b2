export * from "./adaptive/index.js";
export { canonicalKey } from "./canonical-key.js";
export * from "./execution/index.js";
export { planQuery } from "./plan-query.js";
export type { PlanningContext } from "./planning-context.js";
export type { PlanningLog } from "./planning-log.js";
export { ensureRequirements, fuseStage, prepareForExecution, prepareForStages } from "./preparation/index.js";
