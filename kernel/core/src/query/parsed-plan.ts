import { type Expression, type ExprId, fromParsed, NO_EXPR_ID, transformUp } from "../plans/expressions/index.js";
import { type LogicalPlan, logicalTree, outputOf } from "../plans/logical/index.js";
import type { SqlParserPort } from "../ports.js";

/**
 * A plan as the user wrote it, as `explain(true)` shows it: SQL text is parsed, and new names have the ids that the analyzer gave
 * them. Below its top a DataFrame's plan is analyzed already.
 */
export function parsedPlan(given: LogicalPlan, analyzed: LogicalPlan, sql: SqlParserPort): LogicalPlan {
  const ids = new Map<string, ExprId>(outputOf(analyzed).map((a) => [a.name, a.exprId]));
  const parse = (e: Expression): Expression => {
    if (e.kind === "UnresolvedSqlText") return transformUp(fromParsed(sql.parseExpression(e.text)), parse);
    return e.kind === "Alias" && e.exprId === NO_EXPR_ID ? { ...e, exprId: ids.get(e.name) ?? NO_EXPR_ID } : e;
  };
  return logicalTree.mapExpressions(given, (e) => transformUp(e, parse));
}
