import type { AttributeReference, Expression } from "../plans/expressions/index.js";
import { unresolvedColumn } from "./analysis-errors.js";
import { type AnalyzerContext, sameName } from "./analyzer-context.js";

/** Replaces `*` and `o.*` in a select list by the columns they stand for. SQL text is parsed first: it may be a star. */
export function expandStars(
  list: readonly Expression[],
  input: readonly AttributeReference[],
  context: AnalyzerContext,
): readonly Expression[] {
  return list.flatMap((item): readonly Expression[] => {
    const e = item.kind === "UnresolvedSqlText" ? context.parseExpression(item.text) : item;
    if (e.kind !== "UnresolvedStar") return [e];
    if (e.qualifier.length === 0) return input;
    const qualifier = e.qualifier;
    const columns = input.filter(
      (a) =>
        a.qualifier.length === qualifier.length &&
        a.qualifier.every((part, i) => sameName(part, qualifier[i]!, context)),
    );
    if (columns.length === 0) throw unresolvedColumn([...qualifier, "*"], input);
    return columns;
  });
}
