import { NO_EXPR_ID } from "../../plans/expressions/index.js";
import type { LogicalPlan } from "../../plans/logical/index.js";
import type { AnalyzerContext } from "../analyzer-context.js";

/** Gives the columns of a new relation their identities. */
export function resolveLeaf<P extends Extract<LogicalPlan, { output: unknown }>>(plan: P, { ids }: AnalyzerContext): P {
  return { ...plan, output: plan.output.map((a) => (a.exprId === NO_EXPR_ID ? { ...a, exprId: ids.next() } : a)) };
}
