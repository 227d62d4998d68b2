export * from "./aggregates/index.js";
export * from "./compile.js";
export type { Evaluator, EvaluatorOptions } from "./evaluator.js";
export { compileGenerator } from "./generators.js";
export * from "./murmur3-hash.js";
export * from "./ordering.js";
export * from "./row-ordering.js";
export * from "./unsafe-row-size.js";
export * from "./window/index.js";
