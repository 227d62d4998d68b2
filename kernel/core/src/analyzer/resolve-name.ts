import { type AttributeReference, type Expression, stringLiteral } from "../plans/expressions/index.js";
import { ambiguousReference, unresolvedColumn } from "./analysis-errors.js";
import { type AnalyzerContext, sameName } from "./analyzer-context.js";

/**
 * The column that a name means: `name`, `qualifier.name`, and either with struct fields after it.
 *
 * @throws AnalysisException UNRESOLVED_COLUMN.* when there is none, AMBIGUOUS_REFERENCE when there are several.
 */
export function resolveName(
  parts: readonly string[],
  input: readonly AttributeReference[],
  context: AnalyzerContext,
): Expression {
  const found = lookUp(parts, input, context);
  if (found === undefined) throw unresolvedColumn(parts, input);
  return found;
}

/** Like {@link resolveName}, but undefined when no input has the name. */
export function lookUp(
  parts: readonly string[],
  input: readonly AttributeReference[],
  context: AnalyzerContext,
): Expression | undefined {
  const qualified = input.filter((a) => isQualifiedBy(a, parts, context));
  const direct = qualified.length > 0 ? [] : input.filter((a) => sameName(a.name, parts[0]!, context));
  const [matches, used] = qualified.length > 0 ? [qualified, qualified[0]!.qualifier.length + 1] : [direct, 1];
  const distinct = matches.filter((a, i) => matches.findIndex((b) => b.exprId === a.exprId) === i);
  if (distinct.length === 0) return undefined;
  if (distinct.length > 1) throw ambiguousReference(parts, distinct);
  return parts
    .slice(used)
    .reduce<Expression>(
      (child, field) => ({ kind: "UnresolvedExtractValue", child, extraction: stringLiteral(field) }),
      distinct[0]!,
    );
}

function isQualifiedBy(a: AttributeReference, parts: readonly string[], context: AnalyzerContext): boolean {
  const names = [...a.qualifier, a.name];
  return (
    names.length > 1 && names.length <= parts.length && names.every((name, i) => sameName(name, parts[i]!, context))
  );
}
