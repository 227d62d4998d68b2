import {
  caseWhen,
  not as notExpression,
  parseAttributeName,
  unresolvedAttribute,
  unresolvedFunction,
  unresolvedStar,
} from "../plans/expressions/index.js";
import { Column, type ColumnOrValue, exprOf } from "./column.js";
import { type LiteralValue, literalExpression } from "./lit.js";

/** A column, or the name of one: Spark's functions take both. */
export type ColumnOrName = Column | string;

const columnOf = (c: ColumnOrName): Column => (typeof c === "string" ? col(c) : c);
const call = (name: string, ...args: readonly ColumnOrName[]): Column =>
  new Column(
    unresolvedFunction(
      name,
      args.map((arg) => columnOf(arg).expr),
    ),
  );

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

// Aggregates

/**
 * Rows where the column is not null; `count("*")` or `count(lit(1))` counts all rows.
 * @example await df.agg(count("*").as("orders")).first(); // { orders: 4 }
 */
export function count(c: ColumnOrName): Column {
  return call("count", c);
}

/**
 * Distinct combinations of values without a null. Spark: `countDistinct`.
 * @example await df.agg(countDistinct("country").as("countries")).first(); // { countries: 3 }
 */
export function countDistinct(c: ColumnOrName, ...more: readonly ColumnOrName[]): Column {
  const args = [c, ...more].map((arg) => columnOf(arg).expr);
  return new Column(unresolvedFunction("count", args, { distinct: true }));
}

/**
 * Sum without nulls; null when there is no value. A long for whole numbers.
 * @throws SparkError ARITHMETIC_OVERFLOW past 64 bits.
 * @example await df.agg(sum("quantity").as("sold")).first(); // { sold: 11 }
 */
export function sum(c: ColumnOrName): Column {
  return call("sum", c);
}

/**
 * Mean without nulls: a double, or a decimal of decimals.
 * @example await df.agg(avg("quantity").as("mean")).first(); // { mean: 2.75 }
 */
export function avg(c: ColumnOrName): Column {
  return call("avg", c);
}

/** Same as {@link avg}. */
export function mean(c: ColumnOrName): Column {
  return avg(c);
}

/** Smallest value without nulls. */
export function min(c: ColumnOrName): Column {
  return call("min", c);
}

/** Largest value without nulls. */
export function max(c: ColumnOrName): Column {
  return call("max", c);
}

/**
 * Value of the first row met, which after a shuffle may be any; with `ignoreNulls` the first that is not null.
 * @example df.groupBy("country").agg(first("price"))
 */
export function first(c: ColumnOrName, ignoreNulls = false): Column {
  return new Column(unresolvedFunction("first", [columnOf(c).expr], { ignoreNulls }));
}

/** Value of the last row met; see {@link first}. */
export function last(c: ColumnOrName, ignoreNulls = false): Column {
  return new Column(unresolvedFunction("last", [columnOf(c).expr], { ignoreNulls }));
}

/**
 * All values without nulls as an array, in no promised order.
 * @example df.groupBy("country").agg(collect_list("id").as("ids"))
 */
export function collect_list(c: ColumnOrName): Column {
  return call("collect_list", c);
}

/**
 * The distinct values without nulls as an array, in no promised order.
 * @example df.agg(collect_set("country").as("countries"))
 */
export function collect_set(c: ColumnOrName): Column {
  return call("collect_set", c);
}

// Conditions

/**
 * The value where the condition holds, else null; go on with `.when(…)` and `.otherwise(…)`. Spark: `when`.
 *
 * @example
 * when(col("quantity").gt(3), "big").otherwise("small")
 */
export function when(condition: Column, value: ColumnOrValue): Column {
  return new Column(caseWhen([[condition.expr, exprOf(value)]]));
}

/** The first argument that is not null. @example df.select(coalesce(col("price"), lit(0)).as("price")) */
export function coalesce(...columns: readonly ColumnOrName[]): Column {
  return call("coalesce", ...columns);
}

/** True for null. */
export function isnull(c: ColumnOrName): Column {
  return columnOf(c).isNull();
}

/** True for the floating-point NaN. */
export function isnan(c: ColumnOrName): Column {
  return call("isnan", c);
}

/** The largest of the arguments; nulls are left out. @example df.select(greatest("id", "quantity")) */
export function greatest(...columns: readonly ColumnOrName[]): Column {
  return call("greatest", ...columns);
}

/** The smallest of the arguments; nulls are left out. */
export function least(...columns: readonly ColumnOrName[]): Column {
  return call("least", ...columns);
}

// Strings

/** In lower case. */
export function lower(c: ColumnOrName): Column {
  return call("lower", c);
}

/** In upper case. */
export function upper(c: ColumnOrName): Column {
  return call("upper", c);
}

/** Number of characters (code points). */
export function length(c: ColumnOrName): Column {
  return call("length", c);
}

/** Without spaces at both ends. */
export function trim(c: ColumnOrName): Column {
  return call("trim", c);
}

/** Without spaces at the start. */
export function ltrim(c: ColumnOrName): Column {
  return call("ltrim", c);
}

/** Without spaces at the end. */
export function rtrim(c: ColumnOrName): Column {
  return call("rtrim", c);
}

/** Strings (or arrays) joined; null if any is null. @example df.select(concat(lit("order-"), col("id")).as("name")) */
export function concat(...columns: readonly ColumnOrName[]): Column {
  return call("concat", ...columns);
}

/**
 * Strings joined with a separator between them; nulls are left out.
 * @example df.select(concat_ws("-", "country", "id").as("key"))
 */
export function concat_ws(separator: string, ...columns: readonly ColumnOrName[]): Column {
  return call("concat_ws", lit(separator), ...columns);
}

/**
 * `len` characters from position `pos`, which counts from 1, or from the end when negative.
 * @example df.select(substring("country", 1, 1))
 */
export function substring(c: ColumnOrName, pos: number, len: number): Column {
  return call("substring", c, lit(pos), lit(len));
}

/**
 * The parts between matches of a regular expression; a `limit` above 0 bounds their number.
 * @example await df.limit(1).select(split(lit("a,b"), ",").as("parts")).first(); // { parts: ["a", "b"] }
 */
export function split(c: ColumnOrName, pattern: string, limit = -1): Column {
  return call("split", c, lit(pattern), lit(limit));
}

/**
 * Every match of a regular expression replaced; `$1` in the replacement is the first group.
 * @example df.select(regexp_replace("country", "^U(.)", "$1"))
 */
export function regexp_replace(c: ColumnOrName, pattern: string, replacement: string): Column {
  return call("regexp_replace", c, lit(pattern), lit(replacement));
}

/**
 * The group of the first match of a regular expression, empty when nothing matches.
 * @example df.select(regexp_extract(lit("order-17"), "(\\d+)", 1).as("number"))
 */
export function regexp_extract(c: ColumnOrName, pattern: string, group: number): Column {
  return call("regexp_extract", c, lit(pattern), lit(group));
}

// Numbers

/** The absolute value. */
export function abs(c: ColumnOrName): Column {
  return call("abs", c);
}

/**
 * Rounded half up to `scale` decimals; a negative scale rounds to tens, hundreds, …
 * @example await df.limit(1).select(round(lit(2.345), 2).as("r")).first(); // { r: 2.35 }
 */
export function round(c: ColumnOrName, scale = 0): Column {
  return call("round", c, lit(scale));
}

/** The largest whole number not above: a long. */
export function floor(c: ColumnOrName): Column {
  return call("floor", c);
}

/** The smallest whole number not below: a long. */
export function ceil(c: ColumnOrName): Column {
  return call("ceil", c);
}

/** The square root, NaN of a negative number. */
export function sqrt(c: ColumnOrName): Column {
  return call("sqrt", c);
}

/** `base` to the power `exponent`. @example df.select(pow("quantity", 2)) */
export function pow(base: ColumnOrName, exponent: ColumnOrName | number): Column {
  return call("power", base, typeof exponent === "number" ? lit(exponent) : exponent);
}

/** e to the power of the value. */
export function exp(c: ColumnOrName): Column {
  return call("exp", c);
}

/** The natural logarithm, null of a number that is not positive. */
export function log(c: ColumnOrName): Column {
  return call("ln", c);
}

/**
 * The remainder that is never negative (for a positive divisor).
 * @example await df.limit(1).select(pmod(lit(-7), lit(3)).as("m")).first(); // { m: 2 }
 */
export function pmod(dividend: ColumnOrName, divisor: ColumnOrName): Column {
  return call("pmod", dividend, divisor);
}

// Dates and times (UTC)

/** The year of a date. */
export function year(c: ColumnOrName): Column {
  return call("year", c);
}

/** The month of a date, 1 … 12. */
export function month(c: ColumnOrName): Column {
  return call("month", c);
}

/** The day of the month, 1 … 31. */
export function dayofmonth(c: ColumnOrName): Column {
  return call("dayofmonth", c);
}

/** The day of the week, 1 is Sunday. */
export function dayofweek(c: ColumnOrName): Column {
  return call("dayofweek", c);
}

/** The hour of a timestamp, 0 … 23. */
export function hour(c: ColumnOrName): Column {
  return call("hour", c);
}

/** The minute of a timestamp. */
export function minute(c: ColumnOrName): Column {
  return call("minute", c);
}

/** The second of a timestamp. */
export function second(c: ColumnOrName): Column {
  return call("second", c);
}

/**
 * A text like `2024-01-15` as a date.
 * @throws SparkError CAST_INVALID_INPUT when it runs, under ANSI.
 * @example df.select(year(to_date(lit("2024-01-15"))))
 */
export function to_date(c: ColumnOrName): Column {
  return call("to_date", c);
}

/** A text like `2024-01-15 12:00:00` as a timestamp. @throws SparkError CAST_INVALID_INPUT when it runs, under ANSI. */
export function to_timestamp(c: ColumnOrName): Column {
  return call("to_timestamp", c);
}

/**
 * The date that many days later.
 * @example await df.limit(1).select(date_add(to_date(lit("2024-02-28")), 2).as("d")).first(); // { d: "2024-03-01" }
 */
export function date_add(start: ColumnOrName, days: ColumnOrName | number): Column {
  return call("date_add", start, typeof days === "number" ? lit(days) : days);
}

/** The date that many days earlier. */
export function date_sub(start: ColumnOrName, days: ColumnOrName | number): Column {
  return call("date_sub", start, typeof days === "number" ? lit(days) : days);
}

/**
 * Days from `start` to `end`.
 * @example orders.select(datediff(to_date(lit("2024-12-31")), col("order_date")).as("days"))
 */
export function datediff(end: ColumnOrName, start: ColumnOrName): Column {
  return call("datediff", end, start);
}

// Arrays, hashing, rows

/** An array of the columns' values. */
export function array(...columns: readonly ColumnOrName[]): Column {
  return call("array", ...columns);
}

/** The number of elements of an array or map. */
export function size(c: ColumnOrName): Column {
  return call("size", c);
}

/** True when the array holds the value. @example df.filter(array_contains(array("id", "quantity"), 3)) */
export function array_contains(c: ColumnOrName, value: ColumnOrValue): Column {
  return call("array_contains", c, new Column(exprOf(value)));
}

/**
 * One row for each element of an array; the column is called `col` unless named. At most one in a `select`.
 * @example await df.select("id", explode(array("id", "quantity")).as("number")).count(); // 8
 */
export function explode(c: ColumnOrName): Column {
  return call("explode", c);
}

/**
 * Spark's Murmur3 hash with seed 42: a 32-bit int, the one that hash partitioning takes modulo the partitions.
 * @example df.select("country", pmod(hash("country"), lit(200)).as("partition"))
 */
export function hash(...columns: readonly ColumnOrName[]): Column {
  return call("hash", ...columns);
}

/**
 * Unique, increasing, not consecutive: the partition in the upper 31 bits, the row's number in it below.
 * @example df.withColumn("row", monotonically_increasing_id())
 */
export function monotonically_increasing_id(): Column {
  return call("monotonically_increasing_id");
}

// Sort keys

/** Ascending, nulls first. */
export function asc(name: string): Column {
  return col(name).asc();
}

/** Descending, nulls last. @example df.orderBy(desc("price")) */
export function desc(name: string): Column {
  return col(name).desc();
}
