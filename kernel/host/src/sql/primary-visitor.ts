import { BooleanType, IntegerType, NullType, type ParsedExpression, StringType } from "@stageplay/core";
import type {
  ConstantContext,
  PrimaryExpressionContext,
  ValueExpressionContext,
} from "dt-sql-parser/dist/lib/spark/SparkSqlParser.js";
import { visitDataType } from "./data-type-visitor.js";
import { visitBoolean, visitExpression, visitValue } from "./expression-visitor.js";
import { errorCapturingText, identifierText, qualifiedNameParts } from "./identifiers.js";
import { visitInterval } from "./interval-visitor.js";
import { literal, numericLiteral, stringLiteral, typedLiteral } from "./literals.js";
import { visitNamedExpression } from "./named-expression-visitor.js";
import { call, operator } from "./tree.js";
import { unsupported } from "./unsupported.js";
import { visitWindow } from "./window-visitor.js";

/** A literal, a column, a call, CASE, CAST, a parenthesis: what operators work on. */
export function visitPrimary(ctx: PrimaryExpressionContext): ParsedExpression {
  const constant = ctx.constant();
  if (constant) return visitConstant(constant);
  const column = ctx.columnNamePath();
  if (column)
    return { node: "column", parts: column.multipartIdentifier().errorCapturingIdentifier().map(errorCapturingText) };
  if (ctx.query()) throw unsupported("a subquery", "Use a join, or spark.sql for the whole query.");
  if (ctx.ARROW()) {
    return { node: "lambda", params: ctx.identifier().map(identifierText), body: visitExpression(ctx.expression(0)!) };
  }
  if (ctx.functionName()) return visitFunctionCall(ctx);
  if (ctx.KW_CASE()) return visitCase(ctx);
  if (ctx.dataType()) return visitCast(ctx);
  if (ctx.ASTERISK())
    return { node: "star", qualifier: ctx.qualifiedName() ? qualifiedNameParts(ctx.qualifiedName()!) : [] };
  if (ctx._value && ctx._index) return call("getItem", visitPrimary(ctx._value), visitValue(ctx._index));
  if (ctx._base && ctx._fieldName) return visitDereference(visitPrimary(ctx._base), identifierText(ctx._fieldName));
  return visitKeywordCall(ctx) ?? visitParenthesis(ctx);
}

/** `a.b` is one name until the analyzer knows the columns; a field of anything else is getField. */
function visitDereference(base: ParsedExpression, field: string): ParsedExpression {
  return base.node === "column"
    ? { ...base, parts: [...base.parts, field] }
    : call("getField", base, literal(StringType, field));
}

function visitParenthesis(ctx: PrimaryExpressionContext): ParsedExpression {
  const row = ctx.namedExpression();
  if (ctx.KW_STRUCT() || row.length > 0) return call("struct", ...row.map(visitNamedExpression));
  const inner = ctx.expression(0);
  if (!inner || ctx.KW_IDENTIFIER()) throw unsupported(`'${ctx.getText()}'`, "Write it with functions of the DSL.");
  return visitExpression(inner);
}

function visitConstant(ctx: ConstantContext): ParsedExpression {
  const strings = stringTokens(ctx);
  const type = ctx.literalType();
  if (type) return typedLiteral(type.getText(), stringLiteral(strings).value as string);
  if (strings.length > 0) return stringLiteral(strings);
  if (ctx.number()) return numericLiteral(ctx.number()!.getText());
  if (ctx.KW_NULL()) return literal(NullType, null);
  if (ctx.booleanValue()) return literal(BooleanType, ctx.booleanValue()!.KW_TRUE() !== null);
  const interval = ctx.interval();
  if (interval) return visitInterval(interval);
  throw unsupported("a query parameter", "Put the value itself into the string.");
}

/** Strings in a row are one; two that touch are one with a quote inside: `'it''s'`. */
function stringTokens(ctx: ConstantContext): string[] {
  const tokens: string[] = [];
  let end = -1;
  for (const { start, stop } of ctx.stringLit()) {
    const text = start!.text!;
    const touches = start!.start === end + 1 && tokens.at(-1)?.at(-1) === text[0];
    if (touches) tokens.push(tokens.pop()! + text);
    else tokens.push(text);
    end = stop!.stop;
  }
  return tokens;
}

function visitFunctionCall(ctx: PrimaryExpressionContext): ParsedExpression {
  const window = ctx.windowSpec();
  if (window) return visitWindow(visitCall(ctx), window);
  return visitCall(ctx);
}

function visitCall(ctx: PrimaryExpressionContext): ParsedExpression {
  const named = ctx.functionArgument().find((argument) => argument.namedArgumentExpression());
  if (named) throw unsupported(`the named argument '${named.getText()}'`, "Pass arguments by position.");
  const name = functionName(ctx);
  const args = ctx.functionArgument().map((argument) => visitExpression(argument.expression()!));
  const distinct = {
    ...(ctx.setQuantifier()?.KW_DISTINCT() ? { distinct: true } : {}),
    ...(ctx._where ? { filter: visitBoolean(ctx._where) } : {}),
  };
  const [first] = args;
  // Spark's parser itself reads count(*) as count(1).
  if (name === "count" && args.length === 1 && first?.node === "star" && first.qualifier.length === 0) {
    return { node: "call", name, args: [literal(IntegerType, 1)], ...distinct };
  }
  return { node: "call", name, args: ctx._nullsOption ? withNulls(ctx, args) : args, ...distinct };
}

/** `first(x) IGNORE NULLS` is first(x, true); RESPECT NULLS is the default. */
function withNulls(ctx: PrimaryExpressionContext, args: readonly ParsedExpression[]): readonly ParsedExpression[] {
  return ctx.KW_IGNORE() ? [...args, literal(BooleanType, true)] : args;
}

/** Function names know no case; Spark's own are camelCase nowhere in SQL. */
function functionName(ctx: PrimaryExpressionContext): string {
  const qualified = ctx.functionName()!.qualifiedName();
  const parts = qualified ? qualifiedNameParts(qualified) : [ctx.functionName()!.getText()];
  return parts.join(".").toLowerCase();
}

function visitCase(ctx: PrimaryExpressionContext): ParsedExpression {
  // `CASE key WHEN value` compares; the key is the expression that is not the ELSE.
  const key = ctx.expression().find((expression) => expression !== ctx._elseExpression);
  const branches = ctx.whenClause().map((when): readonly [ParsedExpression, ParsedExpression] => {
    const condition = visitExpression(when._condition!);
    return [key ? operator("=", visitExpression(key), condition) : condition, visitExpression(when._result!)];
  });
  const otherwise = ctx._elseExpression;
  return otherwise ? { node: "case", branches, otherwise: visitExpression(otherwise) } : { node: "case", branches };
}

function visitCast(ctx: PrimaryExpressionContext): ParsedExpression {
  const isTry = ctx.KW_TRY_CAST() !== null;
  const child = visitExpression(ctx.expression(0)!);
  return { node: "cast", child, dataType: visitDataType(ctx.dataType()!), ...(isTry ? { isTry } : {}) };
}

/** The functions that have words of their own between their arguments. */
function visitKeywordCall(ctx: PrimaryExpressionContext): ParsedExpression | undefined {
  const value = (operand: ValueExpressionContext | undefined) => (operand ? [visitValue(operand)] : []);
  const aggregate = ctx.KW_FIRST() ?? ctx.KW_LAST() ?? ctx.KW_ANY_VALUE();
  if (aggregate)
    return call(aggregate.getText().toLowerCase(), ...withNulls(ctx, [visitExpression(ctx.expression(0)!)]));
  if (ctx.KW_POSITION()) return call("locate", ...value(ctx._substr), ...value(ctx._str));
  if (ctx.KW_EXTRACT()) return call("extract", literal(StringType, identifierText(ctx._field!)), ...value(ctx._source));
  if (ctx.KW_SUBSTR() || ctx.KW_SUBSTRING()) {
    return call("substring", ...value(ctx._str), ...value(ctx._pos), ...value(ctx._len));
  }
  if (ctx.KW_TRIM()) {
    const name = ctx.KW_LEADING() ? "ltrim" : ctx.KW_TRAILING() ? "rtrim" : "trim";
    return call(name, ...value(ctx._trimStr), ...value(ctx._srcStr));
  }
  if (ctx.KW_OVERLAY()) {
    return call(
      "overlay",
      ...value(ctx._input),
      ...value(ctx._replace),
      ...value(ctx._position),
      ...value(ctx._length),
    );
  }
  if (ctx._percentage) throw unsupported("WITHIN GROUP", "Use percentile_approx(x, 0.5).");
  if (ctx._invalidUnit) {
    throw unsupported(
      `a quoted unit in ${ctx._name!.text}`,
      `Write the unit without quotes: ${ctx._name!.text}(DAY, …).`,
    );
  }
  if (ctx._unit) {
    const name = ctx._unitsAmount ? "timestampadd" : "timestampdiff";
    const unit = literal(StringType, ctx._unit.getText().toUpperCase());
    return call(
      name,
      unit,
      ...value(ctx._unitsAmount),
      ...value(ctx._timestamp),
      ...value(ctx._startTimestamp),
      ...value(ctx._endTimestamp),
    );
  }
  if (ctx.KW_CURRENT_DATE() || ctx.KW_CURRENT_TIMESTAMP()) return call(ctx._name!.text!.toLowerCase());
  // `user` and its kin name a column first; only without one are they functions.
  return ctx._name ? { node: "column", parts: [ctx._name.text!] } : undefined;
}
