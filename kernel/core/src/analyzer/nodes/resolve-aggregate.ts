import { children, type Expression, semanticKey } from "../../plans/expressions/index.js";
import { type Aggregate, outputOf } from "../../plans/logical/index.js";
import { missingAggregation } from "../analysis-errors.js";
import type { AnalyzerContext } from "../analyzer-context.js";
import { expandStars } from "../expand-stars.js";
import { ensureNamed, resolveExpression } from "../resolve-expression.js";

/** Grouping keys and the output of a groupBy. Names of keys are dropped: the output has them. */
export function resolveAggregate(plan: Aggregate, context: AnalyzerContext): Aggregate {
  const input = outputOf(plan.child);
  const groupingExpressions = plan.groupingExpressions.map((e) => {
    const key = resolveExpression(e, input, context);
    return key.kind === "Alias" ? key.child : key;
  });
  const aggregateExpressions = expandStars(plan.aggregateExpressions, input, context).map((e) =>
    ensureNamed(resolveExpression(e, input, context), context),
  );
  return checkAggregate({ ...plan, groupingExpressions, aggregateExpressions });
}

/** @throws AnalysisException MISSING_AGGREGATION for a column that is neither a key nor inside an aggregate. */
export function checkAggregate(plan: Aggregate): Aggregate {
  const keys = new Set(plan.groupingExpressions.map(semanticKey));
  const check = (e: Expression): void => {
    if (e.kind === "AggregateExpression" || keys.has(semanticKey(e))) return;
    if (e.kind === "AttributeReference") throw missingAggregation(e);
    children(e).forEach(check);
  };
  plan.aggregateExpressions.forEach(check);
  return plan;
}
