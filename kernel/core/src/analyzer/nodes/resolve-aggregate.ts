import {
  type AttributeReference,
  children,
  containsWindow,
  type Expression,
  semanticKey,
} from "../../plans/expressions/index.js";
import { type Aggregate, type LogicalPlan, outputOf } from "../../plans/logical/index.js";
import { missingAggregation, missingGroupBy } from "../analysis-errors.js";
import { type AnalyzerContext, sameName } from "../analyzer-context.js";
import { expandStars } from "../expand-stars.js";
import { extractWindows } from "../extract-windows.js";
import { ensureNamed, resolveExpression, resolveItem } from "../resolve-expression.js";
import { lookUp } from "../resolve-name.js";
import { expandGroupingSets } from "./resolve-grouping-sets.js";

/** Grouping keys and the output of a groupBy. Names of keys are dropped: the output has them. */
export function resolveAggregate(plan: Aggregate, context: AnalyzerContext): LogicalPlan {
  const input = outputOf(plan.child);
  const groupingExpressions = plan.groupingExpressions.map((e) => {
    const key = resolveExpression(groupingAlias(e, plan, input, context), input, context);
    return key.kind === "Alias" ? key.child : key;
  });
  const grouped: Aggregate =
    plan.groupingSets === undefined
      ? {
          ...plan,
          groupingExpressions,
          aggregateExpressions: expandStars(plan.aggregateExpressions, input, context).map((e) =>
            resolveItem(e, input, context),
          ),
        }
      : expandGroupingSets(plan, groupingExpressions, plan.groupingSets, context);
  const aggregateExpressions = grouped.aggregateExpressions.map((e) => ensureNamed(e, context));
  const operator = (items: readonly Expression[]): Aggregate =>
    checkAggregate({ ...grouped, aggregateExpressions: items });
  return aggregateExpressions.some(containsWindow)
    ? extractWindows(aggregateExpressions, operator, context)
    : operator(aggregateExpressions);
}

/** A key that is no column of the input may be the name of an item of the output. */
function groupingAlias(
  e: Expression,
  plan: Aggregate,
  input: readonly AttributeReference[],
  context: AnalyzerContext,
): Expression {
  if (e.kind !== "UnresolvedAttribute" || e.parts.length > 1 || lookUp(e.parts, input, context) !== undefined) return e;
  const named = plan.aggregateExpressions.find(
    (item) => item.kind === "Alias" && sameName(item.name, e.parts[0]!, context) && item.child !== e,
  );
  return named?.kind === "Alias" ? named.child : e;
}

/** @throws AnalysisException MISSING_AGGREGATION for a column that is neither a key nor inside an aggregate. */
export function checkAggregate(plan: Aggregate): Aggregate {
  const keys = new Set(plan.groupingExpressions.map(semanticKey));
  const check = (e: Expression): void => {
    if (e.kind === "AggregateExpression" || keys.has(semanticKey(e))) return;
    if (e.kind === "AttributeReference") throw keys.size === 0 ? missingGroupBy() : missingAggregation(e);
    children(e).forEach(check);
  };
  plan.aggregateExpressions.forEach(check);
  return plan;
}
