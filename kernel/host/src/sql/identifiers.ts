import type {
  ErrorCapturingIdentifierContext,
  IdentifierContext,
  QualifiedNameContext,
} from "dt-sql-parser/dist/lib/spark/SparkSqlParser.js";
import { syntaxError } from "./syntax-error.js";

/** A name, without its backticks; a doubled backtick inside stands for one. */
export function identifierText(ctx: IdentifierContext): string {
  const text = ctx.getText();
  if (text.startsWith("`")) return unquoted(text);
  if (text.startsWith('"')) {
    // Spark takes "…" as a string unless spark.sql.ansi.doubleQuotedIdentifiers is on; the grammar takes it as either.
    const token = ctx.start!;
    const input = token.inputStream!;
    throw syntaxError(input.getText(0, input.size - 1), { line: token.line, position: token.column, offending: text });
  }
  return text;
}

/** Text without its backticks. */
export function unquoted(text: string): string {
  return text.startsWith("`") ? text.slice(1, -1).replaceAll("``", "`") : text;
}

export function errorCapturingText(ctx: ErrorCapturingIdentifierContext): string {
  return identifierText(ctx.identifier());
}

export function qualifiedNameParts(ctx: QualifiedNameContext): string[] {
  return ctx.identifier().map(identifierText);
}
