export * from "./builders.js";
export * from "./logical-plan.js";
export * from "./logical-text.js";
export * from "./max-rows.js";
export * from "./output.js";
export * from "./relation.js";
export * from "./statistics.js";
export * from "./tree.js";
