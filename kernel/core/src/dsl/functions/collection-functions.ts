import { Column, type ColumnOrValue, exprOf } from "../column.js";
import { type ColumnOrName, call } from "./call.js";
import { lit } from "./column.js";

/** An array of the columns' values. */
export function array(...columns: readonly ColumnOrName[]): Column {
  return call("array", ...columns);
}

/** The number of elements of an array or map. */
export function size(c: ColumnOrName): Column {
  return call("size", c);
}

/**
 * The array sorted: ascending with nulls first, or descending with nulls last.
 * @example await df.limit(1).select(sort_array(array(lit(2), lit(1))).as("a")).first(); // { a: [1, 2] }
 */
export function sort_array(c: ColumnOrName, asc = true): Column {
  return call("sort_array", c, lit(asc));
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
 * The SHA-1 digest of a string's or binary's bytes, as 40 hexadecimal digits.
 * @example df.select(sha1("country").as("key"))
 */
export function sha1(c: ColumnOrName): Column {
  return call("sha1", c);
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

/** One row for each element, and one with null for an empty array or null. @example df.select("id", explode_outer(array("quantity")).as("q")) */
export function explode_outer(c: ColumnOrName): Column {
  return call("explode_outer", c);
}

/** A struct of the columns, whose names its fields have. @example df.select(struct("country", "price").as("s")).select("s.price") */
export function struct(...columns: readonly ColumnOrName[]): Column {
  return call("struct", ...columns);
}

/** A map of keys and values by turns. @example df.select(create_map(lit("price"), "price").as("m")) */
export function create_map(...columns: readonly ColumnOrName[]): Column {
  return call("map", ...columns);
}

/** The keys of a map as an array. */
export function map_keys(c: ColumnOrName): Column {
  return call("map_keys", c);
}

/** The values of a map as an array. */
export function map_values(c: ColumnOrName): Column {
  return call("map_values", c);
}

/** The element of an array at a position from 1 (negative: from the end), or of a map by its key. @example df.select(element_at(array("id", "quantity"), -1)) */
export function element_at(c: ColumnOrName, key: ColumnOrValue): Column {
  return call("element_at", c, new Column(exprOf(key)));
}

/** The array with each element once. */
export function array_distinct(c: ColumnOrName): Column {
  return call("array_distinct", c);
}

/** The elements as one text; nulls are left out unless a text for them is given. @example df.select(array_join(array("country", lit("x")), "-")) */
export function array_join(c: ColumnOrName, delimiter: string, nullReplacement?: string): Column {
  return nullReplacement === undefined
    ? call("array_join", c, lit(delimiter))
    : call("array_join", c, lit(delimiter), lit(nullReplacement));
}

/** The largest element. */
export function array_max(c: ColumnOrName): Column {
  return call("array_max", c);
}

/** The smallest element. */
export function array_min(c: ColumnOrName): Column {
  return call("array_min", c);
}

/** The position of a value, from 1; 0 when it is not there. @example df.select(array_position(array("id", "quantity"), 3)) */
export function array_position(c: ColumnOrName, value: ColumnOrValue): Column {
  return call("array_position", c, new Column(exprOf(value)));
}

/** The array without a value. @example df.select(array_remove(array("id", "quantity"), 3)) */
export function array_remove(c: ColumnOrName, value: ColumnOrValue): Column {
  return call("array_remove", c, new Column(exprOf(value)));
}

/** The elements of both, each once. @example df.select(array_union(array("id"), array("quantity"))) */
export function array_union(left: ColumnOrName, right: ColumnOrName): Column {
  return call("array_union", left, right);
}

/** The elements that are in both, each once. @example df.select(array_intersect(array("id"), array("quantity"))) */
export function array_intersect(left: ColumnOrName, right: ColumnOrName): Column {
  return call("array_intersect", left, right);
}

/** The elements of the first that the second has not, each once. @example df.select(array_except(array("id"), array("quantity"))) */
export function array_except(left: ColumnOrName, right: ColumnOrName): Column {
  return call("array_except", left, right);
}

/** `length` elements from position `start`, which counts from 1. @example df.select(slice(array("id", "quantity"), 1, 1)) */
export function slice(c: ColumnOrName, start: number, length: number): Column {
  return call("slice", c, lit(start), lit(length));
}

/** An array of arrays as one array. @example df.select(flatten(array(array("id"), array("quantity")))) */
export function flatten(c: ColumnOrName): Column {
  return call("flatten", c);
}

/** The number of the row's partition. @example df.repartition(2).select(spark_partition_id().as("partition")) */
export function spark_partition_id(): Column {
  return call("spark_partition_id");
}
