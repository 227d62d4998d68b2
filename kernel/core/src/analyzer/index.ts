export { Analyzer } from "./analyzer.js";
export { type AnalyzerContext, sameName } from "./analyzer-context.js";
