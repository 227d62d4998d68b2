export * from "./adaptive-nodes.js";
export * from "./logical-link.js";
export * from "./output.js";
export * from "./partitioning.js";
export * from "./physical-plan.js";
export * from "./physical-text.js";
export * from "./requirements.js";
export * from "./tree.js";
