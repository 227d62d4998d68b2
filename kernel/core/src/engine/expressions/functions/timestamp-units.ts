import { SparkError } from "../../../errors/spark-error.js";
import type { LongValue } from "../../../types/data-type.js";
import { civilFromDays, joinMicros, splitMicros } from "../../../types/date-time.js";
import { longValue } from "../../../types/long-value.js";
import { addMonths } from "./date-functions.js";

const MONTHS: Readonly<Record<string, number>> = { MONTH: 1, QUARTER: 3, YEAR: 12 };
const MICROS: Readonly<Record<string, bigint>> = {
  MICROSECOND: 1n,
  MILLISECOND: 1000n,
  SECOND: 1_000_000n,
  MINUTE: 60_000_000n,
  HOUR: 3_600_000_000n,
  DAY: 86_400_000_000n,
  DAYOFYEAR: 86_400_000_000n,
  WEEK: 604_800_000_000n,
};

/** A timestamp that many units later. @throws SparkError INVALID_PARAMETER_VALUE.DATETIME_UNIT */
export function timestampAdd(unit: string, count: number, micros: LongValue): LongValue {
  const months = MONTHS[unit.toUpperCase()];
  if (months !== undefined) {
    const { days, microsOfDay } = splitMicros(micros);
    return joinMicros(addMonths(days, count * months), microsOfDay);
  }
  return longValue(BigInt(micros) + BigInt(count) * sizeOf(unit));
}

/** Whole units from the first to the second timestamp. @throws SparkError INVALID_PARAMETER_VALUE.DATETIME_UNIT */
export function timestampDiff(unit: string, start: LongValue, end: LongValue): LongValue {
  const months = MONTHS[unit.toUpperCase()];
  if (months !== undefined) return Math.trunc(wholeMonths(start, end) / months) + 0;
  return longValue((BigInt(end) - BigInt(start)) / sizeOf(unit));
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
    nextStep: `Use one of ${[...Object.keys(MONTHS), ...Object.keys(MICROS)].join(", ")}.`,
  });
}
