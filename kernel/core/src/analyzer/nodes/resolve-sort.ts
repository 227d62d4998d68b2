import { containsWindow, type Expression, sortOrder } from "../../plans/expressions/index.js";
import type { LogicalPlan, Sort } from "../../plans/logical/index.js";
import { windowNotAllowed } from "../analysis-errors.js";
import type { AnalyzerContext } from "../analyzer-context.js";
import { resolveWithHiddenColumns } from "./resolve-hidden.js";

/** Columns without a direction are sorted ascending. */
export function resolveSort(plan: Sort, context: AnalyzerContext): LogicalPlan {
  return resolveWithHiddenColumns(plan.order.map(asSortOrder), plan.child, context, (order, child) => {
    if (order.some(containsWindow)) throw windowNotAllowed("orderBy");
    return { ...plan, order, child };
  });
}

function asSortOrder(e: Expression): Expression {
  return e.kind === "SortOrder" ? e : sortOrder(e);
}
