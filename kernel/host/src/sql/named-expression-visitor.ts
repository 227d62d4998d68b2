import { type ParsedExpression, StringType } from "@stageplay/core";
import type { NamedExpressionContext } from "dt-sql-parser/dist/lib/spark/SparkSqlParser.js";
import { visitExpression } from "./expression-visitor.js";
import { errorCapturingText, qualifiedNameParts } from "./identifiers.js";
import { literal, stringValue } from "./literals.js";
import { unsupported } from "./unsupported.js";

/** An expression with an optional alias, as it stands inside `struct(a, b AS c)`. */
export function visitNamedExpression(ctx: NamedExpressionContext): ParsedExpression {
  const child = unnamed(ctx);
  const alias = ctx.errorCapturingIdentifier();
  if (ctx.identifierList()) throw unsupported("more than one alias", "Give one alias.");
  return alias ? { node: "alias", child, name: errorCapturingText(alias) } : child;
}

function unnamed(ctx: NamedExpressionContext): ParsedExpression {
  const star = ctx.tableAllColumns();
  if (star) return { node: "star", qualifier: star.qualifiedName().flatMap(qualifiedNameParts) };
  const name = ctx.selectLiteralColumnName();
  if (!name) return visitExpression(ctx.selectExpressionColumnName()!.expression());
  // The grammar takes a lone "…" for a name; in Spark it is a string.
  if (name.getText().startsWith('"')) return literal(StringType, stringValue(name.getText()));
  const parts = name.columnName().multipartIdentifierAllowEmpty()?.multipartIdentifier();
  if (!parts) throw unsupported(`'${name.getText()}'`, "Write a plain column name.");
  return { node: "column", parts: parts.errorCapturingIdentifier().map(errorCapturingText) };
}
