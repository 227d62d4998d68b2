import {
  type AttributeReference,
  alias,
  autoName,
  children,
  type Expression,
  isNamedExpression,
  isResolved,
  mapChildren,
  type NamedExpression,
  NO_EXPR_ID,
  resolveNode,
} from "../plans/expressions/index.js";
import { invalidStar, windowWithoutOver } from "./analysis-errors.js";
import type { AnalyzerContext } from "./analyzer-context.js";
import { resolveName } from "./resolve-name.js";

/** Resolves one expression over the columns of its input: names, SQL text, functions, types, identities. */
export function resolveExpression(
  e: Expression,
  input: readonly AttributeReference[],
  context: AnalyzerContext,
): Expression {
  const resolved = visit(e, input, context);
  if (!isResolved(resolved)) throw invalidStar();
  checkWindowFunctions(resolved);
  return resolved;
}

/** Window functions stand right below `over(…)`. */
function checkWindowFunctions(e: Expression): void {
  if (e.kind === "WindowFunction") throw windowWithoutOver(e);
  const inner = e.kind === "WindowExpression" ? children(e.windowFunction) : children(e);
  inner.forEach(checkWindowFunctions);
}

function visit(e: Expression, input: readonly AttributeReference[], context: AnalyzerContext): Expression {
  switch (e.kind) {
    case "UnresolvedSqlText":
      return visit(context.parseExpression(e.text), input, context);
    case "UnresolvedAttribute":
      return visit(resolveName(e.parts, input, context), input, context);
    case "AttributeReference":
    case "UnresolvedStar":
      return e;
  }
  const node = resolveNode(
    withType(
      mapChildren(e, (child) => visit(child, input, context)),
      context,
    ),
    context.ansi,
  );
  return withIdentity(node, context);
}

function withType(e: Expression, context: AnalyzerContext): Expression {
  return e.kind === "Cast" && typeof e.dataType === "string"
    ? { ...e, dataType: context.parseDataType(e.dataType) }
    : e;
}

function withIdentity(e: Expression, context: AnalyzerContext): Expression {
  if (e.kind === "Alias" && e.exprId === NO_EXPR_ID) return { ...e, exprId: context.ids.next() };
  if (e.kind === "AggregateExpression" && e.resultId === NO_EXPR_ID) return { ...e, resultId: context.ids.next() };
  return e;
}

/** Gives an expression without a name the one that Spark gives it. */
export function ensureNamed(e: Expression, context: AnalyzerContext): NamedExpression {
  return isNamedExpression(e) ? e : alias(e, autoName(e), context.ids.next());
}
