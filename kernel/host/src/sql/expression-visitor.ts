import type { ParsedExpression } from "@stageplay/core";
import { BooleanType, StringType } from "@stageplay/core";
import type {
  BooleanExpressionContext,
  ExpressionContext,
  PredicateContext,
  ValueExpressionContext,
} from "dt-sql-parser/dist/lib/spark/SparkSqlParser.js";
import { literal, numericLiteral, stringValue } from "./literals.js";
import { visitPrimary } from "./primary-visitor.js";
import { operator } from "./tree.js";
import { unsupported } from "./unsupported.js";

/** ANTLR's tree of an expression turned into the neutral tree of the port. */
export function visitExpression(ctx: ExpressionContext): ParsedExpression {
  return visitBoolean(ctx.booleanExpression());
}

export function visitBoolean(ctx: BooleanExpressionContext): ParsedExpression {
  const [left, right] = ctx.booleanExpression();
  if (ctx.query()) throw unsupported("a subquery", "Use a join, or spark.sql for the whole query.");
  if ((ctx.KW_NOT() || ctx.NOT()) && left) return operator("not", visitBoolean(left));
  if (left && right) return operator(ctx.KW_AND() ? "and" : "or", visitBoolean(left), visitBoolean(right));
  const value = visitValue(ctx.valueExpression()!);
  const predicate = ctx.predicate();
  return predicate ? visitPredicate(value, predicate) : value;
}

function visitPredicate(value: ParsedExpression, ctx: PredicateContext): ParsedExpression {
  const positive = positivePredicate(value, ctx);
  return ctx.KW_NOT() ? negated(positive) : positive;
}

/** `is not null` is Spark's isnotnull; every other negation wraps the predicate. */
function negated(predicate: ParsedExpression): ParsedExpression {
  const isNull = predicate.node === "operator" && predicate.op === "isnull";
  return isNull ? { ...predicate, op: "isnotnull" } : operator("not", predicate);
}

function positivePredicate(value: ParsedExpression, ctx: PredicateContext): ParsedExpression {
  if (ctx.query()) throw unsupported("a subquery", "Use a left semi join, or spark.sql for the whole query.");
  const expressions = ctx.expression().map(visitExpression);
  if (ctx.KW_BETWEEN()) return operator("between", value, visitValue(ctx._lower!), visitValue(ctx._upper!));
  if (ctx.KW_IN()) return operator("in", value, ...expressions);
  if (ctx.KW_RLIKE() || ctx.KW_REGEXP()) return operator("rlike", value, visitValue(ctx._pattern!));
  if (ctx.KW_LIKE() || ctx.KW_ILIKE()) return visitLike(value, expressions, ctx);
  if (ctx.KW_DISTINCT()) return operator("not", operator("<=>", value, visitValue(ctx._right!)));
  if (ctx.KW_TRUE() || ctx.KW_FALSE()) return operator("<=>", value, literal(BooleanType, ctx.KW_TRUE() !== null));
  return operator("isnull", value); // IS NULL, and IS UNKNOWN, which is the same of a boolean
}

function visitLike(
  value: ParsedExpression,
  patterns: readonly ParsedExpression[],
  ctx: PredicateContext,
): ParsedExpression {
  const like = (...args: ParsedExpression[]): ParsedExpression =>
    ctx.KW_LIKE() ? operator("like", ...args) : { node: "call", name: "ilike", args };
  if (ctx._quantifier) {
    const all = ctx.KW_ALL() !== null;
    const likes = patterns.map((pattern) => like(value, pattern));
    if (likes.length === 0) throw unsupported("LIKE ANY () without a pattern", "Give at least one pattern.");
    return likes.reduce((left, right) => operator(all ? "and" : "or", left, right));
  }
  const pattern = visitValue(ctx._pattern!);
  const escapeChar = ctx._escapeChar;
  return escapeChar
    ? like(value, pattern, literal(StringType, stringValue(escapeChar.getText())))
    : like(value, pattern);
}

export function visitValue(ctx: ValueExpressionContext): ParsedExpression {
  const primary = ctx.primaryExpression();
  if (primary) return visitPrimary(primary);
  const [left, right] = ctx.valueExpression();
  const symbol = ctx.comparisonOperator()?.getText() ?? ctx._operator!.text!;
  if (!right) return unary(symbol, left!);
  if (ctx.KW_DIV()) return { node: "call", name: "div", args: [visitValue(left!), visitValue(right)] };
  return operator(COMPARISONS[symbol] ?? symbol, visitValue(left!), visitValue(right));
}

const COMPARISONS: Readonly<Record<string, string>> = { "==": "=", "<>": "!=" };

/** A minus right before a number belongs to the literal, so that -2147483648 is an int. */
function unary(symbol: string, operand: ValueExpressionContext): ParsedExpression {
  const number = operand.primaryExpression()?.constant()?.number();
  if (symbol === "-" && number) return numericLiteral(`-${number.getText()}`);
  return operator(symbol, visitValue(operand));
}
