import { unresolvedFunction } from "../../plans/expressions/index.js";
import { Column } from "../column.js";
import { type ColumnOrName, call, columnOf } from "./call.js";
import { lit } from "./column.js";

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

/** The standard deviation of a sample; null for fewer than two values. @example df.agg(stddev("price").as("spread")) */
export function stddev(c: ColumnOrName): Column {
  return call("stddev", c);
}

/** Same as {@link stddev}. */
export function stddev_samp(c: ColumnOrName): Column {
  return call("stddev_samp", c);
}

/** The standard deviation of all values there are. @example df.agg(stddev_pop("price").as("spread")) */
export function stddev_pop(c: ColumnOrName): Column {
  return call("stddev_pop", c);
}

/** The variance of a sample; null for fewer than two values. @example df.agg(variance("price").as("v")) */
export function variance(c: ColumnOrName): Column {
  return call("variance", c);
}

/** Same as {@link variance}. */
export function var_samp(c: ColumnOrName): Column {
  return call("var_samp", c);
}

/** The variance of all values there are. @example await df.agg(var_pop("id").as("v")).first(); // { v: 1.25 } */
export function var_pop(c: ColumnOrName): Column {
  return call("var_pop", c);
}

/** Inside `rollup` or `cube`: the number of the row's grouping set, 0 for all keys. @example df.rollup("country").agg(grouping_id().as("set")) */
export function grouping_id(): Column {
  return call("grouping_id");
}

/** Inside `rollup` or `cube`: 1 where the key is left out, else 0. @example df.rollup("country").agg(grouping("country").as("total")) */
export function grouping(c: ColumnOrName): Column {
  return call("grouping", c);
}

/** Rows for which the condition is true. @example await df.agg(count_if(col("quantity").gt(2)).as("n")).first(); // { n: 2 } */
export function count_if(condition: ColumnOrName): Column {
  return call("count_if", condition);
}

/** Some value, of any row. */
export function any_value(c: ColumnOrName): Column {
  return call("any_value", c);
}

/** True when all values are true. */
export function bool_and(c: ColumnOrName): Column {
  return call("bool_and", c);
}

/** True when a value is true. */
export function bool_or(c: ColumnOrName): Column {
  return call("bool_or", c);
}

/** The value of the row where another column is largest. @example df.groupBy("country").agg(max_by("id", "price")) */
export function max_by(c: ColumnOrName, by: ColumnOrName): Column {
  return call("max_by", c, by);
}

/** The value of the row where another column is smallest. */
export function min_by(c: ColumnOrName, by: ColumnOrName): Column {
  return call("min_by", c, by);
}

/** The most frequent value. */
export function mode(c: ColumnOrName): Column {
  return call("mode", c);
}

/** The exact median. @example await df.agg(median("id").as("m")).first(); // { m: 2.5 } */
export function median(c: ColumnOrName): Column {
  return call("median", c);
}

const percentages = (p: number | readonly number[]): Column =>
  typeof p === "number" ? lit(p) : call("array", ...p.map((part) => lit(part)));

/** The exact percentile, interpolated between values. @example df.agg(percentile("price", [0.25, 0.75])) */
export function percentile(c: ColumnOrName, percentage: number | readonly number[]): Column {
  return call("percentile", c, percentages(percentage));
}

/** Values at parts of the sorted ones, exact up to 1 / accuracy of the count. @example df.agg(percentile_approx("price", 0.5)) */
export function percentile_approx(c: ColumnOrName, percentage: number | readonly number[], accuracy = 10_000): Column {
  return call("percentile_approx", c, percentages(percentage), lit(accuracy));
}

/** About how many distinct values there are (HyperLogLog++), up to a relative error. @example df.agg(approx_count_distinct("country")) */
export function approx_count_distinct(c: ColumnOrName, relativeError = 0.05): Column {
  return call("approx_count_distinct", c, lit(relativeError));
}

/** The correlation of two columns, −1 … 1. */
export function corr(x: ColumnOrName, y: ColumnOrName): Column {
  return call("corr", x, y);
}

/** The covariance of a sample. */
export function covar_samp(x: ColumnOrName, y: ColumnOrName): Column {
  return call("covar_samp", x, y);
}

/** The covariance of all rows there are. */
export function covar_pop(x: ColumnOrName, y: ColumnOrName): Column {
  return call("covar_pop", x, y);
}

/** How lopsided the values are. */
export function skewness(c: ColumnOrName): Column {
  return call("skewness", c);
}

/** How heavy the ends of the distribution are. */
export function kurtosis(c: ColumnOrName): Column {
  return call("kurtosis", c);
}

/** The product of all values. */
export function product(c: ColumnOrName): Column {
  return call("product", c);
}

/** Sum without repeated values. */
export function sum_distinct(c: ColumnOrName): Column {
  return new Column(unresolvedFunction("sum", [columnOf(c).expr], { distinct: true }));
}

/** Sum that is null once it overflows. */
export function try_sum(c: ColumnOrName): Column {
  return call("try_sum", c);
}
