import type { LongValue } from "@stageplay/core";

const MICROS_PER_DAY = 86_400_000_000n;

/** A whole number in the normal form of a LongValue: a number while it is a safe integer, a bigint beyond. */
export function longValue(value: bigint): LongValue {
  return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value;
}

/**
 * Days since 1970-01-01 of a date as Spark casts strings to it: `yyyy`, `yyyy-m`, `yyyy-m-d`, anything after a space or `T` ignored.
 * Undefined when it is none.
 */
export function parseDate(text: string): number | undefined {
  const match = /^([+-]?\d{4,7})(?:-(\d{1,2})(?:-(\d{1,2})(?:[ T].*)?)?)?$/.exec(text.trim());
  return match ? daysFromCivil(Number(match[1]), Number(match[2] ?? 1), Number(match[3] ?? 1)) : undefined;
}

const TIMESTAMP =
  /^([+-]?\d{4,6})(?:-(\d{1,2})(?:-(\d{1,2})(?:[ T](\d{1,2})(?::(\d{1,2})(?::(\d{1,2})(?:\.(\d*))?)?)?\s*(\S.*)?)?)?)?$/;

/**
 * Microseconds since the epoch of a timestamp as Spark casts strings to it; without a zone it is UTC. Undefined when it is none.
 *
 * @example
 * parseTimestamp("2021-04-22T10:11:12.5+02:00"); // 1619079072500000
 */
export function parseTimestamp(text: string): LongValue | undefined {
  const match = TIMESTAMP.exec(text.trim());
  if (!match) return undefined;
  const days = daysFromCivil(Number(match[1]), Number(match[2] ?? 1), Number(match[3] ?? 1));
  const [hour, minute, second] = [Number(match[4] ?? 0), Number(match[5] ?? 0), Number(match[6] ?? 0)];
  const offset = zoneOffsetSeconds(match[8] ?? "Z");
  if (days === undefined || offset === undefined || hour > 23 || minute > 59 || second > 59) return undefined;
  const micros = Number((match[7] ?? "").slice(0, 6).padEnd(6, "0"));
  return timestampOf(days, (hour * 60 + minute) * 60 + second - offset, micros);
}

/** Microseconds since the epoch. */
export function timestampOf(days: number, secondOfDay: number, microOfSecond: number): LongValue {
  return longValue(BigInt(days) * MICROS_PER_DAY + BigInt(secondOfDay) * 1_000_000n + BigInt(microOfSecond));
}

/** Days since 1970-01-01 in the proleptic Gregorian calendar; undefined when there is no such day. */
export function daysFromCivil(year: number, month: number, day: number): number | undefined {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const real = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real ? date.getTime() / 86_400_000 : undefined;
}

/** `2021-04-22`. */
export function formatDate(days: number): string {
  const date = new Date(days * 86_400_000);
  return `${yearText(date.getUTCFullYear())}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
}

/** Spark's default in CSV and JSON files, in UTC and in milliseconds: `2021-04-22T10:11:12.500Z`. */
export function formatTimestamp(timestamp: LongValue): string {
  const micros = BigInt(timestamp);
  const days = (micros - (((micros % MICROS_PER_DAY) + MICROS_PER_DAY) % MICROS_PER_DAY)) / MICROS_PER_DAY;
  const millis = Number((micros - days * MICROS_PER_DAY) / 1000n);
  const seconds = Math.floor(millis / 1000);
  const clock = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return `${formatDate(Number(days))}T${clock}.${String(millis % 1000).padStart(3, "0")}Z`;
}

/** Seconds east of UTC for `Z`, `UTC`, `GMT`, `+02:00`, `UTC+2`; undefined for anything else (no zone names). */
function zoneOffsetSeconds(zone: string): number | undefined {
  const match = /^(?:Z|(?:UTC|GMT|UT)?(?:([+-])(\d{1,2})(?::?(\d{2}))?)?)$/.exec(zone.trim());
  if (!match) return undefined;
  const seconds = (Number(match[2] ?? 0) * 60 + Number(match[3] ?? 0)) * 60;
  return match[1] === "-" ? -seconds : seconds;
}

function yearText(year: number): string {
  if (year < 0) return `-${String(-year).padStart(4, "0")}`;
  return year > 9999 ? `+${year}` : String(year).padStart(4, "0");
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
