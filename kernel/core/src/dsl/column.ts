import { SparkError } from "../errors/spark-error.js";
import {
  alias,
  and,
  arithmetic,
  caseWhen,
  cast,
  comparison,
  type Expression,
  equalTo,
  inList,
  isNotNull,
  isNull,
  not,
  or,
  prettyName,
  sortOrder,
  unaryMinus,
  unresolvedFunction,
} from "../plans/expressions/index.js";
import type { DataType } from "../types/data-type.js";
import { parseSimpleType } from "../types/type-parse.js";
import { type LiteralValue, literalExpression } from "./lit.js";
import type { WindowSpec } from "./window.js";

/** A column, or a constant that stands for `lit(constant)`. */
export type ColumnOrValue = Column | LiteralValue;

/**
 * A column of a DataFrame, or anything computed from columns; Spark's `Column`, with operators as methods. A column is only
 * a description: nothing runs before an action.
 *
 * Made by `col("name")`, `df.col("name")`, `lit(1)`, `expr("a + 1")` and by the methods of other columns.
 *
 * @example
 * df.filter(col("price").gt(90).and(col("country").isin("US", "DE")))
 *   .select(col("price").multiply(col("quantity")).as("revenue"));
 */
export class Column {
  /** The expression that this column stands for; for Stageplay's own use. */
  readonly expr: Expression;

  constructor(expr: Expression) {
    this.expr = expr;
  }

  /** Equal, null if either side is null. Spark: `===`. @example df.filter(col("country").equalTo("US")) */
  equalTo(other: ColumnOrValue): Column {
    return new Column(equalTo(this.expr, exprOf(other)));
  }

  /** Short for {@link Column.equalTo}. */
  eq(other: ColumnOrValue): Column {
    return this.equalTo(other);
  }

  /** Not equal, null if either side is null. Spark: `=!=`. */
  notEqual(other: ColumnOrValue): Column {
    return new Column(not(equalTo(this.expr, exprOf(other))));
  }

  /**
   * Equal, where null equals null and nothing else. Spark: `<=>`.
   * @example df.filter(col("country").eqNullSafe(null))
   */
  eqNullSafe(other: ColumnOrValue): Column {
    return new Column(comparison("<=>", this.expr, exprOf(other)));
  }

  /** Greater than. Spark: `>`. */
  gt(other: ColumnOrValue): Column {
    return new Column(comparison(">", this.expr, exprOf(other)));
  }

  /** Greater than or equal. Spark: `>=`. */
  geq(other: ColumnOrValue): Column {
    return new Column(comparison(">=", this.expr, exprOf(other)));
  }

  /** Less than. Spark: `<`. */
  lt(other: ColumnOrValue): Column {
    return new Column(comparison("<", this.expr, exprOf(other)));
  }

  /** Less than or equal. Spark: `<=`. */
  leq(other: ColumnOrValue): Column {
    return new Column(comparison("<=", this.expr, exprOf(other)));
  }

  /** Sum. Spark: `+`. @throws SparkError ARITHMETIC_OVERFLOW when it runs, under ANSI. */
  plus(other: ColumnOrValue): Column {
    return new Column(arithmetic("+", this.expr, exprOf(other)));
  }

  /** Difference. Spark: `-`. */
  minus(other: ColumnOrValue): Column {
    return new Column(arithmetic("-", this.expr, exprOf(other)));
  }

  /** Product. Spark: `*`. */
  multiply(other: ColumnOrValue): Column {
    return new Column(arithmetic("*", this.expr, exprOf(other)));
  }

  /**
   * Quotient: a double, also of two whole numbers. Spark: `/`.
   * @throws SparkError DIVIDE_BY_ZERO when it runs, under ANSI.
   * @example df.select(col("price").divide(col("quantity")).as("each"))
   */
  divide(other: ColumnOrValue): Column {
    return new Column(arithmetic("/", this.expr, exprOf(other)));
  }

  /** Remainder with the sign of this column. Spark: `%`. @throws SparkError DIVIDE_BY_ZERO when it runs, under ANSI. */
  mod(other: ColumnOrValue): Column {
    return new Column(arithmetic("%", this.expr, exprOf(other)));
  }

  /** The negative value. Spark: unary `-`. */
  negate(): Column {
    return new Column(unaryMinus(this.expr));
  }

  /** Both are true. Spark: `&&`. */
  and(other: ColumnOrValue): Column {
    return new Column(and(this.expr, exprOf(other)));
  }

  /** At least one is true. Spark: `||`. */
  or(other: ColumnOrValue): Column {
    return new Column(or(this.expr, exprOf(other)));
  }

  /** True for null. */
  isNull(): Column {
    return new Column(isNull(this.expr));
  }

  /** True for anything but null. */
  isNotNull(): Column {
    return new Column(isNotNull(this.expr));
  }

  /** True for the floating-point NaN. */
  isNaN(): Column {
    return this.#call("isnan");
  }

  /** Equal to one of the values. @example col("country").isin("US", "DE") */
  isin(...list: readonly ColumnOrValue[]): Column {
    return new Column(inList(this.expr, list.map(exprOf)));
  }

  /** At least `lower` and at most `upper`. @example df.filter(col("price").between(10, 100)) */
  between(lower: ColumnOrValue, upper: ColumnOrValue): Column {
    return this.geq(lower).and(this.leq(upper));
  }

  /** SQL's LIKE: `%` is any text, `_` any one character. @example df.filter(col("country").like("U%")) */
  like(pattern: string): Column {
    return this.#call("like", pattern);
  }

  /** {@link Column.like} without regard to case. */
  ilike(pattern: string): Column {
    return this.#call("ilike", pattern);
  }

  /** A part of the text matches the regular expression. @example df.filter(col("country").rlike("^(US|DE)$")) */
  rlike(pattern: string): Column {
    return this.#call("rlike", pattern);
  }

  /** The text contains the other. */
  contains(other: ColumnOrValue): Column {
    return this.#call("contains", other);
  }

  /** The text starts with the other. */
  startsWith(other: ColumnOrValue): Column {
    return this.#call("startswith", other);
  }

  /** The text ends with the other. */
  endsWith(other: ColumnOrValue): Column {
    return this.#call("endswith", other);
  }

  /** `length` characters from position `start`, which counts from 1. @example df.select(col("country").substr(1, 1)) */
  substr(start: ColumnOrValue, length: ColumnOrValue): Column {
    return this.#call("substring", start, length);
  }

  /**
   * The value as another type, given as a type or by its SQL name.
   *
   * @example
   * col("price").cast("decimal(10,2)")
   * @throws SparkError CAST_INVALID_INPUT when it runs, for text that is no such value, under ANSI.
   */
  cast(to: DataType | string): Column {
    return new Column(cast(this.expr, typeof to === "string" ? (parseSimpleType(to) ?? to) : to));
  }

  /** Like {@link Column.cast}, with null for what cannot be cast. @example df.select(col("country").try_cast("int")) */
  try_cast(to: DataType | string): Column {
    const type = typeof to === "string" ? (parseSimpleType(to) ?? to) : to;
    return new Column({ ...cast(this.expr, type), isTry: true });
  }

  /** The bits that both have. */
  bitwiseAND(other: ColumnOrValue): Column {
    return this.#call("&", other);
  }

  /** The bits that either has. */
  bitwiseOR(other: ColumnOrValue): Column {
    return this.#call("|", other);
  }

  /** The bits that one of them has. */
  bitwiseXOR(other: ColumnOrValue): Column {
    return this.#call("^", other);
  }

  /** Gives the column a name. @example df.select(col("price").multiply(2).as("double")).columns; // ["double"] */
  as(name: string): Column {
    return new Column(alias(this.expr, name));
  }

  /** Same as {@link Column.as}. */
  alias(name: string): Column {
    return this.as(name);
  }

  /** Same as {@link Column.as}. */
  name(name: string): Column {
    return this.as(name);
  }

  /** Sort key: ascending, nulls first. @example df.orderBy(col("country").asc(), col("price").desc()) */
  asc(): Column {
    return new Column(sortOrder(this.expr));
  }

  asc_nulls_first(): Column {
    return this.asc();
  }

  asc_nulls_last(): Column {
    return new Column(sortOrder(this.expr, true, false));
  }

  /** Sort key: descending, nulls last. @example df.orderBy(col("price").desc()) */
  desc(): Column {
    return new Column(sortOrder(this.expr, false));
  }

  desc_nulls_first(): Column {
    return new Column(sortOrder(this.expr, false, true));
  }

  desc_nulls_last(): Column {
    return this.desc();
  }

  /**
   * Another branch of a conditional that `when` started.
   * @throws SparkError INVALID_WHEN_USAGE on any other column, or after `otherwise`.
   * @example when(col("price").gt(100), "high").when(col("price").gt(50), "middle").otherwise("low")
   */
  when(condition: Column, value: ColumnOrValue): Column {
    const { conditions, values } = this.#openCase("when");
    const branches = conditions.map((c, i) => [c, values[i]!] as const);
    return new Column(caseWhen([...branches, [condition.expr, exprOf(value)]]));
  }

  /** The value when no branch holds; null without it. @throws SparkError INVALID_WHEN_USAGE as {@link Column.when}. */
  otherwise(value: ColumnOrValue): Column {
    return new Column({ ...this.#openCase("otherwise"), otherwise: exprOf(value) });
  }

  /**
   * The function over a window: one value for each row, none is lost. Needs the rows of a partition in one task, sorted: a shuffle
   * and a sort.
   * @throws AnalysisException UNSUPPORTED_EXPR_FOR_WINDOW when the column is neither an aggregate nor a window function
   * @example df.withColumn("rank", row_number().over(Window.partitionBy("country").orderBy(desc("price"))))
   */
  over(window: WindowSpec): Column {
    const { partitionSpec, orderSpec, frame } = window;
    return new Column({ kind: "WindowExpression", windowFunction: this.expr, partitionSpec, orderSpec, frame });
  }

  /** A field of a struct by its name. */
  getField(name: string): Column {
    return this.getItem(name);
  }

  /**
   * An element: of an array by its position from 0, of a map by its key, of a struct by its name.
   * @example df.select(split(lit("a,b"), ",").getItem(0))
   */
  getItem(key: ColumnOrValue): Column {
    return new Column({ kind: "UnresolvedExtractValue", child: this.expr, extraction: exprOf(key) });
  }

  /** The column as its name in a result would be, e.g. `(a + 1)`. */
  toString(): string {
    return prettyName(this.expr);
  }

  #call(name: string, ...args: readonly ColumnOrValue[]): Column {
    return new Column(unresolvedFunction(name, [this.expr, ...args.map(exprOf)]));
  }

  #openCase(method: string): Extract<Expression, { kind: "CaseWhen" }> {
    if (this.expr.kind === "CaseWhen" && this.expr.otherwise === undefined) return this.expr;
    throw new SparkError({
      condition: "INVALID_WHEN_USAGE",
      message: `${method}() can only be applied on a Column previously generated by when(), and not after otherwise().`,
      nextStep: "Write when(condition, value).when(condition, value).otherwise(value).",
    });
  }
}

/** The expression of a column, or of the constant that stands for `lit(constant)`. */
export function exprOf(value: ColumnOrValue): Expression {
  return value instanceof Column ? value.expr : literalExpression(value);
}
