import { unresolvedFunction } from "../../plans/expressions/index.js";
import { Column } from "../column.js";
import { type ColumnOrName, call, columnOf } from "./call.js";

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
