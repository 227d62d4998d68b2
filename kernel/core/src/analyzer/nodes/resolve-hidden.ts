import { type AttributeReference, type Expression, references } from "../../plans/expressions/index.js";
import { type LogicalPlan, outputOf, project } from "../../plans/logical/index.js";
import type { AnalyzerContext } from "../analyzer-context.js";
import { resolveExpression } from "../resolve-expression.js";
import { aggregateBelow, resolveOverAggregate } from "./resolve-over-aggregate.js";

/**
 * Resolves the expressions of a Sort or Filter, which may also use columns that the select list just below has left out
 * (`df.select("a").orderBy("b")`): those are carried through and dropped again above.
 */
export function resolveWithHiddenColumns(
  expressions: readonly Expression[],
  child: LogicalPlan,
  context: AnalyzerContext,
  rebuild: (expressions: readonly Expression[], child: LogicalPlan) => LogicalPlan,
): LogicalPlan {
  const output = outputOf(child);
  const aggregate = aggregateBelow(child);
  if (aggregate !== undefined) return resolveOverAggregate(expressions, child, aggregate, context, rebuild);
  const hidden = hiddenColumns(child, output);
  const resolved = expressions.map((e) => resolveVisibleFirst(e, output, hidden, context));
  const hiddenIds = new Set(hidden.map((a) => a.exprId));
  const used = new Map(
    resolved
      .flatMap(references)
      .filter((a) => hiddenIds.has(a.exprId))
      .map((a) => [a.exprId, a] as const),
  );
  if (used.size === 0 || child.kind !== "Project") return rebuild(resolved, child);
  const wider = project([...child.projectList, ...used.values()], child.child);
  return project(output, rebuild(resolved, wider));
}

function hiddenColumns(child: LogicalPlan, output: readonly AttributeReference[]): readonly AttributeReference[] {
  if (child.kind !== "Project") return [];
  const shown = new Set(output.map((a) => a.exprId));
  return outputOf(child.child).filter((a) => !shown.has(a.exprId));
}

function resolveVisibleFirst(
  e: Expression,
  output: readonly AttributeReference[],
  hidden: readonly AttributeReference[],
  context: AnalyzerContext,
): Expression {
  try {
    return resolveExpression(e, output, context);
  } catch (error) {
    if (hidden.length === 0) throw error;
    try {
      return resolveExpression(e, [...output, ...hidden], context);
    } catch {
      throw error;
    }
  }
}
