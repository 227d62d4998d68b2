import type { Column } from "../column.js";
import { type ColumnOrName, call } from "./call.js";
import { lit } from "./column.js";

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
export function to_date(c: ColumnOrName, format?: string): Column {
  return format === undefined ? call("to_date", c) : call("to_date", c, lit(format));
}

/** A text like `2024-01-15 12:00:00`, or by a pattern, as a timestamp. @throws SparkError CAST_INVALID_INPUT when it runs, under ANSI. */
export function to_timestamp(c: ColumnOrName, format?: string): Column {
  return format === undefined ? call("to_timestamp", c) : call("to_timestamp", c, lit(format));
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

/** The quarter of a date, 1 … 4. */
export function quarter(c: ColumnOrName): Column {
  return call("quarter", c);
}

/** The day of the year, 1 … 366. */
export function dayofyear(c: ColumnOrName): Column {
  return call("dayofyear", c);
}

/** The ISO week of the year, 1 … 53. */
export function weekofyear(c: ColumnOrName): Column {
  return call("weekofyear", c);
}

/** The last day of the date's month. @example orders.select(last_day("order_date")) */
export function last_day(c: ColumnOrName): Column {
  return call("last_day", c);
}

/** The first such weekday after the date. @example orders.select(next_day("order_date", "Mon")) */
export function next_day(c: ColumnOrName, dayOfWeek: string): Column {
  return call("next_day", c, lit(dayOfWeek));
}

/** The same day that many months later, or that month's last. @example orders.select(add_months("order_date", 1)) */
export function add_months(start: ColumnOrName, months: ColumnOrName | number): Column {
  return call("add_months", start, typeof months === "number" ? lit(months) : months);
}

/**
 * Months from the second to the first date; parts of a month are days of 31.
 * @example orders.select(months_between(to_date(lit("2024-12-31")), col("order_date")))
 */
export function months_between(end: ColumnOrName, start: ColumnOrName, roundOff = true): Column {
  return call("months_between", end, start, lit(roundOff));
}

/** The first day of the date's year, quarter, month or week. @example orders.select(trunc("order_date", "month")) */
export function trunc(c: ColumnOrName, unit: string): Column {
  return call("trunc", c, lit(unit));
}

/** The timestamp at the start of its year, month, day, hour, … @example orders.select(date_trunc("month", "order_date")) */
export function date_trunc(unit: string, c: ColumnOrName): Column {
  return call("date_trunc", lit(unit), c);
}

/**
 * A date or timestamp by a pattern of y M d H h m s S a E.
 * @example await df.limit(1).select(date_format(to_date(lit("2024-03-05")), "d MMM yy").as("d")).first(); // { d: "5 Mar 24" }
 */
export function date_format(c: ColumnOrName, format: string): Column {
  return call("date_format", c, lit(format));
}

/** Seconds since 1970 of a timestamp. */
export function unix_timestamp(c: ColumnOrName): Column {
  return call("unix_timestamp", c);
}

/** Seconds since 1970 as text. @example df.select(from_unixtime(lit(0), "yyyy-MM-dd")) */
export function from_unixtime(c: ColumnOrName, format = "yyyy-MM-dd HH:mm:ss"): Column {
  return call("from_unixtime", c, lit(format));
}

/** A date of year, month and day. @example df.select(make_date(lit(2024), lit(2), lit(29))) */
export function make_date(year: ColumnOrName, month: ColumnOrName, day: ColumnOrName): Column {
  return call("make_date", year, month, day);
}

/** The timestamp of year, month, day, hour, minute and seconds (with a fraction). */
export function make_timestamp(
  year: ColumnOrName,
  month: ColumnOrName,
  day: ColumnOrName,
  hour: ColumnOrName,
  minute: ColumnOrName,
  second: ColumnOrName,
): Column {
  return call("make_timestamp", year, month, day, hour, minute, second);
}

/** Like `to_timestamp`; null instead of an error. */
export function try_to_timestamp(c: ColumnOrName, format?: string): Column {
  return format === undefined ? call("try_to_timestamp", c) : call("try_to_timestamp", c, lit(format));
}

/** A timestamp that many units later. @param unit `YEAR`, `MONTH`, `DAY`, `HOUR`, … */
export function timestamp_add(unit: string, quantity: ColumnOrName, timestamp: ColumnOrName): Column {
  return call("timestampadd", lit(unit), quantity, timestamp);
}

/** Whole units from the first to the second timestamp. @param unit `YEAR`, `MONTH`, `DAY`, `HOUR`, … */
export function timestamp_diff(unit: string, start: ColumnOrName, end: ColumnOrName): Column {
  return call("timestampdiff", lit(unit), start, end);
}
