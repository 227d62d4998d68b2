import { SparkError } from "../../../errors/spark-error.js";
import type { LongValue } from "../../../types/data-type.js";
import { formatByPattern, parseByPattern } from "../../../types/date-pattern.js";
import {
  civilFromDays,
  daysFromCivil,
  daysInMonth,
  joinMicros,
  MICROS_PER_SECOND,
  splitMicros,
} from "../../../types/date-time.js";
import { type FunctionCall, type FunctionImplementations, plain } from "./function-table.js";
import { remembered } from "./like.js";

const secondOfDay = (micros: LongValue): number => Math.floor(splitMicros(micros).microsOfDay / MICROS_PER_SECOND);

/** The same day of a later month, or that month's last day. */
function addMonths(days: number, months: number): number {
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

/** ISO week: the one with the year's first Thursday is week 1. */
function weekOfYear(days: number): number {
  const thursday = mondayOf(days) + 3;
  return Math.floor((thursday - daysFromCivil(civilFromDays(thursday).year, 1, 1)) / 7) + 1;
}

const WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/** The first such weekday after the date; null for a name that is none. */
function nextDay(days: number, name: string): number | null {
  const wanted = WEEKDAYS.indexOf(name.slice(0, 2).toUpperCase());
  if (wanted < 0) return null;
  const today = days - mondayOf(days);
  return days + (((wanted - today + 6) % 7) + 1);
}

/** The first day of the unit that the date is in; undefined for a unit that is none. */
function truncatedDay(days: number, unit: string): number | undefined {
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

const UNITS: Readonly<Record<string, number>> = { DAY: 86_400, DD: 86_400, HOUR: 3600, MINUTE: 60, SECOND: 1 };

function truncatedTime(unit: string, micros: LongValue): LongValue | null {
  const { days, microsOfDay } = splitMicros(micros);
  const first = truncatedDay(days, unit);
  if (first !== undefined) return joinMicros(first, 0);
  const seconds = UNITS[unit.toUpperCase()];
  if (seconds === undefined) return null;
  return joinMicros(days, microsOfDay - (microsOfDay % (seconds * MICROS_PER_SECOND)));
}

/** Whole months between equal days of the month, or between last days; else by months of 31 days, to eight decimals. */
function monthsBetween(end: LongValue, start: LongValue, rounded: boolean): number {
  const [a, b] = [splitMicros(end), splitMicros(start)];
  const [x, y] = [civilFromDays(a.days), civilFromDays(b.days)];
  const months = (x.year - y.year) * 12 + x.month - y.month;
  const bothLast = a.days === lastDay(a.days) && b.days === lastDay(b.days);
  if (x.day === y.day || bothLast) return months;
  const seconds = (x.day - y.day) * 86_400 + Math.trunc((a.microsOfDay - b.microsOfDay) / MICROS_PER_SECOND);
  const value = months + seconds / (31 * 86_400);
  return rounded ? Math.round(value * 1e8) / 1e8 : value;
}

/** @throws SparkError CANNOT_PARSE_TIMESTAMP under ANSI */
function parser({ context }: FunctionCall): (text: string, pattern: string) => LongValue | null {
  const compiled = remembered(parseByPattern);
  return (text, pattern) => {
    const micros = compiled(pattern)(text);
    if (micros !== undefined) return micros;
    if (!context.ansi) return null;
    throw new SparkError({
      condition: "CANNOT_PARSE_TIMESTAMP",
      message: `Text '${text}' could not be parsed by the pattern '${pattern}'.`,
      nextStep: "Correct the pattern, or set spark.sql.ansi.enabled to false to get NULL instead.",
    });
  };
}

const formatter = (): ((micros: LongValue, pattern: string) => string) => {
  const compiled = remembered(formatByPattern);
  return (micros, pattern) => compiled(pattern)(micros);
};

export const DATE_IMPLEMENTATIONS: FunctionImplementations = {
  year: plain((days: number) => civilFromDays(days).year),
  quarter: plain((days: number) => Math.ceil(civilFromDays(days).month / 3)),
  month: plain((days: number) => civilFromDays(days).month),
  dayofmonth: plain((days: number) => civilFromDays(days).day),
  // 1 is Sunday; 1970-01-01 was a Thursday.
  dayofweek: plain((days: number) => ((((days + 4) % 7) + 7) % 7) + 1),
  dayofyear: plain((days: number) => days - daysFromCivil(civilFromDays(days).year, 1, 1) + 1),
  last_day: plain(lastDay),
  weekofyear: plain(weekOfYear),
  weekday: plain((days: number) => days - mondayOf(days)),
  next_day: plain(nextDay),
  make_date: plain((year: number, month: number, day: number) => daysFromCivil(year, month, day)),
  trunc: plain((days: number, unit: string) => truncatedDay(days, unit) ?? null),
  date_trunc: plain(truncatedTime),
  date_format: formatter,
  months_between: plain(monthsBetween),
  unix_timestamp: plain((micros: LongValue) => Math.floor(Number(micros) / MICROS_PER_SECOND)),
  from_unixtime: () => {
    const format = formatter();
    return (seconds: number, pattern: string) => format(seconds * MICROS_PER_SECOND, pattern);
  },
  parse_date: (call) => {
    const parse = parser(call);
    return (text: string, pattern: string) => {
      const micros = parse(text, pattern);
      return micros === null ? null : splitMicros(micros).days;
    };
  },
  parse_timestamp: parser,
  hour: plain((micros: LongValue) => Math.floor(secondOfDay(micros) / 3600)),
  minute: plain((micros: LongValue) => Math.floor(secondOfDay(micros) / 60) % 60),
  second: plain((micros: LongValue) => secondOfDay(micros) % 60),
  // Their arguments are cast to the result's type already.
  to_date: plain((days: number) => days),
  to_timestamp: plain((micros: LongValue) => micros),
  date_add: plain((days: number, count: number) => days + count),
  date_sub: plain((days: number, count: number) => days - count),
  add_months: plain(addMonths),
  datediff: plain((end: number, start: number) => end - start),
};
