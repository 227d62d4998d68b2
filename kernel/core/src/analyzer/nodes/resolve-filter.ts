import { containsAggregate, containsWindow, dataTypeOf, type Expression } from "../../plans/expressions/index.js";
import { type Filter, filter, type LogicalPlan } from "../../plans/logical/index.js";
import { aggregateNotAllowed, filterNotBoolean, windowNotAllowed } from "../analysis-errors.js";
import type { AnalyzerContext } from "../analyzer-context.js";
import { resolveWithHiddenColumns } from "./resolve-hidden.js";

/** @throws AnalysisException DATATYPE_MISMATCH.FILTER_NOT_BOOLEAN */
export function resolveFilter(plan: Filter, context: AnalyzerContext): LogicalPlan {
  return resolveWithHiddenColumns([plan.condition], plan.child, context, ([condition], child) =>
    filter(checkCondition(condition!, "a filter"), child),
  );
}

/** A condition of a filter or a join. */
export function checkCondition(condition: Expression, where: string): Expression {
  const type = dataTypeOf(condition);
  if (type.kind !== "boolean" && type.kind !== "null") throw filterNotBoolean(condition, type);
  if (containsWindow(condition)) throw windowNotAllowed(where);
  if (containsAggregate(condition)) throw aggregateNotAllowed(where);
  return condition;
}
