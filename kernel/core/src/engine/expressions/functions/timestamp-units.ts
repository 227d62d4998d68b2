import { SparkError } from "../../../errors/spark-error.js";
import type { LongValue } from "../../../types/data-type.js";
import { civilFromDays, joinMicros, MICROS_PER_DAY, splitMicros } from "../../../types/date-time.js";
import { longValue } from "../../../types/long-value.js";
import { fromLocal, offsetAt, type TimeZone, toLocal } from "../../../types/time-zone.js";
import { addMonths } from "./date-functions.js";

const MONTHS: Readonly<Record<string, number>> = { MONTH: 1, QUARTER: 3, YEAR: 12 };
const MICROS: Readonly<Record<string, bigint>> = {
  MICROSECOND: 1n,
  MILLISECOND: 1000n,
  SECOND: 1_000_000n,
  MINUTE: 60_000_000n,
  HOUR: 3_600_000_000n,
};
const DAYS: Readonly<Record<string, number>> = { DAY: 1, DAYOFYEAR: 1, WEEK: 7 };

/** A timestamp that many units later; months and days are those of the zone's calendar. @throws SparkError INVALID_PARAMETER_VALUE.DATETIME_UNIT */
export function timestampAdd(unit: string, count: number, micros: LongValue, zone: TimeZone): LongValue {
  const [months, days] = [MONTHS[unit.toUpperCase()], DAYS[unit.toUpperCase()]];
  if (months !== undefined) return intervalLater(micros, count * months, 0, 0, zone);
  if (days !== undefined) return intervalLater(micros, 0, count * days, 0, zone);
  return longValue(BigInt(micros) + BigInt(count) * sizeOf(unit));
}

/** Months, then days on the zone's calendar, then microseconds of time. */
export function intervalLater(
  start: LongValue,
  months: number,
  days: number,
  micros: LongValue,
  zone: TimeZone,
): LongValue {
  const local = splitMicros(toLocal(start, zone));
  const day = addMonths(local.days, months) + days;
  const moved = day === local.days ? start : fromLocal(joinMicros(day, local.microsOfDay), zone, offsetAt(start, zone));
  return longValue(BigInt(moved) + BigInt(micros));
}

/** Whole units between what the clocks show at the first and at the second timestamp. @throws SparkError INVALID_PARAMETER_VALUE.DATETIME_UNIT */
export function timestampDiff(unit: string, start: LongValue, end: LongValue, zone: TimeZone): LongValue {
  const [from, to] = [toLocal(start, zone), toLocal(end, zone)];
  const [months, days] = [MONTHS[unit.toUpperCase()], DAYS[unit.toUpperCase()]];
  if (months !== undefined) return Math.trunc(wholeMonths(from, to) / months) + 0;
  const size = days === undefined ? sizeOf(unit) : BigInt(days) * BigInt(MICROS_PER_DAY);
  return longValue((BigInt(to) - BigInt(from)) / size);
}

function wholeMonths(start: LongValue, end: LongValue): number {
  if (start > end) return -wholeMonths(end, start);
  const [a, b] = [splitMicros(start), splitMicros(end)];
  const [x, y] = [civilFromDays(a.days), civilFromDays(b.days)];
  const months = (y.year - x.year) * 12 + y.month - x.month;
  const short = y.day < x.day || (y.day === x.day && b.microsOfDay < a.microsOfDay);
  return short ? months - 1 : months;
}

function sizeOf(unit: string): bigint {
  const size = MICROS[unit.toUpperCase()];
  if (size !== undefined) return size;
  throw new SparkError({
    condition: "INVALID_PARAMETER_VALUE.DATETIME_UNIT",
    message: `The value of parameter(s) \`unit\` is invalid: expects one of the units without quotes, but got ${unit}.`,
    nextStep: `Use one of ${[...Object.keys(MONTHS), ...Object.keys(DAYS), ...Object.keys(MICROS)].join(", ")}.`,
  });
}
