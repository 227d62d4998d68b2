import { SparkError } from "../../../errors/spark-error.js";
import type { LongValue } from "../../../types/data-type.js";
import { civilFromDays, daysFromCivil, daysInMonth, MICROS_PER_SECOND, splitMicros } from "../../../types/date-time.js";
import { toLocal } from "../../../types/time-zone.js";
import {
  type FunctionCall,
  type FunctionImplementations,
  plain,
  type ValueFunction,
  zoneOf,
} from "./function-table.js";

/** The same day of a later month, or that month's last day. */
export function addMonths(days: number, months: number): number {
  const { year, month, day } = civilFromDays(days);
  const index = year * 12 + month - 1 + months;
  const [toYear, toMonth] = [Math.floor(index / 12), (((index % 12) + 12) % 12) + 1];
  return daysFromCivil(toYear, toMonth, Math.min(day, daysInMonth(toYear, toMonth)));
}

function lastDay(days: number): number {
  const { year, month } = civilFromDays(days);
  return daysFromCivil(year, month, daysInMonth(year, month));
}

/** Monday of the week. */
const mondayOf = (days: number): number => days - ((((days + 3) % 7) + 7) % 7);

/** The year that the date's ISO week belongs to. */
const yearOfWeek = (days: number): number => civilFromDays(mondayOf(days) + 3).year;

/** ISO week: the one with the year's first Thursday is week 1. */
function weekOfYear(days: number): number {
  const thursday = mondayOf(days) + 3;
  return Math.floor((thursday - daysFromCivil(civilFromDays(thursday).year, 1, 1)) / 7) + 1;
}

const WEEKDAYS: readonly (readonly string[])[] = [
  ["MO", "MON", "MONDAY"],
  ["TU", "TUE", "TUESDAY"],
  ["WE", "WED", "WEDNESDAY"],
  ["TH", "THU", "THURSDAY"],
  ["FR", "FRI", "FRIDAY"],
  ["SA", "SAT", "SATURDAY"],
  ["SU", "SUN", "SUNDAY"],
];

/** The first such weekday after the date. @throws SparkError ILLEGAL_DAY_OF_WEEK under ANSI; else null */
function nextDay({ context }: FunctionCall): (days: number, name: string) => number | null {
  return (days, name) => {
    const wanted = WEEKDAYS.findIndex((names) => names.includes(name.toUpperCase()));
    if (wanted >= 0) return days + (((wanted - (days - mondayOf(days)) + 6) % 7) + 1);
    if (context.ansi) throw illegalDayOfWeek(name);
    return null;
  };
}

/** The first day of the unit that the date is in; undefined for a unit that is none. */
export function truncatedDay(days: number, unit: string): number | undefined {
  const { year, month } = civilFromDays(days);
  switch (unit.toUpperCase()) {
    case "YEAR":
    case "YYYY":
    case "YY":
      return daysFromCivil(year, 1, 1);
    case "QUARTER":
      return daysFromCivil(year, month - ((month - 1) % 3), 1);
    case "MONTH":
    case "MM":
    case "MON":
      return daysFromCivil(year, month, 1);
    case "WEEK":
      return mondayOf(days);
    default:
      return undefined;
  }
}

/** Whole months between equal days of the month, or between last days; else by months of 31 days, to eight decimals. */
function monthsBetween({ call }: FunctionCall): ValueFunction {
  const zone = zoneOf(call);
  return (end: LongValue, start: LongValue, rounded: boolean) =>
    localMonthsBetween(toLocal(end, zone), toLocal(start, zone), rounded);
}

function localMonthsBetween(end: LongValue, start: LongValue, rounded: boolean): number {
  const [a, b] = [splitMicros(end), splitMicros(start)];
  const [x, y] = [civilFromDays(a.days), civilFromDays(b.days)];
  const months = (x.year - y.year) * 12 + x.month - y.month;
  const bothLast = a.days === lastDay(a.days) && b.days === lastDay(b.days);
  if (x.day === y.day || bothLast) return months;
  const seconds = (x.day - y.day) * 86_400 + Math.trunc((a.microsOfDay - b.microsOfDay) / MICROS_PER_SECOND);
  const value = months + seconds / (31 * 86_400);
  return rounded ? Math.round(value * 1e8) / 1e8 : value;
}

/** @throws SparkError DATETIME_FIELD_OUT_OF_BOUNDS.WITHOUT_SUGGESTION under ANSI; else null */
function makeDate({ context }: FunctionCall): (year: number, month: number, day: number) => number | null {
  return (year, month, day) => {
    if (month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month))
      return daysFromCivil(year, month, day);
    if (context.ansi) throw outOfBounds(`${year}-${month}-${day} is no day`);
    return null;
  };
}

export function outOfBounds(what: string): SparkError {
  return new SparkError({
    condition: "DATETIME_FIELD_OUT_OF_BOUNDS.WITHOUT_SUGGESTION",
    message: `${what}.`,
    nextStep: "Correct the fields, or set spark.sql.ansi.enabled to false to get NULL instead.",
  });
}

function illegalDayOfWeek(name: string): SparkError {
  return new SparkError({
    condition: "ILLEGAL_DAY_OF_WEEK",
    message: `Illegal input for day of week: ${name}.`,
    nextStep: "Write MO, MON or MONDAY, in any case.",
    parameters: { string: name },
  });
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const weekday = (days: number): number => days - mondayOf(days);

export const FIELDS_OF_DATE: Readonly<Record<string, (days: number) => number>> = {
  year: (days) => civilFromDays(days).year,
  yearofweek: yearOfWeek,
  quarter: (days) => Math.ceil(civilFromDays(days).month / 3),
  month: (days) => civilFromDays(days).month,
  dayofmonth: (days) => civilFromDays(days).day,
  // 1 is Sunday; 1970-01-01 was a Thursday.
  dayofweek: (days) => ((((days + 4) % 7) + 7) % 7) + 1,
  dayofweek_iso: (days) => weekday(days) + 1,
  dayofyear: (days) => days - daysFromCivil(civilFromDays(days).year, 1, 1) + 1,
  weekofyear: weekOfYear,
};

const field = (name: string) => plain(FIELDS_OF_DATE[name]!);

export const DATE_IMPLEMENTATIONS: FunctionImplementations = {
  year: field("year"),
  quarter: field("quarter"),
  month: field("month"),
  dayofmonth: field("dayofmonth"),
  dayofweek: field("dayofweek"),
  dayofyear: field("dayofyear"),
  weekofyear: field("weekofyear"),
  weekday: plain(weekday),
  dayname: plain((days: number) => DAYS[weekday(days)]),
  monthname: plain((days: number) => MONTHS[civilFromDays(days).month - 1]),
  last_day: plain(lastDay),
  next_day: nextDay,
  make_date: makeDate,
  trunc: plain((days: number, unit: string) => truncatedDay(days, unit) ?? null),
  months_between: monthsBetween,
  date_add: plain((days: number, count: number) => days + count),
  date_sub: plain((days: number, count: number) => days - count),
  add_months: plain(addMonths),
  datediff: plain((end: number, start: number) => end - start),
  unix_date: plain((days: number) => days),
  date_from_unix_date: plain((days: number) => days),
};
