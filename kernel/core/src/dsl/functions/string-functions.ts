import type { Column } from "../column.js";
import { type ColumnOrName, call } from "./call.js";
import { lit } from "./column.js";

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

/** Each word with a capital first letter. @example await df.limit(1).select(initcap(lit("new york")).as("c")).first(); // { c: "New York" } */
export function initcap(c: ColumnOrName): Column {
  return call("initcap", c);
}

/** Filled up on the left to a length, or cut to it. @example await df.limit(1).select(lpad(lit("7"), 3, "0").as("n")).first(); // { n: "007" } */
export function lpad(c: ColumnOrName, len: number, pad: string): Column {
  return call("lpad", c, lit(len), lit(pad));
}

/** Filled up on the right to a length, or cut to it. @example df.select(rpad("country", 4, ".")) */
export function rpad(c: ColumnOrName, len: number, pad: string): Column {
  return call("rpad", c, lit(len), lit(pad));
}

/** The position of a part in the text, from 1; 0 when it is not there. @example df.select(instr("country", "S")) */
export function instr(c: ColumnOrName, part: string): Column {
  return call("instr", c, lit(part));
}

/** The position of a part at or after `pos`, from 1; 0 when it is not there. @example df.select(locate("S", col("country"))) */
export function locate(part: string, c: ColumnOrName, pos = 1): Column {
  return call("locate", lit(part), c, lit(pos));
}

/** A text or array backwards. @example await df.limit(1).select(reverse(lit("abc")).as("r")).first(); // { r: "cba" } */
export function reverse(c: ColumnOrName): Column {
  return call("reverse", c);
}

/** The text that many times. @example df.select(repeat("country", 2)) */
export function repeat(c: ColumnOrName, n: number): Column {
  return call("repeat", c, lit(n));
}

/** Every occurrence of a text replaced. @example df.select(replace(col("country"), lit("U"), lit("u"))) */
export function replace(c: ColumnOrName, search: Column, by: Column): Column {
  return call("replace", c, search, by);
}

/** Characters replaced one by one; those without a partner are dropped. @example df.select(translate("country", "US", "us")) */
export function translate(c: ColumnOrName, matching: string, replacement: string): Column {
  return call("translate", c, lit(matching), lit(replacement));
}

/**
 * What is before the `count`-th delimiter, or after it from the end when negative.
 * @example await df.limit(1).select(substring_index(lit("a.b.c"), ".", 2).as("s")).first(); // { s: "a.b" }
 */
export function substring_index(c: ColumnOrName, delimiter: string, count: number): Column {
  return call("substring_index", c, lit(delimiter), lit(count));
}

/** The code of the first character. */
export function ascii(c: ColumnOrName): Column {
  return call("ascii", c);
}

/** Insertions, deletions and changes from one text to the other. @example df.select(levenshtein(lit("kitten"), lit("sitting"))) */
export function levenshtein(left: ColumnOrName, right: ColumnOrName): Column {
  return call("levenshtein", left, right);
}
