import {
  not as notExpression,
  parseAttributeName,
  unresolvedAttribute,
  unresolvedStar,
} from "../../plans/expressions/index.js";
import { Column } from "../column.js";
import { type LiteralValue, literalExpression } from "../lit.js";

/**
 * The column of a name. A dot reaches into a relation or a struct (`"o.country"`), backticks keep a dot in the name, `"*"`
 * is all columns. Spark: `col`.
 *
 * @throws AnalysisException INVALID_ATTRIBUTE_NAME_SYNTAX at once; UNRESOLVED_COLUMN.WITH_SUGGESTION when a DataFrame uses it.
 * @example df.select(col("country"), col("price").plus(1))
 */
export function col(name: string): Column {
  if (name === "*") return new Column(unresolvedStar());
  if (name.endsWith(".*")) return new Column(unresolvedStar(parseAttributeName(name.slice(0, -2))));
  return new Column(unresolvedAttribute(...parseAttributeName(name)));
}

/** Same as {@link col}. */
export function column(name: string): Column {
  return col(name);
}

/**
 * A constant: whole numbers are int (long past 32 bits), other numbers double, bigint long, a Date timestamp. Note that
 * JavaScript writes 2.0 as 2: use `lit(2).cast("double")` where the type matters. Spark: `lit`, `typedLit`.
 * @example df.withColumn("currency", lit("EUR"))
 */
export function lit(value: LiteralValue | Column): Column {
  return value instanceof Column ? value : new Column(literalExpression(value));
}

/**
 * A SQL expression. Spark: `expr`.
 *
 * @example
 * df.select(expr("price * quantity AS revenue"))
 * @throws SparkError PARSE_SYNTAX_ERROR when a DataFrame uses it.
 */
export function expr(text: string): Column {
  return new Column({ kind: "UnresolvedSqlText", text });
}

/** Logical NOT; null stays null. Spark: `not`, `!`. @example df.filter(not(col("country").isin("US", "DE"))) */
export function not(condition: Column): Column {
  return new Column(notExpression(condition.expr));
}
