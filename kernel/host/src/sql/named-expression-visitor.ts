import { BooleanType, NullType, type ParsedExpression, StringType } from "@stageplay/core";
import type { NamedExpressionContext } from "dt-sql-parser/dist/lib/spark/SparkSqlParser.js";
import { visitExpression } from "./expression-visitor.js";
import { errorCapturingText, qualifiedNameParts } from "./identifiers.js";
import { literal, stringValue } from "./literals.js";
import { call } from "./tree.js";
import { unsupported } from "./unsupported.js";

/** An expression with an optional alias, as it stands inside `struct(a, b AS c)`. */
export function visitNamedExpression(ctx: NamedExpressionContext): ParsedExpression {
  const child = unnamed(ctx);
  const alias = ctx.errorCapturingIdentifier();
  if (ctx.identifierList()) return visitCall(ctx, child);
  return alias ? { node: "alias", child, name: errorCapturingText(alias) } : child;
}

/** The grammar reads `sum(x)` in a select list as a column `sum` with an alias `(x)`. */
function visitCall(ctx: NamedExpressionContext, name: ParsedExpression): ParsedExpression {
  if (ctx.KW_AS() || name.node !== "column") throw unsupported("more than one alias", "Give one alias.");
  const args = ctx.identifierList()!.identifierSeq().errorCapturingIdentifier();
  return call(
    name.parts.join(".").toLowerCase(),
    ...args.map((arg): ParsedExpression => ({ node: "column", parts: [errorCapturingText(arg)] })),
  );
}

/** Constants that the grammar takes for names. */
const KEYWORDS: Readonly<Record<string, ParsedExpression>> = {
  null: literal(NullType, null),
  true: literal(BooleanType, true),
  false: literal(BooleanType, false),
};

function unnamed(ctx: NamedExpressionContext): ParsedExpression {
  const star = ctx.tableAllColumns();
  if (star) return { node: "star", qualifier: star.qualifiedName().flatMap(qualifiedNameParts) };
  const name = ctx.selectLiteralColumnName();
  if (!name) return visitExpression(ctx.selectExpressionColumnName()!.expression());
  // The grammar takes a lone "…" for a name; in Spark it is a string.
  const keyword = KEYWORDS[name.getText().toLowerCase()];
  if (keyword) return keyword;
  if (name.getText().startsWith('"')) return literal(StringType, stringValue(name.getText()));
  const parts = name.columnName().multipartIdentifierAllowEmpty()?.multipartIdentifier();
  if (!parts) throw unsupported(`'${name.getText()}'`, "Write a plain column name.");
  return { node: "column", parts: parts.errorCapturingIdentifier().map(errorCapturingText) };
}
