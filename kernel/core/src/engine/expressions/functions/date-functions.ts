import type { LongValue } from "../../../types/data-type.js";
import { civilFromDays, daysFromCivil, daysInMonth, MICROS_PER_SECOND, splitMicros } from "../../../types/date-time.js";
import { type FunctionImplementations, plain } from "./function-table.js";

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

export const DATE_IMPLEMENTATIONS: FunctionImplementations = {
  year: plain((days: number) => civilFromDays(days).year),
  quarter: plain((days: number) => Math.ceil(civilFromDays(days).month / 3)),
  month: plain((days: number) => civilFromDays(days).month),
  dayofmonth: plain((days: number) => civilFromDays(days).day),
  // 1 is Sunday; 1970-01-01 was a Thursday.
  dayofweek: plain((days: number) => ((((days + 4) % 7) + 7) % 7) + 1),
  dayofyear: plain((days: number) => days - daysFromCivil(civilFromDays(days).year, 1, 1) + 1),
  last_day: plain(lastDay),
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
