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
  withTimeZone,
} from "../plans/expressions/index.js";
import { invalidStar, windowWithoutOver } from "./analysis-errors.js";
import type { AnalyzerContext } from "./analyzer-context.js";
import { type LambdaScope, parameterOf, resolveLambdas, takesLambda } from "./resolve-lambdas.js";
import { resolveName } from "./resolve-name.js";
import { withSchema } from "./resolve-schema.js";

/** Resolves one expression over the columns of its input: names, SQL text, functions, types, identities. */
export function resolveExpression(
  e: Expression,
  input: readonly AttributeReference[],
  context: AnalyzerContext,
): Expression {
  const resolved = visit(e, input, context);
  if (!isResolved(resolved)) throw invalidStar();
  checkWindowFunctions(resolved);
  return withTimeZone(resolved, context.timeZone);
}

/** Window functions stand right below `over(…)`. */
function checkWindowFunctions(e: Expression): void {
  if (e.kind === "WindowFunction") throw windowWithoutOver(e);
  const inner = e.kind === "WindowExpression" ? children(e.windowFunction) : children(e);
  inner.forEach(checkWindowFunctions);
}

function visit(
  e: Expression,
  input: readonly AttributeReference[],
  context: AnalyzerContext,
  scope: LambdaScope = new Map(),
): Expression {
  const inner = (child: Expression): Expression => visit(child, input, context, scope);
  switch (e.kind) {
    case "UnresolvedSqlText":
      return inner(context.parseExpression(e.text));
    case "UnresolvedAttribute":
      return inner(parameterOf(e.parts, scope) ?? resolveName(e.parts, input, context));
    case "AttributeReference":
    case "UnresolvedStar":
    case "LambdaVariable":
      return e;
  }
  const withChildrenResolved =
    e.kind === "UnresolvedFunction" && takesLambda(e)
      ? resolveLambdas(
          e,
          inner,
          (body, parameters) => visit(body, input, context, new Map([...scope, ...parameters])),
          context,
        )
      : mapChildren(e, inner);
  const known = withSchema(withChildrenResolved, context);
  return withIdentity(resolveNode(withType(known, context), context.ansi), context);
}

function withType(e: Expression, context: AnalyzerContext): Expression {
  return (e.kind === "Cast" || e.kind === "ScalaUDF") && typeof e.dataType === "string"
    ? { ...e, dataType: context.parseDataType(e.dataType) }
    : e;
}

function withIdentity(e: Expression, context: AnalyzerContext): Expression {
  if (e.kind === "Alias" && e.exprId === NO_EXPR_ID) return { ...e, exprId: context.ids.next() };
  if (e.kind === "AggregateExpression" && e.resultId === NO_EXPR_ID) return { ...e, resultId: context.ids.next() };
  return e;
}

/** An item of a select list, with its name: a field that was reached by name is called as the field. */
export function resolveItem(e: Expression, input: readonly AttributeReference[], context: AnalyzerContext): Expression {
  const resolved = resolveExpression(e, input, context);
  const parsed = e.kind === "UnresolvedSqlText" ? context.parseExpression(e.text) : e;
  const isField = parsed.kind === "UnresolvedAttribute" && resolved.kind !== "AttributeReference";
  return isField ? alias(resolved, parsed.parts.at(-1)!, context.ids.next()) : resolved;
}

/** Gives an expression without a name the one that Spark gives it. */
export function ensureNamed(e: Expression, context: AnalyzerContext): NamedExpression {
  return isNamedExpression(e) ? e : alias(e, autoName(e), context.ids.next());
}
