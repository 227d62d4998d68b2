import type { Column } from "../column.js";
import type { LiteralValue } from "../lit.js";
import { type ColumnOrName, call } from "./call.js";
import { lit } from "./column.js";

/**
 * The row's number in its window partition, from 1: an int.
 * @example
 * const newest = row_number().over(Window.partitionBy("country").orderBy(desc("id")));
 * df.withColumn("n", newest).filter("n = 1");
 */
export function row_number(): Column {
  return call("row_number");
}

/**
 * The number of rows before the row's equals, plus 1: 1, 2, 2, 4.
 * @example df.withColumn("rank", rank().over(Window.orderBy(desc("price"))))
 */
export function rank(): Column {
  return call("rank");
}

/** Like {@link rank} without gaps: 1, 2, 2, 3. @example df.select(dense_rank().over(Window.orderBy("country")).as("r")) */
export function dense_rank(): Column {
  return call("dense_rank");
}

/** The rank from 0 to 1. @example df.select(percent_rank().over(Window.orderBy("price")).as("p")) */
export function percent_rank(): Column {
  return call("percent_rank");
}

/** The share of rows that are not after the row. @example df.select(cume_dist().over(Window.orderBy("price")).as("share")) */
export function cume_dist(): Column {
  return call("cume_dist");
}

/** The row's bucket, 1 … n, of n as equal as possible. @example df.select(ntile(2).over(Window.orderBy("id")).as("half")) */
export function ntile(n: number): Column {
  return call("ntile", lit(n));
}

/**
 * The value that many rows before, else the default.
 * @example df.select("id", lag("price").over(Window.orderBy("id")).as("before"))
 */
export function lag(c: ColumnOrName, offset = 1, defaultValue: LiteralValue = null): Column {
  return call("lag", c, lit(offset), lit(defaultValue));
}

/**
 * The value that many rows after, else the default.
 * @example df.select("id", lead("price", 1, 0).over(Window.orderBy("id")).as("after"))
 */
export function lead(c: ColumnOrName, offset = 1, defaultValue: LiteralValue = null): Column {
  return call("lead", c, lit(offset), lit(defaultValue));
}

/** The value at the n-th row of the frame, from 1. @example df.select(nth_value("price", 2).over(Window.orderBy("id")).as("second")) */
export function nth_value(c: ColumnOrName, n: number): Column {
  return call("nth_value", c, lit(n));
}
