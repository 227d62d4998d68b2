import type { LongValue } from "./data-type.js";
import { longValue } from "./long-value.js";

export const MICROS_PER_SECOND = 1_000_000;
export const MICROS_PER_DAY: number = 86_400 * MICROS_PER_SECOND;

/** A day of the (proleptic Gregorian) calendar; month 1 … 12, day 1 … 31. */
export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Days from 1970-01-01 to the given day. Counts 400-year eras of 146,097 days, years starting in March. */
export function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The inverse of {@link daysFromCivil}. */
export function civilFromDays(days: number): CivilDate {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

export function daysInMonth(year: number, month: number): number {
  const next = month === 12 ? daysFromCivil(year + 1, 1, 1) : daysFromCivil(year, month + 1, 1);
  return next - daysFromCivil(year, month, 1);
}

/** A timestamp (µs since epoch, UTC) as its day and the µs since that day's midnight. */
export function splitMicros(micros: LongValue): { readonly days: number; readonly microsOfDay: number } {
  const days =
    typeof micros === "number"
      ? Math.floor(micros / MICROS_PER_DAY)
      : Number((micros - (((micros % 86_400_000_000n) + 86_400_000_000n) % 86_400_000_000n)) / 86_400_000_000n);
  return { days, microsOfDay: Number(BigInt(micros) - BigInt(days) * 86_400_000_000n) };
}

export function joinMicros(days: number, microsOfDay: number): LongValue {
  const micros = days * MICROS_PER_DAY + microsOfDay;
  return Number.isSafeInteger(micros) ? micros : longValue(BigInt(days) * 86_400_000_000n + BigInt(microsOfDay));
}

const pad = (n: number, width: number): string => String(n).padStart(width, "0");

/** `2024-01-15`; years past 9999 have a `+`. */
export function formatDate(days: number): string {
  const { year, month, day } = civilFromDays(days);
  const sign = year < 0 ? "-" : year > 9999 ? "+" : "";
  return `${sign}${pad(Math.abs(year), 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

/** `2024-01-15 12:00:00`, with up to six decimals when there is a fraction of a second, in UTC. */
export function formatTimestamp(micros: LongValue): string {
  const { days, microsOfDay } = splitMicros(micros);
  const seconds = Math.floor(microsOfDay / MICROS_PER_SECOND);
  const fraction = pad(microsOfDay % MICROS_PER_SECOND, 6).replace(/0+$/, "");
  const time = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
    .map((n) => pad(n, 2))
    .join(":");
  return `${formatDate(days)} ${time}${fraction === "" ? "" : `.${fraction}`}`;
}

/** Days of `2024-01-15`, `2024-1`, `2024` or such a date followed by a time; undefined when there is no such day. */
export function parseDate(text: string): number | undefined {
  const match = /^([+-]?\d{4,7})(?:-(\d{1,2})(?:-(\d{1,2})(?:[ T].*)?)?)?$/.exec(text.trim());
  if (match === null) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2] ?? 1), Number(match[3] ?? 1)];
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  return daysFromCivil(year, month, day);
}
