import type { Column } from "../column.js";
import { type ColumnOrName, call } from "./call.js";

/** e to the power of the value, minus 1. */
export function expm1(c: ColumnOrName): Column {
  return call("expm1", c);
}

/** The natural logarithm of the value plus 1. */
export function log1p(c: ColumnOrName): Column {
  return call("log1p", c);
}

/** The nearest whole number, half to even, as a double. */
export function rint(c: ColumnOrName): Column {
  return call("rint", c);
}

/** The angle of a sine, in radians. */
export function asin(c: ColumnOrName): Column {
  return call("asin", c);
}

/** The angle of a cosine, in radians. */
export function acos(c: ColumnOrName): Column {
  return call("acos", c);
}

/** The angle of a tangent, in radians. */
export function atan(c: ColumnOrName): Column {
  return call("atan", c);
}

/** The hyperbolic sine. */
export function sinh(c: ColumnOrName): Column {
  return call("sinh", c);
}

/** The hyperbolic cosine. */
export function cosh(c: ColumnOrName): Column {
  return call("cosh", c);
}

/** The hyperbolic tangent. */
export function tanh(c: ColumnOrName): Column {
  return call("tanh", c);
}

/** The factorial of 0 … 20: a long; null outside. */
export function factorial(c: ColumnOrName): Column {
  return call("factorial", c);
}

/** The number of bits that are set. */
export function bit_count(c: ColumnOrName): Column {
  return call("bit_count", c);
}

/** 0 for null. */
export function zeroifnull(c: ColumnOrName): Column {
  return call("zeroifnull", c);
}

/** Null for 0. */
export function nullifzero(c: ColumnOrName): Column {
  return call("nullifzero", c);
}

/** Days since 1970-01-01. */
export function unix_date(c: ColumnOrName): Column {
  return call("unix_date", c);
}

/** The date so many days after 1970-01-01. */
export function date_from_unix_date(c: ColumnOrName): Column {
  return call("date_from_unix_date", c);
}

/** The timestamp so many seconds after 1970. */
export function timestamp_seconds(c: ColumnOrName): Column {
  return call("timestamp_seconds", c);
}

/** The timestamp so many milliseconds after 1970. */
export function timestamp_millis(c: ColumnOrName): Column {
  return call("timestamp_millis", c);
}

/** The timestamp so many microseconds after 1970. */
export function timestamp_micros(c: ColumnOrName): Column {
  return call("timestamp_micros", c);
}

/** Seconds since 1970. */
export function unix_seconds(c: ColumnOrName): Column {
  return call("unix_seconds", c);
}

/** Milliseconds since 1970. */
export function unix_millis(c: ColumnOrName): Column {
  return call("unix_millis", c);
}

/** Microseconds since 1970. */
export function unix_micros(c: ColumnOrName): Column {
  return call("unix_micros", c);
}

/** The weekday's name in three letters. */
export function dayname(c: ColumnOrName): Column {
  return call("dayname", c);
}

/** The month's name in three letters. */
export function monthname(c: ColumnOrName): Column {
  return call("monthname", c);
}

/** The day of the week, 0 is Monday. */
export function weekday(c: ColumnOrName): Column {
  return call("weekday", c);
}

/** The array without nulls. */
export function array_compact(c: ColumnOrName): Column {
  return call("array_compact", c);
}

/** The number of elements. */
export function array_size(c: ColumnOrName): Column {
  return call("array_size", c);
}

/** Keys and values of a map as an array of structs. */
export function map_entries(c: ColumnOrName): Column {
  return call("map_entries", c);
}

/** A map of an array of structs of key and value. */
export function map_from_entries(c: ColumnOrName): Column {
  return call("map_from_entries", c);
}

/** The number of elements of a JSON array; null for anything else. */
export function json_array_length(c: ColumnOrName): Column {
  return call("json_array_length", c);
}

/** The keys of a JSON object; null for anything else. */
export function json_object_keys(c: ColumnOrName): Column {
  return call("json_object_keys", c);
}

/** The type of a JSON text, as reading it would infer it. */
export function schema_of_json(c: ColumnOrName): Column {
  return call("schema_of_json", c);
}

/** Like `explode`, with the position in a column `pos`. At most one in a `select`. */
export function posexplode(c: ColumnOrName): Column {
  return call("posexplode", c);
}

/** Like {@link posexplode}, with one row of nulls for an empty array or null. */
export function posexplode_outer(c: ColumnOrName): Column {
  return call("posexplode_outer", c);
}

/** A row for each struct of an array, a column for each field. */
export function inline(c: ColumnOrName): Column {
  return call("inline", c);
}

/** Like {@link inline}, with one row of nulls for an empty array or null. */
export function inline_outer(c: ColumnOrName): Column {
  return call("inline_outer", c);
}

/** The number of elements of an array or map. */
export function cardinality(c: ColumnOrName): Column {
  return call("cardinality", c);
}

/** The angle of a point, in radians. */
export function atan2(y: ColumnOrName, x: ColumnOrName): Column {
  return call("atan2", y, x);
}

/** The length of the hypotenuse. */
export function hypot(a: ColumnOrName, b: ColumnOrName): Column {
  return call("hypot", a, b);
}

/** The sum; null instead of an overflow. */
export function try_add(left: ColumnOrName, right: ColumnOrName): Column {
  return call("try_add", left, right);
}

/** The difference; null instead of an overflow. */
export function try_subtract(left: ColumnOrName, right: ColumnOrName): Column {
  return call("try_subtract", left, right);
}

/** The product; null instead of an overflow. */
export function try_multiply(left: ColumnOrName, right: ColumnOrName): Column {
  return call("try_multiply", left, right);
}

/** The quotient; null for a zero divisor. @example df.select(try_divide("price", lit(0))) */
export function try_divide(left: ColumnOrName, right: ColumnOrName): Column {
  return call("try_divide", left, right);
}

/** The remainder; null for a zero divisor. */
export function try_mod(left: ColumnOrName, right: ColumnOrName): Column {
  return call("try_mod", left, right);
}

/** The first value, or the second where it is null. @example df.select(nvl("country", lit("?"))) */
export function nvl(value: ColumnOrName, other: ColumnOrName): Column {
  return call("nvl", value, other);
}

/** Same as {@link nvl}. */
export function ifnull(value: ColumnOrName, other: ColumnOrName): Column {
  return call("ifnull", value, other);
}

/** Null where both are equal, else the first. */
export function nullif(left: ColumnOrName, right: ColumnOrName): Column {
  return call("nullif", left, right);
}

/** The first value, or the second where it is NaN. */
export function nanvl(value: ColumnOrName, other: ColumnOrName): Column {
  return call("nanvl", value, other);
}

/** Equal, where null equals null. */
export function equal_null(left: ColumnOrName, right: ColumnOrName): Column {
  return call("equal_null", left, right);
}

/** The element at a position from 0; null outside. */
export function get(array: ColumnOrName, index: ColumnOrName): Column {
  return call("get", array, index);
}

/** Like `element_at`; null outside. */
export function try_element_at(container: ColumnOrName, key: ColumnOrName): Column {
  return call("try_element_at", container, key);
}

/** The array with a value at its end. */
export function array_append(array: ColumnOrName, value: ColumnOrName): Column {
  return call("array_append", array, value);
}

/** The array with a value at its start. */
export function array_prepend(array: ColumnOrName, value: ColumnOrName): Column {
  return call("array_prepend", array, value);
}

/** A map of an array of keys and one of values. */
export function map_from_arrays(keys: ColumnOrName, values: ColumnOrName): Column {
  return call("map_from_arrays", keys, values);
}

/** True when the map has the key. */
export function map_contains_key(map: ColumnOrName, key: ColumnOrName): Column {
  return call("map_contains_key", map, key);
}

/** True when the arrays share an element. */
export function arrays_overlap(left: ColumnOrName, right: ColumnOrName): Column {
  return call("arrays_overlap", left, right);
}

/** What the clocks of a zone show, of a UTC time. */
export function from_utc_timestamp(timestamp: ColumnOrName, zone: ColumnOrName): Column {
  return call("from_utc_timestamp", timestamp, zone);
}

/** The UTC time, of what the clocks of a zone show. */
export function to_utc_timestamp(timestamp: ColumnOrName, zone: ColumnOrName): Column {
  return call("to_utc_timestamp", timestamp, zone);
}

/** A field of a date or timestamp: year, month, hour, … @example df.select(date_part(lit("year"), to_date(lit("2024-05-06")))) */
export function date_part(field: ColumnOrName, source: ColumnOrName): Column {
  return call("date_part", field, source);
}

/** The second value where the first is not null, else the third. */
export function nvl2(value: ColumnOrName, then: ColumnOrName, otherwise: ColumnOrName): Column {
  return call("nvl2", value, then, otherwise);
}

/** All maps in one. @throws SparkError DUPLICATED_MAP_KEY when it runs */
export function map_concat(...maps: readonly ColumnOrName[]): Column {
  return call("map_concat", ...maps);
}

/** The arrays' elements side by side, as structs. */
export function arrays_zip(...arrays: readonly ColumnOrName[]): Column {
  return call("arrays_zip", ...arrays);
}

/** All whole numbers (dates, timestamps) from start to stop. @example await df.limit(1).select(sequence(lit(1), lit(3)).as("s")).first(); // { s: [1, 2, 3] } */
export function sequence(start: ColumnOrName, stop: ColumnOrName, step?: ColumnOrName): Column {
  return step === undefined ? call("sequence", start, stop) : call("sequence", start, stop, step);
}
